import * as assert from "node:assert/strict";
import { ActivatedKey } from "../support/activatedKey";
import { failure } from "../support/failure";
import { HOUR } from "../support/fakeWorld";
import { labels } from "../support/keyLife";

const SECOND = 1_000;
const LATE = "ERR_STORE_UNAVAILABLE";

describe("what AWS tells late is not taken for gone", () => {
  let on: ActivatedKey;
  beforeEach(async () => {
    on = await ActivatedKey.start();
  });

  for (const seconds of [2, 6, 15, 25]) {
    describe(`${seconds} s late`, () => {
      beforeEach(() => on.world.store.lag(seconds * SECOND));

      it("a key that was made a moment ago", async () => {
        const key = await on.keys.create({ secretName: "partner/new" });
        assert.deepEqual(await on.keys.refresh(key), key);
      });

      it("a key that was made a moment ago, in a secret that was there", async () => {
        on.world.advance(HOUR);
        const key = await on.keys.create({ publishAs: "current" });
        const found = await on.keys.refresh(key);
        assert.deepEqual(
          [found?.outs["versionId"], on.world.store.versionsOf(on.arn).length],
          [key.outs["versionId"], 2],
        );
      });

      it("the key that an Activation makes live, and the Activation", async () => {
        const key = await on.keys.create({ secretName: "partner/new" });
        const candidate = on.candidateOf(key);
        const live = await on.life.create({ secretArn: key.outs["secretArn"], candidate });
        assert.equal(on.versionIn(live, "live"), candidate.versionId);
        assert.deepEqual(await on.life.refresh(live), live);
      });

      it("a rotation, its acknowledgement and the way back", async () => {
        const B = await on.newKey();
        const pending = await on.life.update(on.live, on.ask(B));
        on.assertKeys(pending, [on.A, B]);
        const promoted = await on.life.update(pending, on.acknowledge(B, B));
        on.assertKeys(promoted, [B, undefined, on.A]);
        on.assertKeys(await on.life.update(promoted, on.acknowledge(B, on.A)), [on.A, undefined, B]);
        on.world.store.lag(0);
        assert.deepEqual((await labels(on.world, on.arn))[on.A.versionId]?.includes("AWSCURRENT"), true);
      });

      it("a deletion that a refresh found: it is undone", async () => {
        const plain = { secretName: "partner/plain", publishAs: "current" };
        const key = await on.keys.create(plain);
        on.world.advance(HOUR);
        await on.world.store.delete(String(key.outs["secretArn"]), 7);
        on.world.store.lag(0);
        const drifted = await on.keys.refresh(key);
        on.world.store.lag(seconds * SECOND);
        assert.deepEqual(await on.keys.update(drifted ?? assert.fail("gone"), plain), key);
        on.world.store.lag(0);
        assert.equal((await on.world.store.describe("partner/plain"))?.scheduledForDeletion, undefined);
      });

      it("a rotation that goes live at once: no label is left behind", async () => {
        const live = await on.life.update(on.live, { ...on.ask(on.A), mode: "immediate" });
        on.world.advance(HOUR);
        const B = await on.newKey();
        on.assertKeys(await on.life.update(live, { ...on.ask(B), mode: "immediate" }), [B, undefined, on.A]);
        on.world.store.lag(0);
        assert.deepEqual((await labels(on.world, on.arn))[B.versionId], ["AWSCURRENT", "partner-keys-latest"]);
      });

      it("a label that was moved, by an attempt whose answer was lost", async () => {
        const B = await on.newKey();
        on.world.advance(HOUR);
        await on.world.store.moveStage({
          arn: on.arn,
          stage: "AWSCURRENT",
          to: B.versionId,
          from: on.A.versionId,
        });
        on.assertKeys(await on.life.update(on.live, on.acknowledge(B, B)), [B, undefined, on.A]);
      });

      it("a secret that is destroyed right after it was made", async () => {
        const key = await on.keys.create({ secretName: "partner/new", publishAs: "current" });
        await on.keys.delete(key);
        on.world.store.lag(0);
        assert.ok((await on.world.store.describe("partner/new"))?.scheduledForDeletion);
      });

      it("a secret that is rotated right after it was made: no other secret, no other answer", async () => {
        const key = await on.keys.create({ secretName: "partner/new", publishAs: "current", keepers: { n: "1" } });
        const changed = { secretName: "partner/new", publishAs: "current", keepers: { n: "2" } };
        await on.keys.diff(key, changed);
        const next = await on.keys.create(changed);
        assert.equal(next.outs["secretArn"], key.outs["secretArn"]);
      });

      it("a secret that is brought back", async () => {
        const B = await on.newKey();
        on.world.advance(HOUR);
        await on.world.store.delete(on.arn, 7);
        on.world.advance(HOUR);
        on.assertKeys(await on.life.update(on.live, on.ask(B)), [on.A, B]);
      });
    });
  }

  it("later than a minute: a key of moments ago is an error to repeat, and stays in state", async () => {
    const key = await on.keys.create({ secretName: "partner/new" });
    on.world.store.tellLate(7);
    await failure(
      on.keys.refresh(key),
      LATE,
      /^looking for secret arn:\S+: AWS does not show it, and it was written minutes ago \(\S+\): .+; wait a minute and/,
    );
    assert.deepEqual(on.world.waits, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000]);
    on.world.store.tellLate(7);
    await failure(on.life.refresh(on.live), LATE, /looking for secret/);
    on.world.store.tellLate(7);
    await failure(on.keys.delete(key), LATE, /looking for secret/);
    assert.deepEqual(await on.keys.refresh(key), key);
  });

  it("later than a minute: so is its version", async () => {
    const key = await on.keys.create({ publishAs: "current" });
    await on.keys.create({ publishAs: "current" });
    await on.keys.create({ publishAs: "current" }); // now the first has no label, and is in the list alone
    on.world.store.beforeNext("hasVersion", () => on.world.store.tellLate(7));
    await failure(on.keys.refresh(key), LATE, /^looking for version \S+ of secret arn:\S+: AWS does not show it/);
    assert.ok(await on.keys.refresh(key));
  });

  it("a key of long ago that is not there for three seconds is gone", async () => {
    on.world.advance(HOUR);
    on.world.store.tellLate(3);
    assert.equal(await on.life.refresh(on.live), undefined);
    assert.deepEqual(on.world.waits, [1_000, 2_000]);
  });

  it("a version that a label goes to and that is not there for a minute is told as not found", async () => {
    const B = await on.newKey();
    on.world.store.beforeNext("moveStage", () => on.world.store.tellLate(7));
    await failure(on.updateUnseen(on.live, on.acknowledge(B, B)), "ERR_SECRET_NOT_FOUND");
    on.assertKeys(await on.life.update(on.live, on.acknowledge(B, B)), [B, undefined, on.A]);
  });

  it("a move that AWS goes on to refuse, while it shows the label where it was, is not told as not done", async () => {
    const B = await on.newKey();
    on.world.advance(HOUR);
    await on.world.store.moveStage({ arn: on.arn, stage: "AWSCURRENT", to: B.versionId, from: on.A.versionId });
    on.world.store.lag(5 * 60 * SECOND);
    const error = await failure(on.updateUnseen(on.live, on.acknowledge(B, B)), LATE, /AWS refuses to move it from/);
    assert.doesNotMatch(error.message, /nothing was moved/);
  });
});
