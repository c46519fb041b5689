import * as assert from "node:assert/strict";
import { join } from "node:path";
import { ESLint } from "eslint";
import { REPOSITORY } from "../../workbench/repository";

const RULE = "no-restricted-syntax";
const READER = "resources/signer/secretsManager.ts";

/** Every way to write the call down that somebody would write without meaning to hide it. */
const WAYS = [
  `import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager"; export const x = GetSecretValueCommand;`,
  `import * as sdk from "@aws-sdk/client-secrets-manager"; export const x = sdk.GetSecretValueCommand;`,
  `import { BatchGetSecretValueCommand as B } from "@aws-sdk/client-secrets-manager"; export const x = B;`,
  `import { paginateBatchGetSecretValue } from "@aws-sdk/client-secrets-manager"; export { paginateBatchGetSecretValue };`,
  `import { SecretsManager } from "@aws-sdk/client-secrets-manager"; export const x = new SecretsManager().getSecretValue({});`,
  `import * as sdk from "@aws-sdk/client-secrets-manager"; export const x = sdk["GetSecretValueCommand"];`,
];

describe("a value of a secret", () => {
  const eslint = new ESLint({
    cwd: REPOSITORY,
    ruleFilter: ({ ruleId }) => ruleId === RULE,
    overrideConfig: { files: ["**/*.ts"], languageOptions: { parserOptions: { project: false } } },
  });
  const problems = async (code: string, file: string) => {
    const [result] = await eslint.lintText(code, { filePath: join(REPOSITORY, file) });
    return result?.messages.filter(({ ruleId }) => ruleId === RULE).length ?? 0;
  };

  for (const [i, code] of WAYS.entries()) {
    it(`is read by ${READER} alone, way ${i + 1} to write it`, async () => {
      for (const file of [
        "resources/secrets/x.ts",
        "resources/signer/x.ts",
        "resources/aws/x.ts",
        "stacks/x.ts",
        "cli/x.ts",
      ]) {
        assert.ok((await problems(code, file)) > 0, `${file} may read a value`);
      }
      assert.equal(await problems(code, READER), 0);
    });
  }
});
