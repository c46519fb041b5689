import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { checkActivation } from "../../../resources/plugin/check/checkActivation";
import { checkKey } from "../../../resources/plugin/check/checkKey";
import { isUnknown } from "../../../resources/rules/unknown";
import type { KeyInputs } from "../../../resources/kinds/keyInputs";
import type { KeyKind } from "../../../resources/kinds/keyKind";
import { KINDS } from "../../../resources/kinds/kinds";
import { FakeWorld } from "../../support/fakeWorld";
import { itHolds, itHoldsAsync } from "../../support/properties";
import { promisedOf } from "./promisedInputs";

type Props = Record<string, unknown>;

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const world = new FakeWorld();
const EVERY_KIND = Object.entries(KINDS) as [string, KeyKind<KeyInputs>][];
const CHECKS: Readonly<Record<string, (news: Props) => ReturnType<typeof checkKey>>> = {
  ...Object.fromEntries(
    EVERY_KIND.map(([type, kind]) => [type, (news: Props) => checkKey(kind, {}, news, world.context())]),
  ),
  Activation: async (news) => checkActivation({}, news, world.context()),
};
const NAMES = [
  ...new Set(EVERY_KIND.flatMap(([, { inputs }]) => Object.keys(inputs))),
  "secretArn",
  "candidate",
  "mode",
  "acknowledgedFingerprint",
  "retirePreviousAfterHours",
  "retirePreviousWhenUnreadForDays",
  "jwksUrl",
  "publishedForHours",
];

const SECRET_ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-AbCdEf";
const ANY_KEYS = { requiredKeys: [] };
const FINGERPRINT = `SHA256:${"A".repeat(43)}=`;

/** What is right somewhere; with a blemish or two it is right nowhere, or only just. */
const RIGHT = [
  ...[
    "",
    "pkcs1",
    "sec1",
    "openssh",
    "pkcs8-base64",
    "P-256",
    "secp256k1",
    "eu-west-1",
    "us-gov-east-1",
    "alias/partner",
    "a/b.pem",
    "a8d4",
    "p/s/k",
  ],
  ...[SECRET_ARN, FINGERPRINT, "arn:aws:kms:eu-west-1:123456789012:key/1", "arn:aws-cn:secretsmanager:x"],
];
const almostRight = fc
  .tuple(fc.constantFrom(...RIGHT), fc.nat(70), fc.string({ maxLength: 2 }), fc.nat(1))
  .map(([text, at, noise, cut]) => text.slice(0, at) + noise + text.slice(at + cut));
const almostObject = fc.oneof(
  fc.record({ bytes: fc.integer({ min: 0, max: 1100 }), encoding: fc.constantFrom("hex", "base32") }, ANY_KEYS),
  fc.record(
    {
      prefix: fc.oneof(
        fc.string(),
        fc.nat(70).map((length) => "p".repeat(length)),
      ),
      x: fc.jsonValue(),
    },
    ANY_KEYS,
  ),
  fc.record({ env: fc.oneof(fc.constant("NAME"), almostRight), file: fc.string() }, ANY_KEYS),
  fc.record({
    versionId: fc.nat(70).map((length) => "0".repeat(length)),
    fingerprint: fc.oneof(fc.constant(FINGERPRINT), almostRight),
  }),
);

/** Any JSON value; the interesting ones more often. */
const value = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(UNKNOWN, null, 0, 2048, {}, [], true, ...RIGHT),
  almostRight,
  almostObject.map((made) => ({ ...made })),
);
const inputs = fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.string()), value).map((made) => ({ ...made }));
const objectInputs = fc
  .tuple(fc.constantFrom("generate", "issued", "candidate"), almostObject)
  .map(([name, made]) => ({ [name]: { ...made } }));
const someInputs = fc.tuple(
  fc.oneof(inputs, objectInputs),
  fc.constantFrom({}, { secretName: "a", owner: "p/s/k", region: "eu-west-1" }),
);

describe("check of anything at all", () => {
  for (const [type, check] of Object.entries(CHECKS)) {
    itHoldsAsync(`${type}: never throws, and lets no bad value pass`, someInputs, async ([made, base]) => {
      const { inputs: checked, failures } = await check({ ...base, ...made });
      const refused = new Set(failures.map(({ property }) => property));
      for (const { property, reason } of failures) assert.ok(reason.startsWith(`${property}: `), reason);
      for (const [name, given] of Object.entries(checked)) {
        if (given === undefined || isUnknown(given) || refused.has(name)) continue;
        assert.ok(NAMES.includes(name), `unknown input ${name} passed`);
        assert.ok(promisedOf(type)[name]?.(given as never), `${name} ${JSON.stringify(given)} passed`);
      }
    });
  }

  for (const [type, check] of Object.entries(CHECKS)) {
    it(`${type}: what every JavaScript object has is an unknown input like any other`, async () => {
      for (const name of ["constructor", "toString", "hasOwnProperty", "__proto__"]) {
        const base = { secretName: "a", owner: "p/s/k", region: "eu-west-1" };
        const made = JSON.parse(JSON.stringify(base).replace("{", `{"${name}":"x",`)) as Props;
        const { failures } = await check(made);
        const reason = failures.find(({ property }) => property === name)?.reason ?? "accepted";
        assert.match(reason, /unknown input, allowed: /);
      }
    });
  }

  itHolds("a placeholder is found however deep it lies", fc.jsonValue(), (json) => {
    assert.equal(isUnknown([{ deep: [json, UNKNOWN] }]), true);
  });
});
