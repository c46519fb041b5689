import * as assert from "node:assert/strict";
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { inspect } from "node:util";
import { probePage } from "../../../cli/probe/page";
import { PartnerKeysError } from "../../../resources/errors";
import { probe, type ProbedKey, type ProbeOptions, type ReadSecret } from "../../../resources/signer/probe";
import { API_KEY_ARN, PRIVATE_KEY_ARN } from "../../support/signer/rotationWorld";

interface Answer {
  readonly code: string;
}
const KINDS: readonly (readonly [string, KeyObject])[] = [
  ["rsa 2048", generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey],
  ["ec prime256v1", generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey],
  ["ec secp256k1", generateKeyPairSync("ec", { namedCurve: "secp256k1" }).privateKey],
  ["ed25519", generateKeyPairSync("ed25519").privateKey],
];
const pem = (key: KeyObject) => key.export({ type: "pkcs8", format: "pem" }).toString();
const kindOf = ({ asymmetricKeyType, asymmetricKeyDetails: details = {} }: KeyObject) =>
  [asymmetricKeyType, details.modulusLength ?? details.namedCurve].filter((part) => part !== undefined).join(" ");

/** A secret whose versions hold these keys. */
function reading(live: KeyObject, pending?: KeyObject): ReadSecret {
  const values = { AWSCURRENT: pem(live), AWSPENDING: pending && pem(pending), AWSPREVIOUS: undefined };
  return async (secretArn, stage) => {
    if (secretArn === API_KEY_ARN) return { versionId: "a", value: "the-api-key-of-this-run" };
    const value = values[stage];
    return value === undefined ? undefined : { versionId: stage, value };
  };
}
const [ED, OTHER] = [generateKeyPairSync("ed25519").privateKey, generateKeyPairSync("ed25519").privateKey];
const GOOD: ProbeOptions<Answer> = {
  privateKeySecretArn: PRIVATE_KEY_ARN,
  attempt: async () => ({ code: "ok" }),
  refused: ({ code }) => code === "bad signature",
  read: reading(ED, OTHER),
};

describe("probe of the package", () => {
  for (const [kind, key] of KINDS) {
    it(`takes any request: a control of the kind of the pending key (${kind})`, async () => {
      const seen: ProbedKey[] = [];
      const report = await probe({
        ...GOOD,
        read: reading(ED, key),
        attempt: async (given) => {
          seen.push(given);
          return { code: given.role === "pending" ? "ok" : "bad signature" };
        },
      });
      assert.equal(report.verdict, "one-slot");
      assert.deepEqual(
        seen.map(({ role, privateKey }) => `${role} ${kindOf(privateKey)}`),
        [`pending ${kind}`, `control ${kind}`, "live ed25519"],
      );
      assert.equal(new Set(seen.map(({ fingerprint }) => fingerprint)).size, 3);
      assert.equal(report.pending?.fingerprint, seen[0]?.fingerprint);
    });
  }

  it("shows neither a key nor the API key of what an attempt is given", async () => {
    let shownKey = "";
    const report = await probe({
      ...GOOD,
      apiKeySecretArn: API_KEY_ARN,
      attempt: async (key) => {
        assert.equal(key.apiKey, "the-api-key-of-this-run");
        shownKey += inspect(key, { depth: 9, showHidden: true }) + JSON.stringify(key);
        return { code: "ok" };
      },
    });
    const shown = shownKey + inspect(report, { depth: 9 });
    for (const secret of [pem(ED), pem(OTHER)].map((text) => text.split("\n")[1] ?? ""))
      assert.ok(!shown.includes(secret));
    assert.ok(!shown.includes("the-api-key-of-this-run"));
  });

  it("keeps of what an attempt throws the name and the code", async () => {
    const thrown = Object.assign(new Error("x-api-key: canary"), { name: "ClientError", code: "ETIMEDOUT" });
    const report = await probe({ ...GOOD, attempt: () => Promise.reject(thrown) });
    assert.equal(report.verdict, "unclear");
    assert.deepEqual(
      report.requests.map(({ thrown }) => thrown),
      ["ClientError, ETIMEDOUT"],
    );
    assert.ok(!inspect(report, { depth: 9 }).includes("canary"));
    const coded = await probe({
      ...GOOD,
      attempt: () => Promise.reject(Object.assign(new Error(), { code: "canary of 30 characters" })),
    });
    assert.deepEqual(coded.requests[0]?.thrown, "Error");
  });

  it("signs the control under the key id of the pending key", async () => {
    const read: ReadSecret = async (secretArn, stage, aws) => {
      const version = await reading(ED, OTHER)(secretArn, stage, aws);
      return version && { ...version, keyId: `id of ${stage}` };
    };
    const ids: (string | undefined)[] = [];
    const attempt = async (key: ProbedKey) => {
      ids.push(key.keyId);
      return { code: key.role === "control" ? "bad signature" : "ok" };
    };
    assert.equal((await probe({ ...GOOD, read, attempt })).verdict, "both");
    assert.deepEqual(ids, ["id of AWSPENDING", "id of AWSPENDING", "id of AWSCURRENT"]);
  });

  it("takes the key that is live and pending at once for the live one", async () => {
    const read: ReadSecret = async () => ({ versionId: "same", value: pem(ED) });
    const report = await probe({
      ...GOOD,
      read,
      attempt: async (key) => ({ code: key.role === "control" ? "bad signature" : "ok" }),
    });
    assert.deepEqual([report.verdict, report.pending], ["nothing-pending", undefined]);
  });

  for (const [what, change, message] of [
    ["an unknown option", { lockOut: true }, "probing: lockOut: unknown option of probe, did you mean locksOut?"],
    ["no attempt", { attempt: undefined }, "probing: attempt: undefined is not allowed, allowed: a function"],
    ["a text for a switch", { live: "yes" }, 'probing: live: "yes" is not allowed, allowed: true or false'],
    ["a name for the ARN", { privateKeySecretArn: "acme" }, "creating signer: privateKeySecretArn: "],
  ] as const) {
    it(`refuses ${what} before anything is read`, async () => {
      const options = {
        ...GOOD,
        read: () => assert.fail("a key was read"),
        ...change,
      } as unknown as ProbeOptions<Answer>;
      await assert.rejects(probe(options), (error) => {
        assert.ok(error instanceof PartnerKeysError && error.code === "ERR_INVALID_INPUT");
        assert.ok(error.message.startsWith(message), error.message);
        return true;
      });
    });
  }

  it("throws what AWS said before anything is sent, and nothing of a reader's own error", async () => {
    const attempt = () => assert.fail("a request was sent");
    const read = () => Promise.reject(new Error("canary"));
    await assert.rejects(probe({ ...GOOD, attempt, read }), {
      code: "ERR_STORE_UNAVAILABLE",
      message: /^reading AWS\w+ of arn:\S+: the given read threw Error; try again$/,
    });
  });

  it("prints how far the clock of this machine is off, where it could matter", () => {
    const asked = { account: "1", region: "r", secretArn: "arn", scheme: "qredo", origin: "https://x" };
    const page = (clockSkewSeconds: number) =>
      probePage(asked, {
        verdict: "none",
        requests: [{ role: "live", outcome: "refused", status: 401, thrown: undefined, clockSkewSeconds }],
        pending: undefined,
        live: { versionId: "v", fingerprint: "SHA256:x" },
      });
    assert.match(page(-301), /^clock: this machine is 301 s behind the partner$/m);
    assert.match(page(400), /^clock: this machine is 400 s ahead of the partner$/m);
    assert.doesNotMatch(page(1), /clock: this machine/);
  });
});
