import * as assert from "node:assert/strict";
import { differs, factsOf, type ListedVersion } from "../../../resources/secrets/look";
import { toLiveRecord } from "../../../resources/secrets/liveRecord";

const ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:acme/key-AbCdEf";
const RECORD = toLiveRecord({ versionId: "one", fingerprint: `SHA256:${"A".repeat(43)}=` });
const OWNER = { "partner-keys:owner": "acme/production/key", "partner-keys:kind": "api-key" };

const secret = (tags: Readonly<Record<string, string>> = {}, more: object = {}) => ({
  ...{ arn: ARN, name: "acme/key", tags: { ...OWNER, ...tags }, stages: {} },
  ...more,
});
const versions = (labels: Readonly<Record<string, readonly string[]>>): ListedVersion[] =>
  Object.entries(labels).map(([versionId, stages]) => ({ versionId, stages }));

describe("what is known of a secret without reading it", () => {
  it("is its place, its owner and kind, and the version that each label is on", () => {
    const createdAt = new Date("2026-01-01T00:00:00Z");
    const labels = versions({ one: ["AWSCURRENT"], two: ["AWSPENDING"], three: ["AWSPREVIOUS"] });
    const facts = factsOf(secret(RECORD), [{ ...labels[0]!, createdAt }, ...labels.slice(1)]);
    assert.deepEqual(
      [facts.account, facts.region, facts.owner, facts.kind],
      ["123456789012", "eu-west-1", "acme/production/key", "api-key"],
    );
    assert.deepEqual([facts.live?.versionId, facts.live?.createdAt], ["one", createdAt]);
    assert.deepEqual([facts.pending?.versionId, facts.previous?.versionId], ["two", "three"]);
    assert.equal(facts.live?.key?.fingerprint, RECORD["partner-keys:live-fingerprint"]);
    assert.deepEqual([facts.pending?.key, facts.moved, facts.unseen], [undefined, undefined, undefined]);
  });

  it("is the labels of the list, and no date, where its versions are not listed", () => {
    const facts = factsOf(secret(RECORD, { stages: { one: ["AWSCURRENT"] } }), "denied");
    assert.deepEqual([facts.live?.versionId, facts.live?.createdAt, facts.unseen], ["one", undefined, "denied"]);
  });

  it("is no fingerprint of a version that the record is not about, nor any text that somebody wrote into the record", () => {
    assert.equal(factsOf(secret(RECORD), versions({ two: ["AWSCURRENT"] })).live?.key, undefined);
    const edited = { ...RECORD, "partner-keys:live-fingerprint": "\u001b[31mpasted by hand" };
    assert.equal(factsOf(secret(edited), versions({ one: ["AWSCURRENT"] })).live?.key, undefined);
  });

  it("is no private key that somebody pasted into a tag", () => {
    const pasted = "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC";
    const { owner, kind } = factsOf(secret({ "partner-keys:owner": pasted, "partner-keys:kind": pasted }), []);
    assert.deepEqual([owner, kind], ["a private key (not shown)", "a private key (not shown)"]);
  });

  const LATEST = "partner-keys-latest";
  const rows: readonly (readonly [
    what: string,
    tags: object,
    labels: Record<string, string[]>,
    moved: RegExp | undefined,
  ])[] = [
    ["a first version", {}, { one: ["AWSCURRENT"] }, undefined],
    ["a recorded key, live", RECORD, { one: ["AWSCURRENT"], two: ["AWSPENDING", LATEST] }, undefined],
    ["a rotation without an Activation", {}, { one: ["AWSPREVIOUS"], two: ["AWSCURRENT", LATEST] }, undefined],
    ["a key pending before its record is written", {}, { one: ["AWSCURRENT"], two: ["AWSPENDING", LATEST] }, undefined],
    ["a roll back by acknowledgement", RECORD, { one: ["AWSCURRENT"], two: ["AWSPREVIOUS", LATEST] }, undefined],
    ["no live version", RECORD, { one: ["AWSPREVIOUS"] }, /^no version has AWSCURRENT$/],
    ["a promotion by hand", RECORD, { one: ["AWSPREVIOUS"], two: ["AWSCURRENT", "AWSPENDING"] }, /both/],
    [
      "one that took the label off too",
      RECORD,
      { one: ["AWSPREVIOUS"], two: ["AWSCURRENT"] },
      /the tags record version one/,
    ],
    [
      "a roll back by hand, no Activation",
      {},
      { one: ["AWSCURRENT"], two: ["AWSPREVIOUS", LATEST] },
      /newest key .* version two/,
    ],
  ];
  for (const [what, tags, labels, moved] of rows)
    it(`tells labels that moved: ${what}`, () => {
      const { moved: told } = factsOf(secret(tags as Record<string, string>), versions(labels));
      if (moved === undefined) assert.equal(told, undefined);
      else assert.match(String(told), moved);
    });

  it("says nothing of the labels of a secret that is scheduled for deletion: AWS may hide its versions", () => {
    assert.equal(factsOf(secret(RECORD, { deletedDate: new Date() }), []).moved, undefined);
  });

  it("asks again where tags and labels differ, for a list may be behind", () => {
    assert.equal(differs(RECORD, versions({ one: ["AWSCURRENT"] })), false);
    assert.equal(differs(RECORD, versions({ two: ["AWSCURRENT"] })), true);
    assert.equal(differs({}, versions({ two: ["AWSCURRENT"] })), false);
  });
});
