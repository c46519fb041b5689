import * as assert from "node:assert/strict";
import { diffKey } from "../../../resources/plugin/keys/diffKey";
import type { KeyInputs } from "../../../resources/kinds/keyInputs";
import type { KeyKind } from "../../../resources/kinds/keyKind";
import { KINDS, type KindName } from "../../../resources/kinds/kinds";
import { PUBLIC_PEMS } from "../../support/publicPems";

type Props = Record<string, unknown>;
type Answer = "replace" | "update" | "nothing";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const CREATED_AT = "2030-01-01T00:00:00.000Z";
const NOW = new Date("2030-01-02T00:00:00.000Z");
const SHA = (letter: string) => `SHA256:${letter.repeat(43)}=`;

const base = { secretName: "partner/key", region: "eu-west-1", owner: "p/s/key", __provider: "one" };
const outputs = { fingerprint: SHA("A"), secretArn: "arn", versionId: "v", createdAt: CREATED_AT, drift: "" };

function answer<I extends KeyInputs>(kind: KeyKind<I>, before: Props, after: Props, now = NOW): Answer {
  const diff = diffKey(kind, { ...base, ...outputs, ...before }, { ...base, ...after }, now);
  assert.equal(diff.deleteBeforeReplace, false);
  if (diff.replaces.length > 0) assert.equal(diff.changes, true, "replaces without changes is ignored by the engine");
  return diff.replaces.length > 0 ? "replace" : diff.changes ? "update" : "nothing";
}

/** Input, a value, another value, what a change asks for, and what its default is (where it has one). */
type Row = readonly [input: string, value: unknown, other: unknown, onChange: Answer, standsFor?: unknown];

const SHARED: readonly Row[] = [
  ["secretName", "partner/key", "partner/other", "replace"],
  ["secretId", "one", "other", "replace"],
  ["region", "eu-west-1", "us-east-1", "replace"],
  ["keepers", { rotation: "1" }, { rotation: "2" }, "replace", {}],
  ["keepers", { rotation: "1" }, { rotation: "1", more: "" }, "replace"],
  ["rotateAfterDays", 90, 30, "update"],
  ["publishAs", "pending", "current", "nothing", "current"],
  ["adopt", true, false, "nothing", false],
  ["description", "one", "other", "update", ""],
  ["kmsKeyId", "alias/one", "alias/other", "update"],
  ["tags", { team: "a" }, { team: "b" }, "update", {}],
  ["recoveryWindowInDays", 7, 30, "update", 30],
  ["deletionProtection", true, false, "update", false],
  ["owner", "p/s/key", "p/renamed/key", "update"],
  ["adoptVersionId", "f".repeat(36), "e".repeat(36), "update"],
  ["discardVersionId", "f".repeat(36), "e".repeat(36), "update"],
  ["compromised", [SHA("C")], [SHA("B"), SHA("C")], "nothing", []],
];
const SUBJECT = { organization: "Acme Ltd", commonName: "signer" };
/** What every kind of key pair has. */
const PAIR: readonly Row[] = [
  ["secretFormat", "json", "pem", "replace", "pem"],
  ["secretFields", { a: "privateKeyPem" }, { b: "privateKeyPem" }, "replace"],
  [
    "secretFields",
    { a: "privateKeyPem", user: { constant: "one" } },
    { a: "privateKeyPem", user: { constant: "two" } },
    "replace",
  ],
  ["standby", true, false, "update", false],
  ["issued", { env: "ONE" }, { file: "private.pem" }, "update"],
  // Another key is told by the fingerprint in state (issuedPair.spec)
  ["issuedFingerprint", SHA("A"), SHA("B"), "update"],
  ["replacedFingerprints", [SHA("A")], [SHA("B")], "nothing"],
  ["certificate", { subject: SUBJECT, validityDays: 365 }, { subject: SUBJECT, validityDays: 366 }, "replace"],
  [
    "certificate",
    { subject: SUBJECT, validityDays: 9, dnsNames: ["a"] },
    { subject: SUBJECT, validityDays: 9, uris: ["a:b"] },
    "replace",
  ],
  [
    "signingRequest",
    { subject: SUBJECT },
    { subject: [{ commonName: "signer" }, { organization: "Acme Ltd" }] },
    "replace",
  ],
];
/** What a kind has of its own. A kind without rows does not compile. */
const OWN: Readonly<Record<KindName, readonly Row[]>> = {
  RsaKeyPair: [
    ["modulusLength", 3072, 4096, "replace", 2048],
    ["privateKeyFormat", "pkcs8", "pkcs1", "replace", "pkcs1"],
    ...PAIR,
  ],
  EcKeyPair: [
    ["namedCurve", "P-256", "secp256k1", "replace"],
    ["privateKeyFormat", "sec1", "pkcs8-base64", "replace", "pkcs8"],
    ...PAIR,
  ],
  Ed25519KeyPair: [["privateKeyFormat", "openssh", "pkcs8-base64", "replace", "pkcs8"], ...PAIR],
  ApiKey: [
    ["generate", { bytes: 32 }, { bytes: 64 }, "replace"],
    ["generate", { bytes: 32 }, { bytes: 32, prefix: "sk_" }, "replace"],
    ["issued", { env: "ONE" }, { file: "apikey" }, "update"],
    ["issuedFingerprint", SHA("A"), SHA("B"), "replace"],
    ["replacedFingerprints", [SHA("A")], [SHA("B"), SHA("A")], "nothing"],
    ["environment", "sandbox", "production", "update"],
    ["secretFields", { api_key: "apiKey" }, { hec_token: "apiKey" }, "replace"],
  ],
};
const EVERY_KIND = Object.entries(KINDS) as [KindName, KeyKind<KeyInputs>][];

