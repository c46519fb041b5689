import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { type Asking, KeyRing } from "../../../resources/signer/keyRing";
import { STAGES } from "../../../resources/secrets/labels";
import { itHolds } from "../../support/properties";

const A = { versionId: "a" };
const B = { versionId: "b" };
const C = { versionId: "c" };

const ring = (stages: readonly (typeof STAGES)[number][] = STAGES) => new KeyRing<{ versionId: string }>(stages);

const ASKING: Asking = { attempts: 1, preferredIsTried: true, waits: 0, mayLook: true, knowsOthers: true };
/** A refused request that was tried with the preferred key. */
const refuse = (keys: KeyRing<typeof A>, now = 0) => {
  keys.refused(keys.preferred!, now);
  return keys.next(ASKING);
};
/** The request was tried with one other key, in vain. */
const fruitlessTrial = (keys: KeyRing<typeof A>) => {
  keys.beginTrial(true);
  keys.mayTry("AWSPENDING", 1);
  keys.foundNothing();
  keys.endTrial();
};

describe("the key ring", () => {
  it("prefers what AWSCURRENT names, and follows it when it moves", () => {
    const keys = ring();
    keys.follow(A);
    assert.equal(keys.preferred, A);
    keys.follow(B);
    assert.equal(keys.preferred, B);
  });

  it("prefers what the partner accepted last, as long as AWSCURRENT stays", () => {
    const keys = ring();
    keys.follow(A);
    keys.switchTo(B, A);
    keys.follow(A);
    assert.equal(keys.preferred, B);
    keys.follow(C);
    assert.equal(keys.preferred, C, "the operator's word wins");
  });

  it("does not take for a move what the trial has read as AWSCURRENT already", () => {
    const keys = ring();
    keys.follow(A);
    keys.switchTo(C, B);
    keys.follow(B);
    assert.equal(keys.preferred, C);
  });

  it("asks for another key in this order: the one preferred meanwhile, the trial of somebody else, a trial", () => {
    const keys = ring();
    keys.follow(A);
    keys.refused(A, 0);
    assert.equal(keys.next({ ...ASKING, preferredIsTried: false }), "preferred");
    assert.equal(keys.next(ASKING), "lead");
    keys.beginTrial(true);
    assert.equal(keys.next({ ...ASKING, preferredIsTried: false }), "preferred");
    assert.equal(keys.next(ASKING), "wait");
    keys.endTrial();
    assert.equal(keys.next({ ...ASKING, attempts: 3 }), "give up");
  });

  it("lets a request wait for three trials of others, and after slow reads only for one that reads nothing", () => {
    const keys = ring();
    keys.follow(A);
    keys.refused(A, 0);
    keys.beginTrial(true);
    assert.equal(keys.next({ ...ASKING, waits: 2 }), "wait");
    assert.equal(keys.next({ ...ASKING, waits: 3 }), "held back");
    assert.equal(keys.next({ ...ASKING, mayLook: false }), "held back");
    keys.endTrial();
    assert.equal(keys.beginTrial(false).looks, false);
    assert.equal(keys.next({ ...ASKING, mayLook: false }), "wait");
  });

  it("takes the first refusal of a service that is hardly ever refused for evidence", () => {
    const keys = ring();
    keys.follow(A);
    for (let i = 0; i < 100; i++) keys.accepted(A);
    for (let i = 0; i < 10; i++) {
      assert.equal(refuse(keys), "lead");
      fruitlessTrial(keys);
      for (let j = 0; j < 100; j++) keys.accepted(A);
    }
  });

  it("takes a run for evidence where half of the requests are refused, and an acceptance takes it away", () => {
    const keys = ring();
    keys.follow(A);
    const accepted = () => keys.accepted(A);
    for (let i = 0; i < 100; i++) {
      keys.refused(A, 0);
      accepted();
    }
    for (let i = 0; i < 3; i++, accepted()) {
      assert.equal(refuse(keys), "lead", "the free ones");
      fruitlessTrial(keys);
    }
    assert.equal(refuse(keys), "held back");
    keys.accepted(B);
    assert.equal(refuse(keys), "lead", "an acceptance of another key says nothing about this one");
    accepted();
    assert.equal(refuse(keys), "held back");
  });

  it("begins anew with another key: what was refused before says nothing against it", () => {
    const keys = ring();
    keys.follow(A);
    for (let i = 0; i < 100; i++) {
      keys.refused(A, 0);
      keys.accepted(A);
    }
    for (let i = 0; i < 3; i++) fruitlessTrial(keys);
    for (let i = 0; i < 50; i++) keys.refused(A, 0);
    keys.follow(B);
    assert.equal(refuse(keys), "held back");
  });

  /** Half of the requests are refused for their own sake. Without free trials one refusal is no evidence, two are. */
  const halfRefused = (freeTrials = 3) => {
    const keys = ring();
    keys.follow(A);
    for (let i = 0; i < 100; i++) {
      keys.refused(A, 0);
      keys.accepted(A);
    }
    for (let i = 0; i < freeTrials; i++) fruitlessTrial(keys);
    return keys;
  };

  it("keeps what speaks against a key that AWSCURRENT names again, and takes the newest object of it", () => {
    const keys = halfRefused();
    assert.equal(refuse(keys), "held back");
    const again = { ...A };
    keys.follow(again);
    assert.equal(keys.preferred, again);
    assert.equal(refuse(keys), "lead");
  });

  it("does not count the refusal of another key", () => {
    const keys = halfRefused();
    assert.equal(refuse(keys), "held back");
    keys.refused(B, 0);
    assert.equal(keys.next(ASKING), "held back");
  });

  it("does not count a refusal that a trial has explained", () => {
    const keys = halfRefused(0);
    for (let i = 0; i < 3; i++) {
      assert.equal(refuse(keys), "lead", "the free ones");
      fruitlessTrial(keys);
    }
    assert.equal(refuse(keys), "held back");
  });

  it("begins anew with a key that a trial has found", () => {
    const keys = halfRefused();
    refuse(keys);
    assert.equal(refuse(keys), "lead");
    keys.beginTrial(true);
    keys.switchTo(B, A);
    keys.endTrial();
    assert.equal(refuse(keys), "held back");
  });

  it("gets back what a trial has cost that has found a key", () => {
    const keys = halfRefused(2);
    assert.equal(refuse(keys), "lead", "the last free one");
    keys.beginTrial(true);
    keys.switchTo(B, A);
    keys.endTrial();
    assert.equal(refuse(keys), "lead");
    fruitlessTrial(keys);
    assert.equal(refuse(keys), "held back");
  });

  it("tries 48 times more than the free attempt, then holds a trial back", () => {
    const keys = ring();
    keys.beginTrial(true);
    const answers = Array.from({ length: 50 }, () => keys.mayTry("AWSPENDING", 1));
    assert.deepEqual([...new Set(answers.slice(0, 49))], ["yes"]);
    assert.equal(answers[49], "held back");
  });

  it("reads the labels anew in six trials at once and one every ten seconds, and takes what is in memory in others", () => {
    const keys = ring();
    keys.follow(A);
    const looks = (now: number) => {
      for (let i = 0; i < 100; i++) keys.accepted(A);
      assert.equal(refuse(keys, now), "lead");
      const plan = keys.beginTrial(true);
      keys.endTrial();
      return plan.looks;
    };
    const all = Array.from({ length: 8 }, () => looks(0));
    assert.deepEqual(all, [true, true, true, true, true, true, false, false]);
    assert.equal(keys.next({ ...ASKING, knowsOthers: false }), "held back", "nothing to be had from memory");
    assert.deepEqual([looks(9_999), looks(10_000)], [false, true]);
  });

  it("goes on with the label before which a trial ran out of attempts, until a key is found", () => {
    const keys = ring();
    keys.beginTrial(true);
    assert.equal(keys.mayTry("AWSPREVIOUS", 3), "give up");
    keys.endTrial();
    assert.deepEqual(keys.beginTrial(true).stages, ["AWSPREVIOUS", "AWSCURRENT", "AWSPENDING"]);
    keys.switchTo(B, undefined);
    keys.endTrial();
    assert.deepEqual(keys.beginTrial(true).stages, STAGES);
  });

  it("leaves out the last label where attempts are few, but not for ever", () => {
    const keys = ring();
    keys.follow(A);
    const tried: Record<string, number> = { AWSPENDING: 0, AWSPREVIOUS: 0 };
    for (let i = 0; i < 2_000; i++) {
      if (refuse(keys) !== "lead") continue;
      const { stages } = keys.beginTrial(true);
      let attempts = 1;
      for (const stage of stages) {
        if (stage === "AWSCURRENT") continue;
        if (keys.mayTry(stage, attempts) !== "yes") break;
        tried[stage]!++;
        attempts++;
      }
      keys.foundNothing();
      keys.endTrial();
    }
    assert.ok(tried["AWSPENDING"]! > 3 * tried["AWSPREVIOUS"]!, JSON.stringify(tried));
    assert.ok(tried["AWSPREVIOUS"]! > 20, JSON.stringify(tried));
  });

  it("tells by its epoch that a trial began or ended", () => {
    const keys = ring();
    const epochs = [keys.epoch];
    keys.beginTrial(true);
    epochs.push(keys.epoch);
    keys.endTrial();
    assert.equal(new Set([...epochs, keys.epoch]).size, 3);
  });

  const moments = fc.array(
    fc.record({
      passes: fc.nat(12_000),
      isAccepted: fc.boolean(),
      found: fc.boolean(),
      clock: fc.constantFrom(1, 1, 1, -1),
    }),
    { minLength: 1, maxLength: 60 },
  );
  itHolds(
    "never costs more than its bounds, whatever happens, a clock set back too: reads by the time, attempts by the refusals",
    moments,
    (all) => {
      const keys = ring();
      keys.follow(A);
      let [now, forward, looks, refusals, free, inVain] = [1_700_000_000_000, 0, 0, 0, 3, 0];
      for (const { passes, isAccepted, found, clock } of all) {
        now += clock * passes;
        forward += clock > 0 ? passes : 0;
        free += passes / 20_000;
        if (isAccepted) {
          keys.accepted(keys.preferred!);
          continue;
        }
        refusals++;
        if (refuse(keys, now) !== "lead") continue;
        if (keys.beginTrial(true).looks) looks++;
        const hasTried = keys.mayTry("AWSPENDING", 1) === "yes";
        if (found && hasTried) keys.switchTo(keys.preferred === A ? B : A, A);
        else if (hasTried) inVain++;
        keys.endTrial();
        assert.ok(looks <= 6 + forward / 10_000, `${looks} looks in ${forward} ms`);
        assert.ok(inVain <= 48 + free + refusals / 10, `${inVain} attempts in vain for ${refusals} refusals`);
      }
    },
  );
});
