import js from "@eslint/js";
import globals from "globals";
import tseslint from "typescript-eslint";

/** Forbids imports against the direction of dependencies (CONTRIBUTING.md, "What may import what"). */
function mayNotImport(files, ...groups) {
  const patterns = groups.map(([regex, message, { allowTypeImports = false } = {}]) => {
    return { regex, message, caseSensitive: true, allowTypeImports };
  });
  return { files, rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns }] } };
}

/** A folder itself ("../emulator") and what is in it ("../emulator/server"). */
const folder = (...names) => `(^|/)(${names.join("|")})(/|$)`;

const AWS = ["^@(aws-sdk|smithy)/", "only resources/aws/ and what is built on it talk to AWS"];
const PULUMI = ["^@pulumi/", "the plugin and the pure core know no Pulumi"];
const PROGRAM = [folder("program"), "only the program process declares resources"];
const KINDS = [
  folder("kinds"),
  "the program process makes no keys: of kinds/ it knows types",
  { allowTypeImports: true },
];
const SIGNER = [folder("signer"), "the plugin never reads a value"];
/** All of aws/ and secrets/ but what is pure: of one the form of an ARN and the partitions, of the other names of labels. */
const PURE_NAMES = [
  String.raw`(^|/)aws(/(?!(arn|partitions)$)|$)|(^|/)secrets(/(?!labels$)|$)`,
  "of aws/ and secrets/ only ARNs, partitions and labels are pure",
];
/** What leaves resources/ from a file that lies `depth` folders below the root, or comes back in as the package. */
const outward = (depth) => [
  String.raw`^pulumi-partner-keys(/|$)|^(\.\./){${depth - 1}}\.\.(/|$)`,
  "resources import nothing outside",
];
/** One folder of resources/ and the folders in it: what is outward depends on how deep a file lies. */
function room(path, ...groups) {
  const depth = path.split("/").length;
  return [0, 1].map((more) => mayNotImport([`${path}/${"*/".repeat(more)}*.ts`], outward(depth + more), ...groups));
}
/** The index of a folder further up: the public package, or the real effects of the plugin. */
const BARREL = [String.raw`^\.\.(/\.\.)*(/index)?$`, "import the file that has it, not an index further up"];

