import * as assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import * as keys from "../support/declaredKeys";
import { MockedProgram, plain } from "../support/mockedProgram";

const GOOD = {
  "partner-keys:partner": "qredo",
  "partner-keys:environment": "sandbox",
  "partner-keys:apiKey": '{"issued":{"env":"PARTNER_API_KEY"}}',
};

/** Runs the program as the engine does, once more each time. */
function run(config: Record<string, string>): Record<string, pulumi.Output<string>> {
  MockedProgram.start(keys.KEY_ANSWERS, config);
  const path = require.resolve("../../index");
  Reflect.deleteProperty(require.cache, path);
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(path) as Record<string, pulumi.Output<string>>;
}

describe("index.ts", () => {
  it("exports what a person and other stacks need, none of it a secret", async () => {
    const { environment, ...outputs } = run(GOOD);
    assert.equal(environment, "sandbox");
    assert.deepEqual(Object.keys(outputs).sort(), [
      "apiKeyFingerprint",
      "apiKeyId",
      "apiKeySecretArn",
      "apiKeyVersionId",
      "handoff",
      "liveCreatedAt",
      "overview",
      "pendingCreatedAt",
      "pendingFingerprint",
      "pendingPublicKeyPem",
      "pendingUpload",
      "previousCreatedAt",
      "previousFingerprint",
      "previousPublicKeyPem",
      "privateKeySecretArn",
      "privateKeyVersionId",
      "publicKeyFingerprint",
      "publicKeyPem",
      "rotationDueAt",
      "upload",
      "uploadFingerprint",
    ]);
    for (const output of Object.values(outputs)) assert.equal(typeof (await plain(output)), "string");
    assert.equal(await plain(outputs["publicKeyPem"] ?? assert.fail()), keys.PENDING.publicKeyPem);
    assert.equal(await plain(outputs["apiKeySecretArn"] ?? assert.fail()), keys.API_KEY_ARN);
  });

  it("ignores the config of others", async () => {
    await plain(run({ ...GOOD, "aws:region": "eu-west-1", "other:partner": "?" })["publicKeyPem"] ?? assert.fail());
  });

  it("lists every problem of the config at once: unknown, wrong and missing keys", () => {
    const config = {
      "partner-keys:partner": "Qredo!",
      "partner-keys:enviroment": "sandbox",
      "partner-keys:modulusLength": "1024",
      "partner-keys:deletionProtection": "yes",
      "partner-keys:rotateAfterDays": "soon",
      "partner-keys:tags": "[]",
    };
    assert.throws(
      () => run(config),
      (error: Error) => {
        const lines = error.message.split("\n");
        assert.equal(lines[0], "the config of stack test cannot be used:");
        assert.equal(lines.at(-1), "edit Pulumi.test.yaml, or run pulumi config set <key> <value>");
        const problems = lines.slice(1, -1).map((line) => line.trim());
        assert.equal(problems.length, 8);
        const expected = [
          /^partner-keys:partner: a value of type string \(6 characters, a sign at 6\) is not allowed, allowed: 1 to 63 of the characters a-z 0-9 -$/,
          /^partner-keys:enviroment: unknown key, did you mean environment\? allowed: partner, environment, profile, apiKey, /,
          /^partner-keys:modulusLength: "1024" is not allowed, allowed: 2048, 3072, 4096$/,
          /^partner-keys:deletionProtection: "yes" is not allowed, allowed: true or false$/,
          /^partner-keys:rotateAfterDays: "soon" is not allowed, allowed: a whole number of days from 1 to 3650$/,
          /^partner-keys:tags: \[\] is not allowed, allowed: a map of strings$/,
          /^partner-keys:environment: missing, give sandbox, production or another name$/,
          /^partner-keys:apiKey: missing, give exactly one of \{ issued: \{ env: NAME \} \}, .+$/,
        ];
        for (const problem of expected)
          assert.ok(
            problems.some((line) => problem.test(line)),
            `${String(problem)}\n${error.message}`,
          );
        return true;
      },
    );
  });

  it("tells a key of ours that stands in a namespace nearly ours, with the right one", () => {
    for (const [name, key] of [
      ["partnerkeys:rotation", "rotation"],
      ["Partner-Keys:rotation", "rotation"],
      ["partner_keys:acknowledgedFingerprint", "acknowledgedFingerprint"],
      ["pulumi-partner-keys:kmsKeyId", "kmsKeyId"],
    ] as const) {
      const problem = new RegExp(`^  ${name}: not read by this program, write partner-keys:${key}$`, "m");
      assert.throws(() => run({ ...GOOD, [name]: "2" }), problem);
    }
  });

  it("leaves the same word to a namespace that is another's", async () => {
    const others = { "acme:rotation": "2", "partnerkeys:somethingElse": "2" };
    await plain(run({ ...GOOD, ...others })["publicKeyPem"] ?? assert.fail());
  });

  it("says what to type where the config made a number or a boolean of a text", () => {
    const SET = "for a text run pulumi config set --type string --path";
    const rows: readonly (readonly [key: string, value: string, commands: string])[] = [
      ["tags", '{"CostCenter":42}', `; ${SET} tags.CostCenter <text>`],
      [
        "tags",
        '{"team":"a","CostCenter":42,"live":true}',
        `; ${SET} tags.CostCenter <text> && pulumi config set --type string --path tags.live <text>`,
      ],
      ["tags", '{"cost.center":4.5}', `; ${SET} 'tags["cost.center"]' <text>`],
      ["artifact", '{"form":"jwk","kid":7}', `; ${SET} artifact.kid <text>`],
      ["artifact", '{"form":"openssh","comment":true}', `; ${SET} artifact.comment <text>`],
      ["apiKey", '{"generate":{"bytes":32,"prefix":42}}', `; ${SET} apiKey.generate.prefix <text>`],
    ];
    for (const [key, value, commands] of rows)
      assert.throws(
        () => run({ ...GOOD, [`partner-keys:${key}`]: value }),
        (error: Error) => error.message.includes(`${commands}\n`) && error.message.includes(`  partner-keys:${key}: `),
        value,
      );
    // Not where a text would be refused too
    for (const [key, value] of [
      ["tags", '{"aws:x":1}'],
      ["keyPair", '{"rsa":{"modulusLength":7}}'],
      ["tags", "[1]"],
      ["tags", "7"],
    ] as const)
      assert.throws(
        () => run({ ...GOOD, [`partner-keys:${key}`]: value }),
        (error: Error) => !error.message.includes("for a text run"),
        value,
      );
  });

  it("takes what every JavaScript object has for an unknown key like any other", () => {
    for (const name of ["constructor", "toString", "__proto__"]) {
      const problem = new RegExp(`partner-keys:${name}: unknown key, allowed: `);
      assert.throws(() => run({ ...GOOD, [`partner-keys:${name}`]: "x" }), problem);
    }
  });
});
