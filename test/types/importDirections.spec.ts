import * as assert from "node:assert/strict";
import { join } from "node:path";
import { ESLint } from "eslint";
import { REPOSITORY } from "../../workbench/repository";

const AWS = "@aws-sdk/client-secrets-manager";
const PULUMI = "@pulumi/pulumi";

interface Row {
  readonly file: string;
  readonly refused: readonly string[];
  readonly allowed: readonly string[];
  /** Of these types alone are taken: nothing of them is loaded. */
  readonly typesOnly?: readonly string[];
}

/** What lies outside resources/, as the folder and as a file in it, seen from `root`. */
const outside = (root: string) =>
  ["stacks", "cli", "emulator", "workbench", "test/support", "scripts", "bench", "examples/minimal"]
    .flatMap((folder) => [`${root}/${folder}`, `${root}/${folder}/x`])
    .concat(root, `${root}/index`, "pulumi-partner-keys", "pulumi-partner-keys/stacks");

const LIFECYCLE: Omit<Row, "file"> = {
  refused: [
    ...outside("../../.."),
    ...["../../program", "../../program/apiKey", AWS, PULUMI],
    ...[
      "../../secrets",
      "../../secrets/secretsManager",
      "../../secrets/moveStage",
      "../../aws",
      "../../aws/client",
      "../../signer/signer",
    ],
    ...["..", "../index", "../..", "../../index"],
  ],
  allowed: [
    "../../secrets/secretStore",
    "../../secrets/labels",
    "../../aws/arn",
    "../../aws/settings/readSettings",
    "../../crypto/publicKey/fingerprint",
    "../../errors",
    "../context",
    "./x",
    "node:util",
  ],
};

function lifecycle(room: string, refused: readonly string[], allowed: readonly string[]): Row {
  return {
    file: `resources/plugin/${room}/x.ts`,
    refused: [...LIFECYCLE.refused, ...refused],
    allowed: [...LIFECYCLE.allowed, ...allowed],
  };
}

