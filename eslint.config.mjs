import js from "@eslint/js";
import globals from "globals";
import tseslint from "typescript-eslint";

/** Forbids imports against the direction of dependencies (CONTRIBUTING.md, "What may import what"). */
function mayNotImport(files, ...groups) {
  const patterns = groups.map(([group, message]) => ({ group, message, allowTypeImports: false }));
  return { files, rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns }] } };
}

const AWS = [["@aws-sdk/*", "@smithy/*"], "only resources/plugin/store/ talks to AWS"];
const PULUMI = [["@pulumi/*"], "the plugin and the pure core know no Pulumi"];
const OUTWARD = [
  ["**/stacks", "**/stacks/*", "**/emulator/*", "**/workbench/*", "**/test/*"],
  "resources import nothing outside",
];

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
  mayNotImport(["resources/crypto/**"], AWS, PULUMI, OUTWARD, [
    ["**/plugin/**", "**/program/**"],
    "crypto/ is the pure core",
  ]),
  mayNotImport(["resources/program/**"], AWS, OUTWARD, [["**/plugin/**"], "the program process only declares"]),
  mayNotImport(
    ["resources/plugin/{keys,activation,check}/**"],
    AWS,
    PULUMI,
    OUTWARD,
    [["**/program/**"], "the plugin does not know the classes"],
    [
      ["**/store/secretsManager", "**/store/client", "**/store/awsErrors"],
      "the lifecycle knows the SecretStore interface only",
    ],
  ),
  mayNotImport(["resources/plugin/store/**"], PULUMI, OUTWARD, [
    ["**/crypto/**", "**/keys/**", "**/activation/**"],
    "store/ knows no crypto",
  ]),
  mayNotImport(
    ["stacks/**"],
    AWS,
    [["**/plugin/**", "**/crypto/**"], "stacks use the public package"],
    [["**/emulator/*", "**/workbench/*"], "not shipped"],
  ),
  mayNotImport(["index.ts"], AWS, [["**/resources/**"], "the program uses stacks"]),
  {
    files: ["test/**/*.ts", "bench/**/*.ts", "scripts/**/*.ts"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-floating-promises": ["error", { allowForKnownSafeCalls: [] }],
    },
  },
);
