import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readerPolicy, type ReaderPolicyArgs } from "../../../resources";
import { REPOSITORY } from "../../../workbench/repository";

const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:acme";
const ARGS = { privateKeySecretArn: `${SECRET}/private.pem-AbCdEf`, apiKeySecretArn: `${SECRET}/apikey-AbCdEf` };

interface Statement {
  readonly Action: string;
  readonly Resource: unknown;
  readonly Condition: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
const statements = (args: ReaderPolicyArgs) => readerPolicy(args).Statement as unknown as readonly Statement[];

describe("policy of a reader", () => {
  it("is the one in docs/iam.md, for a probe", () => {
    const page = readFileSync(join(REPOSITORY, "docs", "iam.md"), "utf8");
    const [, section = ""] = page.split("### A reader by itself");
    const [block = ""] = /```json\n[\s\S]*?```/.exec(section) ?? [];
    const policy = readerPolicy({ ...ARGS, stages: ["AWSCURRENT", "AWSPENDING"] });
    assert.deepEqual(JSON.parse(block.replace(/```(json)?/g, "")), policy);
  });

  it("reads by every label of a signer where none is given, and the API key by AWSCURRENT", () => {
    const [key, apiKey, ...others] = statements(ARGS);
    const labels = (one: Statement | undefined) =>
      one?.Condition["ForAnyValue:StringEquals"]?.["secretsmanager:VersionStage"];
    assert.deepEqual(labels(key), ["AWSCURRENT", "AWSPENDING", "AWSPREVIOUS"]);
    assert.deepEqual(labels(apiKey), ["AWSCURRENT"]);
    assert.deepEqual(others, []);
  });

  it("reads and decrypts, and may do nothing else", () => {
    const actions = statements({ ...ARGS, kmsKeyId: "alias/partners" }).map(({ Action }) => Action);
    assert.deepEqual(actions, ["secretsmanager:GetSecretValue", "secretsmanager:GetSecretValue", "kms:Decrypt"]);
    assert.equal(statements({ ...ARGS, apiKeySecretArn: "", kmsKeyId: "" }).length, 1);
  });

  for (const [what, change, problem] of [
    ["a wildcard", { privateKeySecretArn: `${SECRET}/*` }, "privateKeySecretArn: "],
    ["no ARN", { privateKeySecretArn: undefined }, "privateKeySecretArn: undefined is not allowed"],
    ["a label of nobody", { stages: ["AWSNEXT"] }, 'stages: ["AWSNEXT"] is not allowed, allowed: a list of at most 3'],
    ["no label", { stages: [] }, "stages: [] is not allowed, allowed: at least one label"],
    ["an unknown argument", { secretArn: "x" }, "secretArn: unknown argument"],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => readerPolicy({ ...ARGS, ...change } as unknown as ReaderPolicyArgs),
        (error: Error) => error.message.startsWith(`writing policy of a reader: ${problem}`),
      );
    });
  }
});
