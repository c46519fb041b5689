import * as assert from "node:assert/strict";
import { fromLiveRecord } from "../../resources/secrets/liveRecord";
import { ActivatedKey } from "../support/activatedKey";
import { DAY } from "../support/fakeWorld";
import { labels } from "../support/keyLife";

describe("a secret that is scheduled for deletion and shows no version", () => {
  let on: ActivatedKey;
  beforeEach(async () => {
    on = await ActivatedKey.start();
    on.world.advance(DAY);
    on.world.store.hideScheduledVersions();
    await on.world.store.delete(on.arn, 7);
    assert.deepEqual(await labels(on.world, on.arn), {});
  });
  const recorded = async () => fromLiveRecord((await on.world.store.describe(on.arn))?.tags ?? {})?.versionId;

  it("keeps its live key and the record of it where a new key is made there, after a destroy", async () => {
    const B = await on.newKey();
    assert.equal(await recorded(), on.A.versionId, "the record of the live key was overwritten");
    const again = await on.life.create(on.ask(B));
    on.assertKeys(again, [on.A, B]);
    assert.deepEqual((await labels(on.world, on.arn))[on.A.versionId], ["AWSCURRENT"]);
  });

  it("is brought back by its Activation with the same live key", async () => {
    on.assertKeys(await on.life.create(on.ask(on.A)), [on.A]);
    on.assertKeys(await on.life.update(on.live, { ...on.ask(on.A), retirePreviousAfterHours: 1 }), [on.A]);
  });

  it("is no drift of the labels, and that of the key is put back", async () => {
    const found = (await on.life.refresh(on.live)) ?? assert.fail("taken for gone");
    assert.equal(found.outs["drift"], "");
  });

  it("is restored with the same key, its label on it", async () => {
    const key = await on.keys.create({ secretName: "partner/plain", publishAs: "current" });
    await on.world.store.delete(String(key.outs["secretArn"]), 7);
    const change = { secretName: "partner/plain", publishAs: "current" };
    const drifted = (await on.keys.refresh(key)) ?? assert.fail("taken for gone");
    assert.match(String(drifted.outs["drift"]), /^the secret is scheduled for deletion/);
    assert.deepEqual(await on.keys.update(drifted, change), key);
    assert.deepEqual(await labels(on.world, "partner/plain"), { [String(key.outs["versionId"])]: ["AWSCURRENT"] });
    assert.equal((await on.keys.refresh(key))?.outs["drift"], "");
  });
});