for (const [name, kind] of EVERY_KIND) {
  const all = [...SHARED, ...OWN[name]];

  describe(`changes of ${name}`, () => {
    it("compromised that names this key: replace, and its plan says so", () => {
      const olds = { fingerprint: SHA("A") };
      assert.equal(answer(kind, olds, { compromised: [SHA("B"), SHA("A")] }), "replace");
      assert.equal(answer(kind, { ...olds, compromised: [SHA("A")] }, { compromised: [SHA("A")] }), "replace");
      assert.equal(answer(kind, { fingerprint: "" }, { compromised: [SHA("A")] }), "nothing");
      const { plan } = diffKey(kind, { drift: "", ...olds }, { compromised: [SHA("A")] }, new Date(0));
      assert.equal(plan, `the ${kind.label} ${SHA("A")} is named in compromised: a new one is made`);
    });

    for (const [input, value, other, onChange, standsFor] of all) {
      const change = `${JSON.stringify(value)} to ${JSON.stringify(other)}`;

      it(`${input} from ${change}: ${onChange}`, () => {
        assert.equal(answer(kind, { [input]: value }, { [input]: other }), onChange);
        assert.equal(answer(kind, { [input]: other }, { [input]: value }), onChange);
      });

      it(`${input} stays ${JSON.stringify(value)}: nothing`, () => {
        assert.equal(answer(kind, { [input]: value }, { [input]: structuredClone(value) }), "nothing");
      });

      it(`${input} not known yet: ${onChange}`, () => {
        assert.equal(answer(kind, { [input]: value }, { [input]: UNKNOWN }), onChange);
      });

      if (standsFor === undefined) {
        it(`${input} given where it was absent, and the reverse: ${onChange}`, () => {
          assert.equal(answer(kind, { [input]: undefined }, { [input]: value }), onChange);
          assert.equal(answer(kind, { [input]: value }, { [input]: undefined }), onChange);
        });
      } else {
        it(`${input} with its default ${JSON.stringify(standsFor)} written down, and the reverse: nothing`, () => {
          assert.equal(answer(kind, { [input]: undefined }, { [input]: standsFor }), "nothing");
          assert.equal(answer(kind, { [input]: standsFor }, { [input]: undefined }), "nothing");
        });
      }
    }

    it("has a row for every input", () => {
      assert.deepEqual([...new Set(all.map(([input]) => input))].sort(), Object.keys(kind.inputs).sort());
    });

    it("of the provider's text ask for nothing", () => {
      assert.equal(answer(kind, { __provider: "one" }, { __provider: "another" }), "nothing");
    });

    it("of an input that no version of ours knows ask for nothing", () => {
      assert.equal(answer(kind, { onceKnown: 1 }, {}), "nothing");
    });

    it("that drift asks for are an update, never a new key", () => {
      assert.equal(answer(kind, { drift: "AWSCURRENT was moved" }, {}), "update");
    });

    for (const [type, publicKeyPem] of Object.entries(PUBLIC_PEMS)) {
      const isOther = kind.publicTypes?.includes(type) === false;

      it(`to a key of type ${type} in state: ${isOther ? "replace, whatever the inputs say" : "nothing"}`, () => {
        const diff = diffKey(kind, { ...base, ...outputs, publicKeyPem }, base, NOW);
        assert.deepEqual(diff.replaces, isOther ? ["publicKeyPem"] : []);
        assert.equal(diff.plan, isOther ? `the key is of another kind: a new ${kind.label} takes its place` : "");
      });
    }

    it("survive a state of another version without drift", () => {
      assert.equal(answer(kind, { drift: undefined }, {}), "nothing");
    });
  });
}