/** One row for each of CONTRIBUTING.md, "What may import what". The files need not exist. */
const ROWS: readonly Row[] = [
  {
    file: "resources/policies/x.ts",
    refused: [
      ...outside("../.."),
      ...["../plugin/context", "../program/provider", "../kinds/kinds", "../aws/arn", "../secrets/look", AWS],
      ...["../iam/statement", "../signer/signer", "../partners/qredo", "../index"],
    ],
    allowed: ["../rules/keyPairs", "../words/dueDate", "@pulumi/policy", PULUMI, "./x", "node:crypto"],
  },
  {
    file: "languages/x.ts",
    refused: [
      ...[
        "../resources",
        "../resources/index",
        "../resources/program/provider",
        "../resources/plugin/engine/index",
        AWS,
      ],
      ...[
        "../stacks/judgeArgs",
        "../cli/main",
        "../scripts/x",
        "..",
        "pulumi-partner-keys",
        "pulumi-partner-keys/stacks",
      ],
    ],
    allowed: ["../resources/errors", "../resources/words/notInFolder", "./x", "node:module"],
    typesOnly: ["../stacks", PULUMI, "@pulumi/pulumi/provider"],
  },
  { file: "index.ts", refused: ["./resources", "./resources/index", "./cli/run", AWS], allowed: ["./stacks", PULUMI] },
  {
    file: "stacks/x.ts",
    refused: [
      ...["../resources/plugin", "../resources/plugin/index", "../resources/crypto", "../resources/crypto/apiKey"],
      ...["../resources/kinds", "../resources/kinds/kinds", AWS],
      ...["../resources/secrets", "../resources/secrets/tags", "../resources/aws/arn"],
      ...[
        "../cli/run",
        "../emulator",
        "../emulator/server",
        "../workbench",
        "../workbench/repository",
        "../test/x",
        "..",
        "../index",
      ],
    ],
    allowed: [
      "../resources",
      "../resources/rules/inputs",
      "../resources/words/handoff",
      "../resources/iam/deployerPolicy",
      "../resources/secrets/labels",
      "../resources/program/refused",
      "./config",
      PULUMI,
      "@pulumi/aws",
    ],
  },
  {
    file: "resources/index.ts",
    refused: [...outside(".."), "./plugin", "./plugin/index", "./kinds/kinds", AWS],
    allowed: ["./program/apiKey", "./partners/signRequest", "./errors"],
  },
  {
    file: "resources/errors.ts",
    refused: [...outside(".."), "./crypto/apiKey", ".", AWS, PULUMI],
    allowed: ["node:util"],
  },
  {
    file: "resources/program/x.ts",
    refused: [...outside("../.."), "../plugin", "../plugin/index", "../aws/client", "../signer", "..", "../index", AWS],
    allowed: ["./x", "../aws/settings/rows", "../crypto/publicKey/fingerprint", "../rules/keyPairs", PULUMI],
    typesOnly: ["../kinds/kinds"],
  },
  {
    file: "resources/plugin/x.ts",
    refused: [...outside("../.."), "../program", "../program/apiKey", "../signer/signer", "..", "../index", AWS],
    allowed: [
      "./provider",
      "./keys/x",
      "../secrets/secretsManager",
      "../kinds/kinds",
      "../crypto/apiKey",
      "../errors",
      PULUMI,
    ],
  },
  lifecycle(
    "check",
    ["../keys/createKey", "../keys/deleteKey"],
    ["../../kinds/keyInputs", "../activation/activationInputs"],
  ),
  lifecycle("keys", ["../check/checkKey", "../activation/plan"], ["../../kinds/kinds", "../run"]),
  lifecycle("activation", ["../check/checkActivation"], ["../keys/ownership", "../../rules/inputTable", "../run"]),
  {
    file: "resources/publicKey.ts",
    refused: [...outside(".."), ".", "./index", "./plugin/index", "./program/apiKey", "./rules/rule", AWS, PULUMI],
    allowed: ["./crypto/publicKey/raw", "./partners/fingerprintForms", "./errors"],
  },
  ...[
    ["resources/partners/x.ts", "..", "./qredo", "rules/rule"],
    ["resources/partners/issued/x.ts", "../..", "../qredo", "rules/rule"],
    ["resources/partners/schemes/x.ts", "../..", "../../rules/rule", "rules/written"],
  ].map(([file = "", up = "", beside = "", rules = ""]) => ({
    file,
    refused: [
      ...outside(`${up}/..`),
      ...["plugin/context", "program/apiKey", "aws/client", "signer/signer", "kinds/kinds"].map((to) => `${up}/${to}`),
      ...["rules", rules, "words/dueDate", "secrets/labels", "iam/kmsKey", "index"].map((to) => `${up}/${to}`),
      ...[up, AWS, PULUMI],
    ],
    allowed: [beside, `${up}/crypto/privateKey`, `${up}/errors`, "node:crypto"],
  })),
  {
    file: "resources/kinds/x.ts",
    refused: [
      ...outside("../.."),
      ...["../plugin", "../plugin/context", "../program", "../program/apiKey", "../aws/client", "../words/dueDate"],
      ...["../secrets/secretStore", "../iam/kmsKey", "../signer/signer", AWS, PULUMI, "..", "../index"],
    ],
    allowed: ["../crypto/apiKey", "../partners/qredo", "../errors", "../rules/inputTable", "./keyInputs"],
  },
  {
    file: "resources/iam/x.ts",
    refused: [
      ...outside("../.."),
      ...["../plugin/index", "../program/apiKey", "../aws/client", "../signer/signer", AWS, PULUMI, "..", "../index"],
      ...["../secrets", "../secrets/tags", "../kinds/kinds"],
    ],
    allowed: ["./x", "../errors", "../aws/arn", "../aws/partitions", "../secrets/labels"],
  },
  {
    file: "resources/aws/settings/x.ts",
    refused: [
      ...outside("../../.."),
      ...[
        "../../crypto/apiKey",
        "../../kinds/kinds",
        "../../partners/qredo",
        "../../plugin/check/region",
        "../../words/dueDate",
        "../../secrets/labels",
        "../client",
      ],
      ...["../../program/apiKey", "../../signer/signer", "..", "../index", AWS, PULUMI],
    ],
    allowed: ["../account", "../arn", "../../rules/inputs", "../../errors", "./x"],
  },
  {
    file: "resources/plugin/run/x.ts",
    refused: [
      ...outside("../../.."),
      ...["../engine/providers", "../check/checkKey", "../activation/plan", "../keys/createKey", "../../aws/arn"],
      "../../secrets/tags",
      ...["../../program/apiKey", "../../signer/signer", "..", "../index", AWS, PULUMI],
    ],
    allowed: ["./x", "../../rules/inputTable", "../../kinds/keyInputs", "../../rules/unknown"],
  },
  {
    file: "resources/plugin/engine/x.ts",
    refused: [
      ...outside("../../.."),
      "../../program",
      "../../program/apiKey",
      "../../signer/signer",
      "..",
      "../index",
      AWS,
    ],
    allowed: ["./x", "../keys/createKey", "../../secrets/secretsManager", "../../aws/client", "../../errors", PULUMI],
  },
  {
    file: "resources/secrets/x.ts",
    refused: [
      ...outside("../.."),
      ...["../plugin", "../plugin/keys/x", "../kinds/kinds", "../rules/inputs", "../iam/kmsKey", "../signer/signer"],
      ...["../program", "../program/apiKey", "..", "../index", PULUMI],
    ],
    allowed: [
      "./secretStore",
      "../errors",
      "../aws/client",
      "../crypto/publicKey/fingerprint",
      "../words/keyVersion",
      AWS,
    ],
  },
  {
    file: "resources/secrets/ownedSecrets.ts",
    refused: [
      ...["secretsManager", "secretStore", "storeCalls", "writeVersion", "moveStage", "settled", "presence"].map(
        (to) => `./${to}`,
      ),
      ...["../plugin/run", PULUMI],
    ],
    allowed: ["./look", "./labels", "../errors", "../aws/client", AWS],
  },
  ...["secretStore", "presence", "secretsManager", "storeCalls", "writeVersion", "moveStage"].map((name) => ({
    file: `resources/secrets/${name}.ts`,
    refused: [...outside("../.."), "../crypto/publicKey/fingerprint", "../words/keyVersion", "../plugin/run", PULUMI],
    allowed: ["./labels", "../errors", "../aws/client", AWS, "@smithy/node-http-handler"],
  })),
  {
    file: "resources/crypto/x.ts",
    refused: [
      ...outside("../.."),
      ...["../plugin", "../plugin/index", "../program", "../program/apiKey", "../aws/client", "..", "../index"],
      ...["../kinds/kinds", "../partners/qredo", "../rules/rule", "../words/dueDate", AWS, "@smithy/types", PULUMI],
    ],
    allowed: ["./x", "../errors", "node-forge", "node:crypto"],
  },
  {
    file: "resources/crypto/keyPairs/x.ts",
    refused: [...outside("../../.."), "../../plugin", "../../aws/client", "..", "../index", "../../index", AWS, PULUMI],
    allowed: ["./gate", "../publicKey/fingerprint", "../../errors", "node:crypto"],
  },
  {
    file: "resources/aws/x.ts",
    refused: [
      ...outside("../.."),
      ...["../secrets/labels", "../program", "../crypto/apiKey", "../kinds/kinds", "../partners/qredo", "../signer"],
      PULUMI,
    ],
    allowed: ["./x", "../errors", AWS, "@smithy/node-http-handler"],
  },
  {
    file: "resources/rules/x.ts",
    refused: [
      ...outside("../.."),
      ...["../plugin/context", "../program/apiKey", "../aws/client", "../kinds/kinds", "..", AWS, PULUMI],
    ],
    allowed: ["./rule", "../crypto/publicKey/fingerprint", "../partners/acknowledgement", "../errors"],
  },
  {
    file: "resources/words/x.ts",
    refused: [
      ...outside("../.."),
      ...["../plugin/context", "../program/apiKey", "../aws/client", "../kinds/kinds", "..", AWS, PULUMI],
    ],
    allowed: ["./keyVersion", "../crypto/publicKey/fingerprint", "../partners/qredo"],
  },
  {
    file: "resources/signer/x.ts",
    refused: [
      ...outside("../.."),
      "../plugin",
      "../secrets/secretStore",
      "../secrets/secretsManager",
      "../kinds/kinds",
      "../program/apiKey",
      "..",
      PULUMI,
    ],
    allowed: ["./x", "../errors", "../partners/signRequest", "../aws/client", "../secrets/labels", AWS],
  },
];

