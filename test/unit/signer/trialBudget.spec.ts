import * as assert from "node:assert/strict";
import { TrialBudget } from "../../../resources/signer/trialBudget";

/** A budget whose three free trials are over; each of them found no key. */
function withoutFreeTrials(budget = new TrialBudget()): TrialBudget {
  for (let i = 0; i < 3; i++) budget.beginTrial(false);
  return budget;
}

/** How many attempts a trial gets. */
function attemptsOf(budget: TrialBudget): number {
  let attempts = 0;
  while (budget.takeAttempt()) attempts++;
  return attempts;
}

describe("what trials may cost", () => {
  it("is three trials without evidence, then one each 20 s after the first 10 s without a refusal", () => {
    const budget = withoutFreeTrials();
    assert.equal(budget.canTry(false), false);
    budget.earn(29_990); // 10 s do not count
    assert.equal(budget.canTry(false), false);
    budget.earn(39_990); // these neither
    assert.equal(budget.canTry(false), false);
    budget.earn(50_100);
    assert.equal(budget.canTry(false), true);
  });

  it("is nothing for a clock that was set back", () => {
    const late = new TrialBudget();
    late.earn(1_000_000);
    const budget = withoutFreeTrials(late);
    budget.earn(500_000);
    assert.equal(budget.canTry(false), false);
  });

  it("is 48 attempts on evidence: several a trial while there are 45, then one", () => {
    const budget = withoutFreeTrials();
    const trials: number[] = [];
    for (let left = 48; budget.canTry(true); left = Math.round(budget.fullness * 60)) {
      budget.beginTrial(false);
      trials.push(attemptsOf(budget));
      assert.ok(left > 0, "nothing was left");
    }
    assert.deepEqual(trials, [4, ...Array.from({ length: 44 }, () => 1)]);
    assert.equal(budget.fullness, 0);
  });

  it("is given back where the partner took a key", () => {
    const budget = withoutFreeTrials();
    budget.beginTrial(false);
    assert.equal(attemptsOf(budget), 4);
    assert.equal(budget.fullness, 44 / 60);
    budget.giveBack();
    budget.giveBack(); // once
    assert.equal(budget.fullness, 48 / 60);

    const free = new TrialBudget();
    for (let i = 0; i < 10; i++) {
      free.beginTrial(false);
      assert.equal(free.takeAttempt(), true);
      free.giveBack();
      assert.equal(free.canTry(false), true, `trial ${i}`);
    }
  });
});