/** The deployer never reads (docs/decisions/0003): a value is read in one place, for the service that signs. */
const READS = {
  selector:
    ":matches(Identifier[name=/^(paginate)?(batch)?getSecretValue/i], Literal[value=/^(Batch)?GetSecretValue/])",
  message: "only resources/signer/secretsManager.ts reads a value",
};
/** The form of a message is held by two functions. */
const MADE_BY_HAND = {
  selector:
    "NewExpression:matches([callee.name=/^(PartnerKeysError|RunError|ResourceError|InputPropertyE)/], [callee.property.name=/^(PartnerKeysError|RunError|ResourceError|InputPropertyE)/])",
  message: "an error is made by failure() of resources/errors.ts, in the program process by refused()",
};
/** In the plugin process a plain error is one that nobody is meant to see, or the cause of ours; here it is the message. */
const PLAIN = { ...MADE_BY_HAND, selector: "NewExpression[callee.name=/^(Type|Range)?Error$/]" };

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "tools/"] },
  js.configs.recommended,
  { files: ["**/*.{mjs,cjs}"], languageOptions: { globals: globals.node } },
  { files: ["**/*.cjs"], rules: { "no-undef": "error" } },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ["tsconfig.check.json", "examples/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/dot-notation": "off", // tsconfig asks for brackets on index signatures
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/require-await": "off", // an async method is how an interface of promises is met
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  mayNotImport(["resources/errors.ts"], AWS, PULUMI, outward(1), [String.raw`^\.`, "errors.ts stands alone"]),
  mayNotImport(["resources/index.ts"], AWS, outward(1), [
    folder("plugin", "kinds"),
    "the public package is the program process",
  ]),
  ...room("resources/crypto", AWS, PULUMI, BARREL, [
    folder("plugin", "program", "aws", "secrets", "signer", "partners", "kinds", "rules", "words"),
    "crypto/ is the pure core",
  ]),
  ...room("resources/partners", AWS, PULUMI, BARREL, [
    folder("plugin", "program", "aws", "secrets", "signer", "kinds", "rules", "words", "iam"),
    "what is known of a partner is built on crypto/ alone",
  ]),
  mayNotImport(["resources/partners/schemes/*.ts"], AWS, PULUMI, BARREL, outward(3), [
    String.raw`(^|/)(plugin|program|aws|secrets|signer|kinds|words|iam)(/|$)|(^|/)rules(/(?!rule$)|$)`,
    "what is known of a partner is built on crypto/, and an option of a scheme is judged as any other",
  ]),
  mayNotImport(["resources/publicKey.ts"], AWS, PULUMI, outward(1), [
    String.raw`^\.(/(?!(crypto/publicKey|partners)/|errors$)|$)`,
    "the forms of a public key need crypto/ and partners/",
  ]),
  ...room("resources/kinds", AWS, PULUMI, BARREL, [
    folder("plugin", "program", "aws", "secrets", "signer", "words", "iam"),
    "a kind of key is what crypto, partners and rules make of it",
  ]),
  ...["rules", "words"].flatMap((name) =>
    room(`resources/${name}`, AWS, PULUMI, BARREL, [
      folder("plugin", "program", "aws", "secrets", "iam", "signer", "kinds"),
      "rules and words are pure",
    ]),
  ),
  ...room("resources/iam", AWS, PULUMI, BARREL, PURE_NAMES, [
    folder("plugin", "program", "signer", "kinds"),
    "policies are pure",
  ]),
  ...room("resources/policies", AWS, BARREL, [
    folder("plugin", "program", "kinds", "aws", "secrets", "iam", "signer", "partners"),
    "a policy sees inputs and outputs: of resources/ it knows rules and words",
  ]),
  ...room("resources/aws", PULUMI, BARREL, [
    folder("plugin", "program", "crypto", "partners", "kinds", "rules", "words", "secrets", "iam", "signer"),
    "aws/ knows nothing of keys",
  ]),
  mayNotImport(["resources/aws/settings/*.ts"], AWS, PULUMI, PROGRAM, SIGNER, BARREL, outward(3), [
    String.raw`(^|/)(crypto|partners|kinds|plugin|words|secrets|iam)(/|$)|^\.\./(?!(account|arn)$)[^.]`,
    "settings are read by pure functions; of aws/ they know what accounts and ARNs are",
  ]),
  ...room("resources/secrets", PULUMI, PROGRAM, SIGNER, BARREL, [
    folder("plugin", "kinds", "rules", "iam"),
    "secrets/ knows what is in an account, and nothing of the life of a key",
  ]),
  ...["secretStore", "presence", "secretsManager", "storeCalls", "writeVersion", "moveStage"].map((name) =>
    mayNotImport([`resources/secrets/${name}.ts`], PULUMI, PROGRAM, SIGNER, BARREL, outward(2), [
      folder("plugin", "kinds", "rules", "iam", "crypto", "partners", "words"),
      "what writes secrets knows no crypto",
    ]),
  ),
  mayNotImport(["resources/secrets/{look,ownedSecrets}.ts"], PULUMI, PROGRAM, SIGNER, BARREL, outward(2), [
    String.raw`(^|/)(plugin|kinds|rules|iam)(/|$)|^\./(secretsManager|secretStore|storeCalls|writeVersion|moveStage|settled|presence)$`,
    "who looks knows nothing that writes",
  ]),
  ...room("resources/signer", PULUMI, BARREL, [
    String.raw`(^|/)(plugin|program|iam|kinds)(/|$)|(^|/)secrets(/(?!(labels|about)$)|$)`,
    "a signing service runs no deployment and writes no secret",
  ]),
  ...room("resources/program", AWS, BARREL, KINDS, [
    String.raw`(^|/)(plugin|secrets|signer)(/|$)|(^|/)aws(/(?!settings/rows$)|$)`,
    "the program process only declares; of aws/ it knows what settings there are",
  ]),
  mayNotImport(["resources/plugin/*.ts"], AWS, PROGRAM, SIGNER, BARREL, outward(2)),
  mayNotImport(["resources/plugin/engine/*.ts"], AWS, PROGRAM, SIGNER, BARREL, outward(3)),
  mayNotImport(["resources/plugin/run/*.ts"], AWS, PULUMI, PROGRAM, SIGNER, BARREL, outward(3), [
    String.raw`(^|/)(engine|check|keys|activation|aws|secrets)(/|$)`,
    "the memory of a run does nothing",
  ]),
  ...[
    ["keys", folder("check", "activation"), "a key knows nothing of how its inputs are judged, nor of what is live"],
    ["activation", folder("check"), "an activation knows nothing of how its inputs are judged"],
    ["check", String.raw`(^|/)keys/(create|update|delete|read|diff)Key$`, "a check touches nothing"],
  ].flatMap(([name, ...other]) =>
    room(
      `resources/plugin/${name}`,
      AWS,
      PULUMI,
      PROGRAM,
      SIGNER,
      BARREL,
      [
        String.raw`(^|/)aws(/(?!(arn|settings/readSettings)$)|$)|(^|/)secrets(/(secretsManager|storeCalls|writeVersion|moveStage))?$`,
        "the lifecycle knows the SecretStore interface only",
      ],
      other,
    ),
  ),
  ...[
    [["index.ts", "resources/**/*.ts", "stacks/**/*.ts", "cli/**/*.ts", "languages/**/*.ts"], READS, MADE_BY_HAND],
    [["index.ts", "resources/program/*.ts", "stacks/**/*.ts", "languages/**/*.ts"], READS, MADE_BY_HAND, PLAIN],
    [["resources/signer/secretsManager.ts"], MADE_BY_HAND],
    [["resources/{errors,program/refused}.ts"], READS],
  ].map(([files, ...selectors]) => ({ files, rules: { "no-restricted-syntax": ["error", ...selectors] } })),
  mayNotImport(["stacks/**/*.ts"], AWS, [
    String.raw`^\.\.(/(?!resources(/((rules|words|iam)/[^/]+|secrets/labels|program/refused))?$)|$)`,
    "stacks use the public package, its rules, words, policies, labels and errors, and nothing else outside",
  ]),
  // One folder below cli/, and cli/ itself
  ...[1, 2].map((depth) =>
    mayNotImport(
      [`cli/${"*/".repeat(depth - 1)}*.ts`],
      AWS,
      PULUMI,
      [
        String.raw`^pulumi-partner-keys(/|$)|^(\.\./){${depth - 1}}\.\.(/(?!resources/)|$)`,
        "outside cli/ a command uses resources/ alone, and by their files",
      ],
      [
        String.raw`(^|/)resources/(?!(errors|rules/(rule|written|encrypted)|secrets/(look|ownedSecrets|labels|tags|timeAtAws))$|(aws|partners|words|signer)(/|$))`,
        "a command looks, and neither writes a secret nor runs a deployment",
      ],
    ),
  ),
  mayNotImport(
    ["languages/*.ts"],
    AWS,
    [
      "^@pulumi/|^\\.\\./stacks$",
      "the program's folder has these, so they are loaded from there",
      { allowTypeImports: true },
    ],
    [
      String.raw`^pulumi-partner-keys(/|$)|^\.\.(/(?!(resources/(errors|words/[^/]+)|stacks)$)|$)`,
      "the plugin carries errors and words, and nothing that makes a key",
    ],
  ),
  ...[
    ["workbench", folder("scripts", "bench", "demo", "test"), "workbench/ is below what uses it"],
    ["bench", folder("scripts", "demo", "test"), "bench/ uses workbench/ and what is measured"],
    ["demo", folder("scripts", "bench", "test"), "demo/ uses workbench/ and what is shown"],
  ].map(([name, ...above]) => mayNotImport([`${name}/**/*.ts`], above)),
  // ES modules, which TypeScript's plugin does not lint
  {
    files: ["toolchain/*.mjs"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ regex: String.raw`^\.\.`, message: "toolchain/ looks up; it uses nothing of ours" }] },
      ],
    },
  },
  mayNotImport(["index.ts"], AWS, [folder("resources", "cli"), "the program uses stacks"]),
  {
    files: ["test/**/*.ts", "bench/**/*.ts", "demo/**/*.ts", "scripts/**/*.ts"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-floating-promises": ["error", { allowForKnownSafeCalls: [] }],
    },
  },
);
