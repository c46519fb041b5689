import * as assert from "node:assert/strict";
import { ActivatedKey, type Candidate } from "../support/activatedKey";
import type { InState } from "../support/keyLife";

describe("activating a key beside one that the tags alone tell of", () => {
  let on: ActivatedKey;
  let B: Candidate;
  let known: InState;
  beforeEach(async () => {
    on = await ActivatedKey.start();
    B = await on.newKey();
    on.world.told.length = 0;
    known = await on.life.create(on.ask(B, { mode: "acknowledged" }));
  });

  const isMarked = ({ outs }: InState) => outs["knownByTagsAlone"];
  const told = () => on.world.told.filter((line) => line.includes("known by tags alone"));

  it("keeps that one live, says what its record is worth, and offers the key of this run", async () => {
    on.assertKeys(known, [on.A, B]);
    const [line = "", ...more] = told();
    assert.deepEqual(more, []);
    assert.match(line, /its live key SHA256:\S+= is known by tags alone, which anybody who may tag/);
    assert.ok(line.includes(on.A.fingerprint) && line.includes(B.fingerprint));
    // What state knows is not told again
    on.world.told.length = 0;
    await on.life.update(known, on.ask(B, { mode: "acknowledged", retirePreviousAfterHours: 5 }));
    assert.deepEqual(told(), []);
  });

  it("marks it in state, through updates, refreshes and newer keys", async () => {
    assert.equal(isMarked(known), true);
    const updated = await on.life.update(known, on.ask(B, { retirePreviousAfterHours: 5 }));
    assert.equal(isMarked(updated), true);
    const refreshed = (await on.life.refresh(updated)) ?? assert.fail("gone");
    assert.equal(isMarked(refreshed), true);
    assert.equal((await on.life.diff(refreshed, on.ask(B, { retirePreviousAfterHours: 5 }))).changes, false);
    const C = await on.newKey();
    const newer = await on.life.update(refreshed, on.ask(C));
    on.assertKeys(newer, [on.A, C]);
    assert.equal(isMarked(newer), true);
  });

  it("takes the mark off when the key is acknowledged, and moves nothing", async () => {
    const acknowledged = await on.life.update(known, on.acknowledge(B, on.A));
    on.assertKeys(acknowledged, [on.A, B]);
    assert.equal(isMarked(acknowledged), undefined);
    // Compared once is compared
    assert.equal(isMarked(await on.life.update(acknowledged, on.ask(B))), undefined);
  });

  it("takes the mark off when another key goes live, and a way back is acknowledged too", async () => {
    const promoted = await on.life.update(known, on.acknowledge(B, B));
    on.assertKeys(promoted, [B, undefined, on.A]);
    assert.equal(isMarked(promoted), undefined);
    const back = await on.life.update(promoted, on.acknowledge(B, on.A));
    on.assertKeys(back, [on.A, undefined, B]);
    assert.equal(isMarked(back), undefined);
  });

  it("marks one that took the place of a live key that AWS discarded", async () => {
    const waiting = await on.life.update(on.live, on.ask(B));
    assert.equal(isMarked(waiting), undefined);
    const versionId = "0".repeat(36); // of the lost version
    const lost = { ...waiting, outs: { ...waiting.outs, live: { ...on.A, versionId } } };
    const found = await on.life.update(lost, on.ask(B, { retirePreviousAfterHours: 5 }));
    on.assertKeys(found, [on.A, B]);
    assert.equal(isMarked(found), true);
  });

  describe("marks none", () => {
    it("that a person acknowledges in that very run", async () => {
      const acknowledged = await on.life.create(on.acknowledge(B, on.A));
      on.assertKeys(acknowledged, [on.A, B]);
      assert.equal(isMarked(acknowledged), undefined);
    });

    it("that loses its place in that very run", async () => {
      const immediate = await on.life.create(on.ask(B, { mode: "immediate" }));
      on.assertKeys(immediate, [B, undefined, on.A]);
      assert.equal(isMarked(immediate), undefined);
    });

    it("that this stack made in the run that found it", () => assert.equal(isMarked(on.live), undefined));

    it("that has no record: it is no key of this stack", async () => {
      const versionId = await on.foreignVersion();
      const foreign = await on.life.create(on.ask(B));
      assert.deepEqual(foreign.outs["live"], { versionId, fingerprint: "" });
      assert.equal(isMarked(foreign), undefined);
    });
  });
});
