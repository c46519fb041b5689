import * as assert from "node:assert/strict";
import { documentEntry, documentHead, documentTail } from "../../../cli/status/document";
import { Counts } from "../../../cli/status/counts";
import { judge } from "../../../cli/status/judge";
import { layoutFor } from "../../../cli/status/table";
import type { KeyFacts, SecretFacts } from "../../../resources/secrets/look";
import { keyFacts, NOW, secretFacts, toldFacts } from "../../support/keyFacts";

const FINGERPRINT = `SHA256:${"b9E8".repeat(11).slice(0, 43)}=`;
const FULL: Partial<SecretFacts> = {
  live: keyFacts("one", "2026-01-01T00:00:00Z", { key: { versionId: "one", fingerprint: FINGERPRINT } }),
  pending: keyFacts("two", "2026-04-09T00:00:00Z"),
  previous: keyFacts("zero", "2025-01-01T00:00:00Z"),
  lastReadAt: new Date("2026-04-10T00:00:00Z"),
};
type Told = Readonly<Record<string, unknown>>;
const judged = (facts: Partial<SecretFacts>) =>
  judge(secretFacts(facts), { now: NOW, dueAfterDays: 90, pendingDays: 7 });
const same = (text: string) => text;

describe("the table of status", () => {
  it("has a line for a key, what it is, and what is to be done", () => {
    const { head, entry } = layoutFor(80);
    assert.equal(head, "SECRET                       AGE       DUE        PENDING   PREVIOUS  LAST READ\n");
    assert.equal(
      entry(judged(FULL), NOW, (text) => `!${text}`),
      [
        "acme/production/private.pem  100 d     10 d over  2 d       465 d     2026-04-10",
        "  key-pair of acme/production/acme-key, live",
        `  ${FINGERPRINT}`,
        "!  to do: due since 2026-04-01: rotate it (docs/rotate.md)",
        "  to do: pending since 2026-04-09: give it to the partner, then acknowledge it",
        "  (docs/rotate.md)",
        "",
      ].join("\n"),
    );
  });

  it("tells of the live key what the tags tell, and that they had no room for more", () => {
    const text = (more: Partial<KeyFacts>) =>
      layoutFor(120).entry(judged({ live: keyFacts("one", "2026-04-01T00:00:00Z", more) }), NOW, same);
    const ends = { certificateEndsAt: new Date("2027-01-01T00:00:00Z"), keyId: "k\u001b-1", acknowledged: "a8d4" };
    assert.match(
      text({ told: toldFacts(ends) }),
      /\n {2}live since 2026-01-02, acknowledged as a8d4, certificate ends 2027-01-01, key id k\?-1\n/,
    );
    assert.match(
      text({ told: toldFacts(), isLeftOut: true }),
      /\n {2}live since 2026-01-02, its tags have no room for more facts\n/,
    );
    assert.match(text({ isLeftOut: true }), /\n {2}its tags have no room for more facts\n/);
    assert.equal(text({}).split("\n").length, 3);
  });

  for (const columns of [60, 72, 80, 120])
    it(`fits ${columns} columns, whatever is in it`, () => fits(columns, "table"));
  for (const columns of [20, 40, 59]) it(`is one block a key in ${columns} columns`, () => fits(columns, "blocks"));

  function fits(columns: number, form: "table" | "blocks"): void {
    const { place, head, entry, tail } = layoutFor(columns);
    assert.equal(head === "", form === "blocks");
    const long = { owner: `acme/production/${"x".repeat(200)}`, unseen: `denied ${"y".repeat(100)}` };
    const name = "acme/production/private.pem";
    const text =
      place("123456789012", "ap-southeast-2") +
      head +
      entry(judged({ ...FULL, ...long }), NOW, same) +
      tail("3 keys: nothing to do", NOW, 1);
    for (const line of text.split("\n")) assert.ok(line.length <= columns || line === name, `${line.length}: ${line}`);
    assert.ok(text.includes(name), "the name is cut");
    const words = text.replace(/\s+/g, "");
    assert.ok(words.includes("x".repeat(200)) && words.includes("y".repeat(100)) && words.includes(FINGERPRINT));
  }

  it("tells what is not known, and what never was", () => {
    const { entry } = layoutFor(80);
    assert.match(
      entry(judged({ live: keyFacts("one", "2026-01-01", { createdAt: undefined }) }), NOW, same),
      /^\S+ {2}unknown +unknown +– +– +never\n {2}key-pair of \S+ live unknown\n$/,
    );
    assert.match(
      entry(judged({ live: undefined, owner: undefined, kind: undefined }), NOW, same),
      /^\S+ {2}– +– [^]*key of unknown kind of unknown \(its owner tag is gone\)/,
    );
  });

  it("lets no answer move the cursor or turn the line", () => {
    const text = layoutFor(80).entry(judged({ owner: "a\u001b[2Jb\u202ec" }), NOW, same);
    assert.match(text, /^ {2}key-pair of a\?\[2Jb\?c, live unknown$/m);
  });
});

describe("the JSON of status", () => {
  const document = (facts: Partial<SecretFacts>) => {
    const counts = new Counts();
    const one = judged(facts);
    counts.add(one);
    const text = documentHead("123456789012", ["us-east-1"]) + documentEntry(one, NOW) + documentTail(counts, NOW, []);
    assert.match(text, /^\{"schema":1,"command":"status","account":"123456789012","regions":\["us-east-1"\],/);
    return JSON.parse(text) as { keys: Record<string, unknown>[]; isComplete: boolean };
  };

  it("has what an auditor asks, and says of each thing that nobody wrote down that it is unknown", () => {
    const { keys, isComplete } = document(FULL);
    assert.equal(isComplete, true);
    const [key = {}] = keys;
    assert.deepEqual(key["live"], {
      ...{ versionId: "one", fingerprint: FINGERPRINT, madeAt: "2026-01-01T00:00:00.000Z", ageDays: 100 },
      ...{ lastReadOn: null, shortFingerprint: null, promotedAt: "unknown", acknowledgedFingerprint: "unknown" },
      ...{ certificateEndsAt: "unknown", keyId: "unknown", factsLeftOut: false },
    });
    assert.deepEqual(
      [key["dueAt"], key["lastReadOn"], key["deletedDate"]],
      ["2026-04-01T00:00:00.000Z", "2026-04-10", null],
    );
    const pending = key["pending"] as Record<string, unknown>;
    assert.deepEqual([pending["since"], pending["fingerprint"]], ["2026-04-09T00:00:00.000Z", "unknown"]);
  });

  it("has what the tags tell of the live key, null for what they show that there is none of, and what they had no room for", () => {
    const of = (more: Partial<KeyFacts>, kind = "key-pair") => {
      const { live } = document({ kind, live: keyFacts("one", "2026-01-01T00:00:00Z", more) }).keys[0] ?? {};
      const { promotedAt, acknowledgedFingerprint, certificateEndsAt, keyId, factsLeftOut } = live as Told;
      return [promotedAt, acknowledgedFingerprint, certificateEndsAt, keyId, factsLeftOut];
    };
    const [at, ends] = ["2026-01-02T00:00:00.000Z", "2027-01-01T00:00:00.000Z"];
    assert.deepEqual(of({ told: toldFacts() }), [at, null, null, null, false]);
    const all = { acknowledged: "a8d4", certificateEndsAt: new Date(ends), keyId: "k-1" };
    assert.deepEqual(of({ told: toldFacts(all) }), [at, "a8d4", ends, "k-1", false]);
    assert.deepEqual(of({ told: toldFacts(), isLeftOut: true }), [at, "unknown", "unknown", null, true]);
    const idAlone = { promotedAt: undefined, keyId: "k-1" };
    assert.deepEqual(of({ told: toldFacts(idAlone) }), ["unknown", "unknown", "unknown", "k-1", false]);
    assert.deepEqual(of({}, "api-key"), ["unknown", "unknown", null, "unknown", false]);
  });

  it("has null for what there is none of, and unknown where the versions were not listed", () => {
    const [none = {}] = document({}).keys;
    assert.deepEqual([none["pending"], none["previous"], none["lastReadOn"]], [null, null, null]);
    const unseen = document({ unseen: "denied", live: keyFacts("one", "2026-01-01", { createdAt: undefined }) });
    const live = unseen.keys[0]?.["live"] as Record<string, unknown>;
    assert.deepEqual(
      [live["madeAt"], live["ageDays"], live["lastReadOn"], unseen.isComplete],
      ["unknown", "unknown", "unknown", false],
    );
  });
});
