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
}

/** What lies outside resources/, as the folder and as a file in it, seen from `root`. */
const outside = (root: string) =>
  ["stacks", "emulator", "workbench", "test/support", "scripts", "bench", "examples/minimal"]
    .flatMap((folder) => [`${root}/${folder}`, `${root}/${folder}/x`])
    .concat(root, `${root}/index`, "pulumi-partner-keys", "pulumi-partner-keys/stacks");

const LIFECYCLE: Omit<Row, "file"> = {
  refused: [
    ...outside("../../.."),
    ...["../../program", "../../program/apiKey", AWS, PULUMI],
    ...["../store", "../store/secretsManager", "../store/client", "../store/awsErrors"],
    ...["..", "../index", "../..", "../../index"],
  ],
  allowed: ["../store/secretStore", "../../crypto/fingerprint", "../../errors", "../context", "./x", "node:util"],
};

/** One row for each of CONTRIBUTING.md, "What may import what". The files need not exist. */
const ROWS: readonly Row[] = [
  { file: "index.ts", refused: ["./resources", "./resources/index", AWS], allowed: ["./stacks", PULUMI] },
  {
    file: "stacks/x.ts",
    refused: [
      ...["../resources/plugin", "../resources/plugin/index", "../resources/crypto", "../resources/crypto/gate", AWS],
      ...[
        "../emulator",
        "../emulator/server",
        "../workbench",
        "../workbench/repository",
        "../test/x",
        "..",
        "../index",
      ],
    ],
    allowed: ["../resources", "./config", PULUMI, "@pulumi/aws"],
  },
  {
    file: "resources/index.ts",
    refused: [...outside(".."), "./plugin", "./plugin/index", AWS],
    allowed: ["./program/apiKey", "./crypto/signRequest", "./errors"],
  },
  {
    file: "resources/errors.ts",
    refused: [...outside(".."), "./crypto/gate", ".", AWS, PULUMI],
    allowed: ["node:util"],
  },
  {
    file: "resources/program/x.ts",
    refused: [...outside("../.."), "../plugin", "../plugin/index", "..", "../index", AWS],
    allowed: ["./x", "../crypto/fingerprint", PULUMI],
  },
  {
    file: "resources/plugin/x.ts",
    refused: [...outside("../.."), "../program", "../program/apiKey", "..", "../index", AWS],
    allowed: ["./provider", "./keys/x", "./store/secretsManager", "../crypto/gate", "../errors", PULUMI],
  },
  { file: "resources/plugin/check/x.ts", ...LIFECYCLE },
  { file: "resources/plugin/keys/x.ts", ...LIFECYCLE },
  { file: "resources/plugin/activation/x.ts", ...LIFECYCLE },
  {
    file: "resources/plugin/store/x.ts",
    refused: [
      ...outside("../../.."),
      ...["../../crypto", "../../crypto/gate", "../keys", "../keys/x", "../activation", "../activation/x"],
      ...["../../program", "../../program/apiKey", "..", "../index", PULUMI],
    ],
    allowed: ["./secretStore", "../../errors", AWS, "@smithy/node-http-handler"],
  },
  {
    file: "resources/crypto/x.ts",
    refused: [
      ...outside("../.."),
      ...["../plugin", "../plugin/index", "../program", "../program/apiKey", "..", "../index"],
      ...[AWS, "@smithy/types", PULUMI],
    ],
    allowed: ["./x", "../errors", "node-forge", "node:crypto"],
  },
];

const RULE = "@typescript-eslint/no-restricted-imports";

describe("the import directions of eslint.config.mjs", () => {
  const eslint = new ESLint({
    cwd: REPOSITORY,
    ruleFilter: ({ ruleId }) => ruleId === RULE,
    // The files do not exist, so they have no types; this rule needs none
    overrideConfig: { files: ["**/*.ts"], languageOptions: { parserOptions: { project: false } } },
  });

  /** The modules that a file may not import, of those given; one import a line. */
  async function refusedOf(file: string, modules: readonly string[], keyword: string): Promise<string[]> {
    const code = modules.map((module, i) => `${keyword} { A as A${i} } from "${module}";`).join("\n");
    const [result] = await eslint.lintText(code, { filePath: join(REPOSITORY, file) });
    assert.ok(result, `${file} is not linted`);
    for (const { ruleId, message } of result.messages) assert.equal(ruleId, RULE, message);
    return modules.filter((_, i) => result.messages.some(({ line }) => line === i + 1));
  }

  for (const { file, refused, allowed } of ROWS) {
    it(`of ${file}: ${refused.length} imports are refused, ${allowed.length} are not`, async () => {
      for (const keyword of ["import", "import type", "export"]) {
        assert.deepEqual(await refusedOf(file, [...refused, ...allowed], keyword), refused);
      }
    });
  }
});