/** A third process: the command line. */
const CLI: readonly Row[] = [
  ["cli/x.ts", ".."],
  ["cli/commands/x.ts", "../.."],
].map(([file = "", up = ""]) => ({
  file,
  refused: [
    ...["stacks", "emulator", "workbench/repository", "test/support/row", "bench/x", "scripts/x"].map(
      (to) => `${up}/${to}`,
    ),
    ...["resources/plugin/context", "resources/plugin/engine", "resources/program/apiKey", "resources/kinds/kinds"].map(
      (to) => `${up}/${to}`,
    ),
    ...["secretsManager", "secretStore", "storeCalls", "writeVersion", "moveStage", "settled", "presence"].map(
      (to) => `${up}/resources/secrets/${to}`,
    ),
    ...["iam/statusPolicy", "crypto/apiKey", "index"].map((to) => `${up}/resources/${to}`),
    ...[`${up}/resources`, up, `${up}/index`, "pulumi-partner-keys/signer", AWS, "@smithy/types", PULUMI],
  ],
  allowed: [
    ...["errors", "aws/client", "aws/settings/settingRules", "partners/qredo", "words/keyVersion", "signer"].map(
      (to) => `${up}/resources/${to}`,
    ),
    ...["rule", "written"].map((to) => `${up}/resources/rules/${to}`),
    ...["look", "ownedSecrets", "labels", "tags"].map((to) => `${up}/resources/secrets/${to}`),
    ...["./x", "node:util"],
  ],
}));

