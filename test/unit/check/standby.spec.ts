import * as assert from "node:assert/strict";
import { KINDS } from "../../../resources/kinds/kinds";
import { checkActivation } from "../../../resources/plugin/check/checkActivation";
import { checkKey } from "../../../resources/plugin/check/checkKey";
import { expandProfile } from "../../../resources/rules/expandProfile";
import { PROFILES } from "../../../resources/partners/knownProfiles";
import { readerPolicy } from "../../../resources/iam/readerPolicy";
import { FakeWorld } from "../../support/fakeWorld";

type Props = Record<string, unknown>;
const KEY = {
  secretName: "partner/key",
  region: "eu-west-1",
  owner: "p/s/key",
  namedCurve: "P-256",
  publishAs: "pending",
  standby: true,
};
const reasons = async (given: Props) =>
  (await checkKey(KINDS.EcKeyPair, {}, given, new FakeWorld().context())).failures.map(({ reason }) => reason);

describe("check of a key with a spare", () => {
  it("takes one whose labels an Activation moves", async () => assert.deepEqual(await reasons(KEY), []));

  it("asks for an Activation", async () => {
    for (const publishAs of ["current", undefined])
      assert.deepEqual(await reasons({ ...KEY, publishAs }), [
        'standby: given without publishAs "pending", allowed: on a key whose labels an Activation moves',
      ]);
  });

  it("refuses an issued key, and says why", async () => {
    const [reason = ""] = (await reasons({ ...KEY, issued: { env: "NOWHERE" } })).filter((one) =>
      one.startsWith("standby"),
    );
    assert.match(reason, /^standby: given with issued, and nobody here can make the next key of whoever issues it/);
  });

  it("refuses the secret of somebody else", async () => {
    const { secretName: _, ...others } = KEY;
    const [reason = ""] = await reasons({ ...others, secretId: "theirs" });
    assert.match(reason, /^standby: not allowed with secretId/);
  });

  it("refuses an API key", async () => {
    const given = { secretName: "partner/key", owner: "p/s/key", generate: {}, publishAs: "pending", standby: true };
    const { failures } = await checkKey(KINDS.ApiKey, {}, given, new FakeWorld().context());
    assert.match(String(failures[0]?.reason), /^standby: unknown/);
  });

  it("asks for a certificate that outlives the time as a spare and the time as the key", async () => {
    const certificate = (validityDays: number) => ({ subject: { commonName: "signer" }, validityDays });
    const of = (days: number, more: Props = {}) =>
      reasons({ ...KEY, ...more, rotateAfterDays: 90, certificate: certificate(days) });
    assert.deepEqual(await of(210), []);
    assert.match(String(await of(209)), /allowed: at least 210 \(30 days more than twice rotateAfterDays\)/);
    assert.deepEqual(await of(120, { standby: false }), []);
  });
});

describe("check of an Activation of a key with a spare", () => {
  const key = { versionId: "v".repeat(36), fingerprint: `SHA256:${"A".repeat(43)}=` };
  const base = { secretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-AbCdEf", owner: "p/s/live" };
  const given = (more: Props) => ({ ...base, region: "eu-west-1", candidate: key, standbyKey: key, ...more });
  const told = async (more: Props) =>
    (await checkActivation({}, given(more), new FakeWorld().context())).failures.map(({ reason }) => reason);

  it("refuses it where the keys are published, and an acknowledgement where nobody is asked", async () => {
    const published = { mode: "published", jwksUrl: "https://a.test/jwks.json", publishedForHours: 1 };
    assert.match(String(await told(published)), /^standbyKey: given with mode "published"/);
    const immediate = { mode: "immediate", acknowledgedStandbyFingerprint: key.fingerprint };
    assert.match(String(await told(immediate)), /^acknowledgedStandbyFingerprint: given with mode "immediate"/);
    assert.deepEqual(await told({ mode: "immediate" }), []);
  });
});

describe("a spare at a partner", () => {
  for (const profile of PROFILES)
    it(`${profile.name}, which takes ${String(profile.slots)}, is ${profile.slots === 1 ? "refused" : "taken"}`, () => {
      const problems = expandProfile({ standby: true }, profile).problems.filter((one) => one.startsWith("standby"));
      assert.equal(problems.length, profile.slots === 1 ? 1 : 0);
      if (profile.slots === 1)
        assert.match(String(problems), new RegExp(`because ${profile.title} takes one key at a time`));
      assert.deepEqual(
        expandProfile({ standby: false }, profile).problems.filter((one) => one.startsWith("standby")),
        [],
      );
    });

  it("is in no policy of a reader, and none can name it", () => {
    const privateKeySecretArn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-AbCdEf";
    assert.doesNotMatch(JSON.stringify(readerPolicy({ privateKeySecretArn })), /standby/);
    assert.throws(
      () => readerPolicy({ privateKeySecretArn, stages: ["partner-keys-standby" as "AWSCURRENT"] }),
      /stages/,
    );
  });
});