describe("the end of a certificate", () => {
  const DAY = 24 * 60 * 60 * 1000;
  const END = "2030-06-01T00:00:00.000Z";
  const at = (days: number, olds: Props = {}, news: Props = {}) =>
    diffKey(
      KINDS.EcKeyPair,
      { ...base, ...outputs, certificateEndsAt: END, ...olds },
      { ...base, ...news },
      new Date(Date.parse(END) - days * DAY),
    );

  it("is reported from 30 days before, and asks for nothing", () => {
    const ends = `its certificate ends at ${END}: only a new key has a new one, so rotate it`;
    for (const [days, plan] of [
      [31, ""],
      [30.01, ""],
      [30, ends],
      [1, ends],
      [0, ends.replace("ends", "ended")],
      [-900, ends.replace("ends", "ended")],
    ] as const)
      assert.deepEqual(at(days), { changes: false, replaces: [], deleteBeforeReplace: false, plan });
  });

  it("is not reported of a key that is replaced, and of one that has none", () => {
    assert.equal(at(1, {}, { keepers: { rotation: "2" } }).plan, "");
    assert.equal(at(1, { certificateEndsAt: undefined }).plan, "");
  });
});

describe("the same names written another way", () => {
  for (const input of ["certificate", "signingRequest"])
    it(`in ${input} ask for nothing`, () => {
      const one = { subject: SUBJECT };
      for (const other of [
        { subject: { commonName: "signer", organization: "Acme Ltd" } },
        { subject: [{ organization: "Acme Ltd" }, { commonName: "signer" }] },
        { subject: SUBJECT, dnsNames: [], uris: [], ipAddresses: [] },
        { subject: SUBJECT, dnsNames: undefined },
      ]) {
        assert.equal(answer(KINDS.RsaKeyPair, { [input]: one }, { [input]: other }), "nothing", JSON.stringify(other));
        assert.equal(answer(KINDS.RsaKeyPair, { [input]: other }, { [input]: one }), "nothing", JSON.stringify(other));
      }
    });
});

