import * as assert from "node:assert/strict";
import { asksForReads, isRetirementDue, readFact, retirementAt } from "../../../resources/plugin/activation/retirement";

const promotedAt = "2030-01-01T12:00:00.000Z";
const A = { versionId: "a".repeat(32), fingerprint: "SHA256:A" };
const B = { versionId: "b".repeat(32), fingerprint: "SHA256:B" };
const unread = (days: number, hours?: number) => ({
  retirePreviousWhenUnreadForDays: days,
  ...(hours === undefined ? {} : { retirePreviousAfterHours: hours }),
});

describe("the end of a previous key that has to be unread for some days", () => {
  const ENDS: readonly (readonly [
    string,
    object,
    { promotedAt?: string; previousReadAt?: string },
    string | undefined,
  ])[] = [
    ["no rule has no end", {}, { promotedAt }, undefined],
    ["no key is live yet", unread(2), {}, undefined],
    ["never read: from the promotion on", unread(2), { promotedAt }, "2030-01-03T12:00:00.000Z"],
    [
      "read on an earlier day: from the promotion on",
      unread(2),
      { promotedAt, previousReadAt: "2029-12-31T00:00:00.000Z" },
      "2030-01-03T12:00:00.000Z",
    ],
    [
      "read on the day of the promotion: from the end of the day on",
      unread(2),
      { promotedAt, previousReadAt: "2030-01-01T00:00:00.000Z" },
      "2030-01-04T00:00:00.000Z",
    ],
    [
      "read later: from the end of that day on",
      unread(2),
      { promotedAt, previousReadAt: "2030-02-10T00:00:00.000Z" },
      "2030-02-13T00:00:00.000Z",
    ],
    ["the hours end later", unread(2, 49), { promotedAt }, "2030-01-03T13:00:00.000Z"],
    ["the days end later", unread(2, 47), { promotedAt }, "2030-01-03T12:00:00.000Z"],
    [
      "the hours alone know no reads",
      { retirePreviousAfterHours: 1 },
      { promotedAt, previousReadAt: promotedAt },
      "2030-01-01T13:00:00.000Z",
    ],
  ];
  for (const [what, rules, since, end] of ENDS)
    it(what, () => {
      assert.equal(retirementAt(rules, since), end);
      const due = (milliseconds: number) =>
        isRetirementDue(rules, since, new Date(Date.parse(end ?? promotedAt) + milliseconds));
      assert.deepEqual([due(-1), due(0)], [false, end !== undefined]);
    });
});

describe("a look at the reads of a previous key", () => {
  const late = new Date("2040-01-01");
  it("needs a previous key, the rule, and days that may be over", () => {
    assert.equal(asksForReads(unread(2), { previous: A }, { promotedAt }, late), true);
    assert.equal(asksForReads(unread(2), {}, { promotedAt }, late), false);
    assert.equal(asksForReads({ retirePreviousAfterHours: 1 }, { previous: A }, { promotedAt }, late), false);
    assert.equal(asksForReads(unread(2), { previous: A }, { promotedAt }, new Date(promotedAt)), false);
  });

  it("is kept in state for that key alone, and with the rule", () => {
    const before = { previous: A, previousReadAt: promotedAt };
    const plan = { keys: { live: B, previous: A }, isPromotion: false, promotedAt };
    assert.deepEqual(readFact(unread(2), before, plan), { previousReadAt: promotedAt });
    assert.deepEqual(readFact({}, before, plan), {});
    assert.deepEqual(readFact(unread(2), { previous: A }, plan), {});
    assert.deepEqual(readFact(unread(2), before, { ...plan, isPromotion: true }), {});
    assert.deepEqual(readFact(unread(2), before, { ...plan, keys: { live: A, previous: B } }), {});
    assert.deepEqual(readFact(unread(2), before, { ...plan, keys: { live: B } }), {});
  });
});