/** The rooms that are not shipped; toolchain/ are ES modules, which another rule lints. */
const NOT_SHIPPED: readonly Row[] = [
  {
    file: "workbench/x.ts",
    refused: ["../scripts/x", "../scripts/docs.mjs", "../bench/x", "../demo/x", "../test/support/x"],
    allowed: ["../toolchain/places.mjs", "../emulator", "../resources/signer", "./table.cjs"],
  },
  {
    file: "bench/x.ts",
    refused: ["../scripts/docs.mjs", "../demo/x", "../test/support/x"],
    allowed: ["../workbench/table.cjs", "../emulator", "../resources", "./x"],
  },
  {
    file: "demo/x.ts",
    refused: ["../scripts/docs.mjs", "../bench/x", "../test/support/x"],
    allowed: ["../workbench/table.cjs", "../emulator", "../resources", "./x"],
  },
  {
    file: "toolchain/x.mjs",
    refused: ["../scripts/build.mjs", "../workbench/table.cjs", ".."],
    allowed: ["./onPath.mjs"],
  },
];

const RULES = ["@typescript-eslint/no-restricted-imports", "no-restricted-imports"];

describe("the import directions of eslint.config.mjs", () => {
  const eslint = new ESLint({
    cwd: REPOSITORY,
    ruleFilter: ({ ruleId }) => RULES.includes(ruleId),
    // The files do not exist, so they have no types; this rule needs none
    overrideConfig: { files: ["**/*.ts"], languageOptions: { parserOptions: { project: false } } },
  });

  /** The modules that a file may not import, of those given; one import a line. */
  async function refusedOf(file: string, modules: readonly string[], keyword: string): Promise<string[]> {
    const code = modules.map((module, i) => `${keyword} { A as A${i} } from "${module}";`).join("\n");
    const [result] = await eslint.lintText(code, { filePath: join(REPOSITORY, file) });
    assert.ok(result, `${file} is not linted`);
    for (const { ruleId, message } of result.messages) assert.ok(RULES.includes(String(ruleId)), message);
    return modules.filter((_, i) => result.messages.some(({ line }) => line === i + 1));
  }

  for (const { file, refused, allowed, typesOnly = [] } of [...ROWS, ...CLI, ...NOT_SHIPPED]) {
    it(`of ${file}: ${refused.length} imports are refused, ${allowed.length} are not`, async () => {
      const types = file.endsWith(".ts") ? ["import type"] : [];
      for (const keyword of ["import", "export", ...types]) {
        const more = keyword === "import type" ? [] : typesOnly;
        const modules = [...refused, ...typesOnly, ...allowed];
        assert.deepEqual(await refusedOf(file, modules, keyword), [...refused, ...more]);
      }
    });
  }
});
