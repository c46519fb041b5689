import * as assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { ACTIVATION_INPUTS } from "../../../resources/plugin/activation/activationInputs";
import { checkActivation } from "../../../resources/plugin/check/checkActivation";
import { checkKey } from "../../../resources/plugin/check/checkKey";
import { KINDS } from "../../../resources/kinds/kinds";
import type { KeyInputs } from "../../../resources/kinds/keyInputs";
import type { KeyKind } from "../../../resources/kinds/keyKind";
import type { Props } from "../../../resources/rules/inputTable";
import { readSettings } from "../../../resources/aws/settings/readSettings";
import { ROWS } from "../../../resources/aws/settings/rows";
import { FakeWorld } from "../../support/fakeWorld";
import { ec, ed25519, rsa } from "../../support/mistakenKeys";

const ARN_KMS = "arn:aws:kms:us-east-1:123456789012:key/1";
const ARN_SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:a-AbCdEf";
const OLD = { secretName: "old", owner: "p/s/k", region: "eu-west-1", deletionProtection: true };
const told = { "aws:region": "eu-west-2" };

const context = (config: Props = {}) => {
  const world = new FakeWorld();
  Object.assign(world.config, config);
  return world.context();
};
const EVERY_KIND = Object.entries(KINDS) as [string, KeyKind<KeyInputs>][];
const CHECKS: Readonly<Record<string, { names: string[]; check: (news: Props) => Promise<unknown> }>> = {
  ...Object.fromEntries(
    EVERY_KIND.map(([type, kind]) => [
      type,
      {
        names: Object.keys(kind.inputs),
        // As a new resource, as one that is protected, and under a provider that names a region
        check: (news: Props) =>
          Promise.all([
            checkKey(kind, {}, news, context()),
            checkKey(kind, OLD, news, context()),
            checkKey(kind, { region: news["region"] }, news, context(told)),
          ]),
      },
    ]),
  ),
  Activation: {
    names: Object.keys(ACTIVATION_INPUTS),
    check: (news) =>
      Promise.all([
        checkActivation({}, news, context()),
        checkActivation({ region: "eu-west-1" }, news, context(told)),
      ]),
  },
};

const base64 = (key: typeof rsa.privateKey) => key.export({ type: "pkcs8", format: "der" }).toString("base64url");
const KEYS: Readonly<Record<string, string>> = {
  PEM: rsa.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  "PEM in base64": Buffer.from(rsa.privateKey.export({ type: "pkcs1", format: "pem" })).toString("base64"),
  "DER in base64": base64(ec("P-256").privateKey),
  "an API key": `sk_live_${randomBytes(24).toString("base64url")}`,
  "DER in hex": ed25519.privateKey.export({ type: "pkcs8", format: "der" }).toString("hex"),
};
/** How a value of the wrong type or in the wrong place holds a key. */
const placed = (key: string): readonly unknown[] => [
  key,
  [key],
  { a: key },
  { [key]: "a" },
  { [`partner-keys:${key}`]: "a" },
  { a: { [key]: 1 } },
  `arn:aws:kms:us-east-1:${key}`,
  `arn:aws:kms:${key}:123456789012:key/1`,
  `arn:aws:secretsmanager:us-east-1:${key}`,
  `arn:aws:secretsmanager:${key}:123456789012:secret:a`,
];
const runsOf = (key: string) => (key.match(/[A-Za-z0-9+/_-]{24}/g) ?? []).filter((run) => !/^-|KEY/.test(run));

function assertQuotesNone(key: string, answer: unknown): void {
  const told = JSON.stringify(answer);
  for (const run of runsOf(key)) assert.ok(!told.includes(run), told);
}
const failuresOf = (answers: unknown) => (answers as { readonly failures: unknown }[]).map(({ failures }) => failures);

describe("a key in any input", () => {
  for (const [form, key] of Object.entries(KEYS)) {
    for (const [type, { names, check }] of Object.entries(CHECKS))
      it(`is quoted by no refusal: ${type}, ${form}`, async () => {
        for (const name of [...names, key])
          for (const value of name === key ? ["a"] : placed(key))
            for (const others of [{}, { kmsKeyId: ARN_KMS }, { secretId: ARN_SECRET }, { secretArn: ARN_SECRET }]) {
              const news = { secretName: "a", owner: "p/s/k", region: "eu-west-1", ...others, [name]: value };
              assertQuotesNone(key, failuresOf(await check(news)));
            }
      });

    it(`is quoted by no refusal: the settings, ${form}`, () => {
      for (const name of Object.keys(ROWS))
        for (const value of placed(key).flatMap((one) => [one, JSON.stringify(one)])) {
          const given = { [`aws:${name}`]: value, "pulumi:disable-default-providers": ["aws", key] };
          const { problems, disabled } = readSettings((asked) => (given as Props)[asked]);
          assertQuotesNone(key, [problems, disabled]);
        }
    });
  }
});
