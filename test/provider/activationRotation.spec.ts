import * as assert from "node:assert/strict";
import { ActivatedKey, type Candidate } from "../support/activatedKey";
import { failure } from "../support/failure";
import { HOUR } from "../support/fakeWorld";
import { assertNothingTold, labels, type InState } from "../support/keyLife";

const LATEST = "partner-keys-latest";

describe("activating a key", () => {
  let on: ActivatedKey;
  beforeEach(async () => {
    on = await ActivatedKey.start();
  });
  afterEach(() => assertNothingTold(on.world));

  describe("after a rotation", () => {
    let B: Candidate;
    let rotated: InState;
    beforeEach(async () => {
      B = await on.newKey();
      rotated = await on.life.update(on.live, on.acknowledge(B, B));
      on.world.store.calls.length = 0;
    });

    it("rolls back to the previous key when that is acknowledged", async () => {
      const back = await on.life.update(rotated, on.acknowledge(B, on.A));
      on.assertKeys(back, [on.A, undefined, B]);
      assert.deepEqual(await labels(on.world, on.arn), {
        [on.A.versionId]: ["AWSCURRENT"],
        [B.versionId]: ["AWSPREVIOUS", LATEST],
      });
      assert.equal(await on.recorded(), on.A.versionId);
    });

    it("rotates again after a roll-back, and can go back once more", async () => {
      const back = await on.life.update(rotated, on.acknowledge(B, on.A));
      const C = await on.newKey();
      const waiting = await on.life.update(back, on.acknowledge(C, on.A));
      on.assertKeys(waiting, [on.A, C, B]);
      const promoted = await on.life.update(waiting, on.acknowledge(C, C));
      on.assertKeys(promoted, [C, undefined, on.A]);
      assert.deepEqual(await labels(on.world, on.arn), {
        [on.A.versionId]: ["AWSPREVIOUS"],
        [C.versionId]: ["AWSCURRENT", LATEST],
      });
      on.assertKeys(await on.life.update(promoted, on.acknowledge(C, on.A)), [on.A, undefined, C]);
    });

    it("keeps the live key when the acknowledgement is taken away", async () => {
      on.assertKeys(await on.life.update(rotated, on.ask(B)), [B, undefined, on.A]);
    });

    it("forgets a previous key that AWS discarded, and refuses to go back to it", async () => {
      on.world.store.prune(on.arn, on.A.versionId);
      await failure(on.updateUnseen(rotated, on.acknowledge(B, on.A)), "ERR_UNKNOWN_FINGERPRINT");
      on.assertKeys(await on.life.update(rotated, on.ask(B)), [B]);
    });

    describe("with retirePreviousAfterHours", () => {
      const retiring = () => on.acknowledge(B, B);
      const more = { retirePreviousAfterHours: 72 };

      it("keeps the previous key until the hours are over, and retires it at the exact moment", async () => {
        const set = await on.life.update(rotated, { ...retiring(), ...more });
        on.assertKeys(set, [B, undefined, on.A]);
        on.world.advance(72 * HOUR - 1);
        assert.equal((await on.life.diff(set, { ...retiring(), ...more })).changes, false);
        on.world.advance(1);
        const retired = await on.life.update(set, { ...retiring(), ...more });
        on.assertKeys(retired, [B]);
        assert.deepEqual(await labels(on.world, on.arn), { [B.versionId]: ["AWSCURRENT", LATEST] });
        assert.equal((await on.life.diff(retired, { ...retiring(), ...more })).changes, false);
      });

      it("does not retire in the run that promotes", async () => {
        on.world.advance(1000 * HOUR);
        const C = await on.newKey();
        on.assertKeys(await on.life.update(rotated, { ...on.acknowledge(C, C), ...more }), [C, undefined, B]);
      });

      it("tells of the retirement in a preview, and not in a refresh, which does none", async () => {
        const set = await on.life.update(rotated, { ...retiring(), ...more });
        on.world.advance(72 * HOUR);
        const found = (await on.life.refresh(set)) ?? assert.fail("gone");
        on.world.told.length = 0;
        assert.equal((await on.life.diff(found, { ...retiring(), ...more })).changes, true);
        assert.deepEqual(on.world.told, []);
        await on.life.diff(found, { ...retiring(), ...more });
        assert.match(String(on.world.told), /previous key SHA256:\S+= is retired/);
      });

      it("does not go back to a retired key", async () => {
        on.world.advance(72 * HOUR);
        const retired = await on.life.update(rotated, { ...retiring(), ...more });
        await failure(on.updateUnseen(retired, { ...on.acknowledge(B, on.A), ...more }), "ERR_UNKNOWN_FINGERPRINT");
      });

      it("retires the previous key also when somebody moved the labels meanwhile", async () => {
        on.world.advance(72 * HOUR);
        await on.world.store.moveStage({ arn: on.arn, stage: "AWSCURRENT", to: on.A.versionId, from: B.versionId });
        const drifted = (await on.life.refresh(rotated)) ?? assert.fail("gone");
        const retired = await on.life.update(drifted, { ...retiring(), ...more });
        on.assertKeys(retired, [B]);
        assert.deepEqual(await labels(on.world, on.arn), { [B.versionId]: ["AWSCURRENT", LATEST] });
      });
    });

    const moves: readonly (readonly [string, () => Promise<unknown>, RegExp])[] = [
      [
        "somebody else's version live",
        () => on.foreignVersion(),
        /^AWSCURRENT is on version f{36} instead of \S+, AWSPREVIOUS is on version \S+ instead of \S+$/,
      ],
      [
        "the labels swapped",
        () => on.world.store.moveStage({ arn: on.arn, stage: "AWSCURRENT", to: on.A.versionId, from: B.versionId }),
        /^AWSCURRENT is on version \S+ instead of \S+, AWSPREVIOUS is on/,
      ],
      [
        "no previous version",
        () => on.world.store.moveStage({ arn: on.arn, stage: "AWSPREVIOUS", from: on.A.versionId }),
        /^AWSPREVIOUS is on no version instead of/,
      ],
      [
        "the record edited",
        () => on.world.store.tag(on.arn, { "partner-keys:live-version": "x" }),
        /^the record of the live key in the tags was edited$/,
      ],
    ];
    for (const [what, move, drift] of moves) {
      it(`reports ${what} as drift, and the next up puts it back without a new decision`, async () => {
        const before = await on.world.store.describe(on.arn);
        await move();
        const drifted = (await on.life.refresh(rotated)) ?? assert.fail("taken for gone");
        assert.match(String(drifted.outs["drift"]), drift);
        const repaired = await on.life.update(drifted, on.acknowledge(B, B));
        assert.deepEqual(repaired.outs, rotated.outs);
        const after = await on.world.store.describe(on.arn);
        for (const version of [on.A.versionId, B.versionId])
          assert.deepEqual(after?.stages[version], before?.stages[version]);
        assert.deepEqual(after?.tags, before?.tags);
        assert.equal((await on.life.refresh(repaired))?.outs["drift"], "");
      });
    }
  });
});