describe("a written default inside generate", () => {
  for (const written of [
    { bytes: 32 },
    { encoding: "base64" },
    { prefix: "" },
    { bytes: 32, encoding: "base64", prefix: "" },
  ]) {
    it(`${JSON.stringify(written)} is no change of {}`, () => {
      const kind = KINDS.ApiKey as KeyKind<KeyInputs>;
      assert.equal(answer(kind, { generate: {} }, { generate: written }), "nothing");
      assert.equal(answer(kind, { generate: written }, { generate: {} }), "nothing");
    });
  }
});

/** As the engine hands over what a YAML config has without quotes, and as the same text in quotes. */
describe("a date in a YAML config, written without quotes at first", () => {
  const kind = KINDS.RsaKeyPair as KeyKind<KeyInputs>;
  const change = (one: string, other: string) =>
    answer(kind, { keepers: { rotation: one } }, { keepers: { rotation: other } });

  for (const [unquoted, quoted] of [
    ["2026-11-01 00:00:00 +0000 UTC", "2026-11-01"],
    ["2026-11-01 00:00:00 +0000 UTC", "2026-11-01T00:00:00Z"],
    ["2026-11-01 09:30:00 +0000 UTC", "2026-11-01T09:30:00Z"],
  ] as const) {
    it(`${unquoted} is no new key when it is ${quoted} in quotes, nor the reverse`, () => {
      assert.equal(change(unquoted, quoted), "nothing");
      assert.equal(change(quoted, unquoted), "nothing");
    });
  }

  it("is a new key when it is another date, quoted or not", () => {
    for (const other of ["2026-12-01", "2026-12-01 00:00:00 +0000 UTC", "2026-11-01 09:00:00 +0000 UTC", "2026-11"])
      assert.equal(change("2026-11-01 00:00:00 +0000 UTC", other), "replace", other);
    assert.equal(change("2026-11-01 09:30:00 +0000 UTC", "2026-11-01"), "replace");
  });
});

describe("rotateAfterDays", () => {
  const kind = KINDS.RsaKeyPair as KeyKind<KeyInputs>;
  const at = (iso: string) => answer(kind, { rotateAfterDays: 90 }, { rotateAfterDays: 90 }, new Date(iso));

  it("is not due a millisecond before", () => assert.equal(at("2030-03-31T23:59:59.999Z"), "nothing"));
  it("is due at the exact moment", () => assert.equal(at("2030-04-01T00:00:00.000Z"), "replace"));
  it("stays due afterwards", () => assert.equal(at("2040-01-01T00:00:00.000Z"), "replace"));

  it("names itself as the reason", () => {
    const state = { ...base, ...outputs, rotateAfterDays: 1 };
    assert.deepEqual(diffKey(kind, state, { ...base, rotateAfterDays: 1 }, NOW).replaces, ["rotateAfterDays"]);
  });

  it("lowered below the age of the key is due in the same run", () => {
    assert.equal(answer(kind, { rotateAfterDays: 90 }, { rotateAfterDays: 1 }), "replace");
  });

  it("raised above the age of the key saves it", () => {
    assert.equal(answer(kind, { rotateAfterDays: 1 }, { rotateAfterDays: 90 }), "update");
  });

  it("not known yet does not fall due", () => {
    assert.equal(answer(kind, { rotateAfterDays: 90 }, { rotateAfterDays: UNKNOWN }, new Date("2040-01-01")), "update");
  });

  it("unset never falls due", () => assert.equal(answer(kind, {}, {}, new Date("2099-01-01")), "nothing"));
});

