import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { KeyRing } from "../../../resources/signer/keyRing";
import { STAGES } from "../../../resources/signer/signingKey";
import { itHolds } from "../../support/properties";

const A = { versionId: "a" };
const B = { versionId: "b" };
const C = { versionId: "c" };

const ring = (stages: readonly (typeof STAGES)[number][] = STAGES) => new KeyRing<{ versionId: string }>(stages);

/** A refused request that was tried with the preferred key. */
const refuse = (keys: KeyRing<typeof A>, now = 0) => {
  keys.refused(keys.preferred!);
  return keys.next(1, true, now);
};
const fruitlessTrial = (keys: KeyRing<typeof A>) => {
  keys.beginTrial();
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
    assert.equal(keys.next(1, false, 0), "preferred");
    assert.equal(keys.next(1, true, 0), "lead");
    keys.beginTrial();
    assert.equal(keys.next(1, false, 0), "preferred");
    assert.equal(keys.next(1, true, 0), "wait");
    keys.endTrial();
    assert.equal(keys.next(3, false, 0), "give up");
  });

  it("keeps three trials for three refusals in a row, and an acceptance takes the evidence away", () => {
    const keys = ring();
    keys.follow(A);
    for (let i = 0; i < 3; i++) {
      assert.equal(refuse(keys), "lead");
      fruitlessTrial(keys);
      keys.accepted(A);
    }
    assert.equal(refuse(keys), "held back");
    assert.equal(refuse(keys), "held back");
    assert.equal(refuse(keys), "lead");
    keys.accepted(B);
    assert.equal(keys.next(1, true, 0), "lead", "an acceptance of another key says nothing about this one");
    keys.accepted(A);
    assert.equal(keys.next(1, true, 0), "held back");
  });

  it("allows one more trial every ten seconds", () => {
    const keys = ring();
    keys.follow(A);
    for (let i = 0; i < 3; i++) keys.refused(A);
    for (let i = 0; i < 6; i++) {
      assert.equal(keys.next(1, true, 0), "lead");
      fruitlessTrial(keys);
    }
    assert.equal(keys.next(1, true, 9_999), "held back");
    assert.equal(keys.next(1, true, 10_000), "lead");
  });

  it("goes on with the label before which a trial ran out of attempts, until a key is found", () => {
    const keys = ring();
    keys.goOnWith("AWSPREVIOUS");
    assert.deepEqual(keys.beginTrial(), ["AWSPREVIOUS", "AWSCURRENT", "AWSPENDING"]);
    keys.switchTo(B, undefined);
    assert.deepEqual(keys.beginTrial(), STAGES);
  });

  it("tells by its epoch that a trial began or ended", () => {
    const keys = ring();
    const epochs = [keys.epoch];
    keys.beginTrial();
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
    "never allows more than 6 trials and one for every 10 s, whatever happens, a clock set back too",
    moments,
    (all) => {
      const keys = ring();
      keys.follow(A);
      let [now, forward, trials] = [1_700_000_000_000, 0, 0];
      for (const { passes, isAccepted, found, clock } of all) {
        now += clock * passes;
        forward += clock > 0 ? passes : 0;
        if (isAccepted) keys.accepted(keys.preferred!);
        else if (refuse(keys, now) === "lead") {
          trials++;
          keys.beginTrial();
          if (found) keys.switchTo(keys.preferred === A ? B : A, A);
          keys.endTrial();
        }
        assert.ok(trials <= 6 + forward / 10_000, `${trials} trials in ${forward} ms`);
      }
    },
  );
});
