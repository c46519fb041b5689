import * as assert from "node:assert/strict";
import { Counts } from "../../../cli/status/counts";
import { judge, type Yardstick } from "../../../cli/status/judge";
import type { SecretFacts } from "../../../resources/secrets/look";
import { keyFacts, NOW, secretFacts, toldFacts } from "../../support/keyFacts";

const YARDSTICK: Yardstick = { now: NOW, dueAfterDays: undefined, pendingDays: 7 };
const withCertificate = (ends: string) => ({
  live: keyFacts("one", "2026-01-01T00:00:00Z", { told: toldFacts({ certificateEndsAt: new Date(ends) }) }),
});
const pendingSince = (createdAt: string) => ({ pending: keyFacts("two", createdAt) });

const ROWS: readonly (readonly [
  what: string,
  facts: Partial<SecretFacts>,
  yardstick: Partial<Yardstick>,
  toDo: readonly string[],
  alarms: number,
])[] = [
  ["a quiet key", {}, {}, [], 0],
  ["a key that is due today", {}, { dueAfterDays: 100 }, ["due"], 1],
  ["a key that is due tomorrow", {}, { dueAfterDays: 101 }, [], 0],
  [
    "a key whose age is not known",
    { live: keyFacts("one", "2026-01-01", { createdAt: undefined }) },
    { dueAfterDays: 1 },
    [],
    0,
  ],
  ["a key without a live version", { live: undefined }, { dueAfterDays: 1 }, [], 0],
  ["a key that is pending for 7 days", pendingSince("2026-04-04T00:00:00Z"), {}, ["pending"], 0],
  ["a key that is pending for 8 days", pendingSince("2026-04-03T00:00:00Z"), {}, ["pending-too-long"], 1],
  ["a certificate that ends in 31 days", withCertificate("2026-05-12T00:00:00Z"), {}, [], 0],
  ["a certificate that ends in 30 days", withCertificate("2026-05-11T00:00:00Z"), {}, ["certificate-ending"], 1],
  ["a certificate that ended", withCertificate("2026-04-01T00:00:00Z"), {}, ["certificate-ending"], 1],
  ["labels that moved", { moved: "no version has AWSCURRENT" }, {}, ["labels-moved"], 1],
  [
    "both at once",
    { moved: "x", ...pendingSince("2026-01-02T00:00:00Z") },
    { dueAfterDays: 1 },
    ["labels-moved", "due", "pending-too-long"],
    3,
  ],
  [
    "a deletion, which goes before all else",
    { deletedDate: NOW, moved: "x" },
    { dueAfterDays: 1 },
    ["scheduled-for-deletion"],
    1,
  ],
];

describe("what is to be done about a key", () => {
  for (const [what, facts, yardstick, expected, alarms] of ROWS)
    it(`of ${what}: ${expected.join(", ") || "nothing"}`, () => {
      const judged = judge(secretFacts(facts), { ...YARDSTICK, ...yardstick });
      assert.deepEqual(
        judged.toDo.map(({ code }) => code),
        expected,
      );
      assert.equal(judged.toDo.filter(({ isAlarm }) => isAlarm).length, alarms);
    });

  it("is counted, and so is what is not known", () => {
    const counts = new Counts();
    assert.equal(counts.toString(), "no key of this package");
    const live = keyFacts("one", "2026-01-01T00:00:00Z", { told: toldFacts() });
    counts.add(judge(secretFacts({ live }), { ...YARDSTICK, dueAfterDays: 365 }));
    assert.deepEqual([counts.toString(), counts.needsSomebody], ["1 key: nothing to do", false]);
    counts.add(judge(secretFacts({ moved: "x", unseen: "denied" }), YARDSTICK));
    counts.add(judge(secretFacts({ deletedDate: NOW }), YARDSTICK));
    assert.equal(
      counts.toString(),
      "3 keys: 1 labels moved, 1 scheduled for deletion, due date of 1 unknown, promotion of 1 unknown, " +
        "acknowledgement of 1 unknown, certificate of 1 unknown, versions of 1 not seen",
    );
    assert.equal(counts.needsSomebody, true);
  });
});
