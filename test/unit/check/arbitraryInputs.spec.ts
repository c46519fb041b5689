import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { checkActivation } from "../../../resources/plugin/check/checkActivation";
import { checkIssuedKey } from "../../../resources/plugin/check/checkIssuedKey";
import { checkKey } from "../../../resources/plugin/check/checkKey";
import { isUnknown } from "../../../resources/plugin/check/rules";
import { apiKeyKind } from "../../../resources/plugin/keys/apiKeyKind";
import { rsaKeyPairKind } from "../../../resources/plugin/keys/rsaKeyPairKind";
import { FakeWorld } from "../../support/fakeWorld";
import { itHolds, itHoldsAsync } from "../../support/properties";

type Props = Record<string, unknown>;

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const world = new FakeWorld();
const CHECKS = {
  RsaKeyPair: (news: Props) => checkKey(rsaKeyPairKind, {}, news, world.context(), new Map()),
  ApiKey: (news: Props) => checkKey(apiKeyKind, {}, news, world.context(), new Map(), checkIssuedKey),
  Activation: async (news: Props) => checkActivation({}, news, world.context(), new Map()),
};
const NAMES = [
  ...Object.keys(apiKeyKind.rules),
  ...Object.keys(rsaKeyPairKind.rules),
  "secretArn",
  "candidate",
  "mode",
];

/** Any JSON value; the interesting ones more often. */
const value = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(UNKNOWN, null, "", 0, 2048, "pkcs1", {}, [], true, "eu-west-1"),
);
const inputs = fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.string()), value).map((made) => ({ ...made }));
const someInputs = fc.tuple(
  inputs,
  fc.constantFrom({}, { secretName: "a", owner: "p/s/k", region: "eu-west-1", generate: {} }),
);

/** What the documentation promises of each input, written down a second time. */
const PROMISED: Readonly<Record<string, (value: never) => boolean>> = {
  secretName: (text: string) => /^[A-Za-z0-9/_+=.@-]{1,512}$/.test(text) && !/-[A-Za-z0-9]{6}$/.test(text),
  rotateAfterDays: (days: number) => Number.isInteger(days) && days >= 1 && days <= 3650,
  publishAs: (text: string) => ["current", "pending"].includes(text),
  modulusLength: (bits: number) => [2048, 3072, 4096].includes(bits),
  privateKeyFormat: (text: string) => ["pkcs1", "pkcs8"].includes(text),
  secretFormat: (text: string) => ["pem", "json"].includes(text),
  recoveryWindowInDays: (days: number) => days === 0 || (Number.isInteger(days) && days >= 7 && days <= 30),
  deletionProtection: (flag: unknown) => typeof flag === "boolean",
  adopt: (flag: unknown) => typeof flag === "boolean",
  keepers: (map: object) => isMapOfTexts(map),
  tags: (map: object) => isMapOfTexts(map),
  description: (text: unknown) => typeof text === "string" && text.length <= 2048,
  environment: (text: string) => ["sandbox", "production"].includes(text),
  mode: (text: string) => ["acknowledged", "immediate"].includes(text),
};

function isMapOfTexts(map: unknown): boolean {
  return (
    typeof map === "object" &&
    map !== null &&
    !Array.isArray(map) &&
    Object.values(map).every((text) => typeof text === "string")
  );
}

describe("check of anything at all", () => {
  for (const [type, check] of Object.entries(CHECKS)) {
    itHoldsAsync(`${type}: never throws, and lets no bad value pass`, someInputs, async ([made, base]) => {
      const { inputs: checked, failures } = await check({ ...base, ...made });
      const refused = new Set(failures.map(({ property }) => property));
      for (const { property, reason } of failures) assert.ok(reason.startsWith(`${property}: `), reason);
      for (const [name, given] of Object.entries(checked)) {
        if (given === undefined || isUnknown(given) || refused.has(name)) continue;
        assert.ok(NAMES.includes(name), `unknown input ${name} passed`);
        assert.ok(PROMISED[name]?.(given as never) ?? true, `${name} ${JSON.stringify(given)} passed`);
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
