import * as assert from "node:assert/strict";
import { join } from "node:path";
import { ESLint } from "eslint";
import { REPOSITORY } from "../../workbench/repository";

const RULE = "no-restricted-syntax";

/** Every way to make an error whose message somebody has put together. */
const OF_OURS = [
  `import { PartnerKeysError } from "./errors"; throw new PartnerKeysError("ERR_INVALID_INPUT", "a: b");`,
  `import * as keys from "."; throw new keys.PartnerKeysError("ERR_INVALID_INPUT", "a: b");`,
  `import * as pulumi from "@pulumi/pulumi"; throw new pulumi.RunError("a: b");`,
  `import { RunError } from "@pulumi/pulumi"; throw new RunError("a: b");`,
  `import * as pulumi from "@pulumi/pulumi"; throw new pulumi.ResourceError("a: b", undefined, true);`,
  `import * as pulumi from "@pulumi/pulumi"; throw new pulumi.InputPropertyError({ propertyPath: "a", reason: "b" });`,
];
const PLAIN = [
  `throw new Error("a: b");`,
  `throw new TypeError("a: b");`,
  `const made = new Error("a: b"); throw made;`,
];
const ROOMS = [
  "resources/aws",
  "resources/plugin/engine",
  "resources/partners",
  "resources/program",
  "stacks",
  "cli",
  "languages",
];

describe("an error", () => {
  const eslint = new ESLint({
    cwd: REPOSITORY,
    ruleFilter: ({ ruleId }) => ruleId === RULE,
    overrideConfig: { files: ["**/*.ts"], languageOptions: { parserOptions: { project: false } } },
  });
  const isRefused = async (code: string, file: string) => {
    const [result] = await eslint.lintText(code, { filePath: join(REPOSITORY, file) });
    return result?.messages.some(({ ruleId }) => ruleId === RULE) ?? false;
  };

  for (const code of OF_OURS)
    it(`is made by the functions for it alone: ${code.slice(code.indexOf(";") + 2)}`, async () => {
      for (const file of [...ROOMS.map((room) => `${room}/x.ts`), "resources/signer/secretsManager.ts", "index.ts"])
        assert.ok(await isRefused(code, file), file);
      for (const file of ["resources/errors.ts", "resources/program/refused.ts"])
        assert.ok(!(await isRefused(code, file)), file);
    });

  for (const code of PLAIN)
    it(`of the program process is none without a form: ${code}`, async () => {
      for (const file of ["resources/program/x.ts", "stacks/x.ts", "languages/x.ts", "index.ts"])
        assert.ok(await isRefused(code, file), file);
      assert.ok(!(await isRefused(code, "resources/aws/x.ts")), "a cause, which explain() puts into words");
    });
});