describe("what a preview says of a key", () => {
  const kind = KINDS.RsaKeyPair as KeyKind<KeyInputs>;
  const planOf = (olds: Props, news: Props = {}, now = NOW) =>
    diffKey(kind, { ...base, ...outputs, ...olds }, { ...base, ...news }, now).plan;
  const MINE = "f".repeat(36);
  const OTHER = "e".repeat(36);
  const drift = "tags were edited (team)";

  it("is nothing where nothing is to be said", () => {
    assert.equal(planOf({}), "");
    assert.equal(planOf({ rotateAfterDays: 90 }, { rotateAfterDays: 90 }), "");
  });

  it("names the age of a key that fell due", () => {
    assert.equal(
      planOf({ rotateAfterDays: 1 }, { rotateAfterDays: 1 }),
      `the RSA key pair made at ${CREATED_AT} is older than 1 days (rotateAfterDays): a new one is made`,
    );
  });

  it("names drift and what becomes of it: a person alone decides about a version of somebody else", () => {
    assert.equal(planOf({ drift }), `drift, put back by up: ${drift}`);
    // A leftover decision about a version that is live no more
    assert.equal(planOf({ drift }, { discardVersionId: OTHER }), `drift, put back by up: ${drift}`);
    assert.equal(planOf({ drift }, { adoptVersionId: OTHER }), `drift, put back by up: ${drift}`);
    const foreign = { drift, foreignVersionId: MINE };
    assert.equal(planOf(foreign), `drift: ${drift}`);
    assert.equal(planOf(foreign, { discardVersionId: MINE }), `drift, put back by up: ${drift}`);
    assert.equal(planOf(foreign, { discardVersionId: OTHER }), `drift: ${drift}`);
    assert.equal(planOf(foreign, { adoptVersionId: MINE }), `drift, adopted by up: ${drift}`);
    assert.equal(planOf(foreign, { adoptVersionId: OTHER }), `drift: ${drift}`);
  });

  it("is one sentence after the other", () => {
    assert.equal(
      planOf({ drift, publicKeyPem: PUBLIC_PEMS["Ed25519"] }),
      `the key is of another kind: a new RSA key pair takes its place; drift, put back by up: ${drift}`,
    );
  });

  it("says nothing of an age where state does not tell when the key was made", () => {
    const due = (createdAt: unknown) =>
      diffKey(kind, { ...base, ...outputs, createdAt, rotateAfterDays: 1 }, { ...base, rotateAfterDays: 1 }, NOW);
    for (const createdAt of [undefined, 0, null])
      assert.deepEqual(due(createdAt), { changes: false, replaces: [], deleteBeforeReplace: false, plan: "" });
    assert.deepEqual(due(CREATED_AT).replaces, ["rotateAfterDays"]);
    const never = { ...base, rotateAfterDays: "1" };
    assert.deepEqual(diffKey(kind, { ...base, ...outputs, rotateAfterDays: "1" }, never, NOW).replaces, []);
  });
});

describe("keepers that are no map of strings", () => {
  const kind = KINDS.RsaKeyPair as KeyKind<KeyInputs>;
  const change = (one: unknown, other: unknown) => answer(kind, { keepers: one }, { keepers: other });

  it("are compared as they are", () => {
    for (const one of ["1", null, 7, true]) {
      assert.equal(change(one, one), "nothing", String(one));
      assert.equal(change(one, "2"), "replace", String(one));
    }
    assert.equal(change(null, {}), "nothing"); // the default
    assert.equal(change({ a: 1 }, { a: 2 }), "replace");
    assert.equal(change({ a: [1] }, { a: [1] }), "nothing");
  });

  it("are points in time only as a whole", () => {
    const point = "2026-11-01 00:00:00 +0000 UTC";
    for (const other of [`after ${point}`, `${point} or so`, "2026-11-01 00:00:00 +0100 CET"])
      assert.equal(change({ a: other }, { a: "2026-11-01" }), "replace", other);
    assert.equal(change({ a: "2026-11-01T00:00:00Z" }, { a: "2026-11-01" }), "nothing");
    assert.equal(change({ a: "2026-11-01 09:30:00 +0000 UTC" }, { a: "2026-11-01 09:30:00" }), "nothing");
    assert.equal(change({ a: "2026-11-01 09:30:00 +0000 UTC" }, { a: "2026-11-02 09:30:00 +0000 UTC" }), "replace");
    assert.equal(change({ a: "2026-11-01 09:30:00 +0000 UTC" }, { a: "" }), "replace");
  });
});
