import * as assert from "node:assert/strict";
import { ActivatedKey, type Candidate } from "../support/activatedKey";
import { failure } from "../support/failure";
import { assertNothingTold, labels, type Props } from "../support/keyLife";

describe("activating a key where the state does not know the secret", () => {
  let on: ActivatedKey;
  beforeEach(async () => {
    on = await ActivatedKey.start();
  });
  afterEach(() => assertNothingTold(on.world));

  describe("of a renamed secret", () => {
    let moved: Candidate;
    let renamed: (more?: Props) => Props;
    beforeEach(async () => {
      moved = on.candidateOf(await on.keys.create({ secretName: "renamed" }));
      const secretArn = (await on.world.store.describe("renamed"))?.arn;
      renamed = (more = {}) => ({ ...on.ask(moved, more), secretArn });
    });

    it("stops with the key to upload until it is acknowledged, and leaves the old secret as it is", async () => {
      const before = await on.world.store.describe(on.arn);
      for (const attempt of [() => on.life.diff(on.live, renamed()), () => on.updateUnseen(on.live, renamed())]) {
        const error = await failure(
          attempt,
          "ERR_NOT_ACKNOWLEDGED",
          /is not acknowledged, so arn:\S+ stays live; once the partner knows the key, set acknowledgedFingerprint to SHA256:/,
        );
        assert.ok(error.message.includes(moved.publicKeyPem) && error.message.includes(moved.fingerprint));
      }
      assert.deepEqual(await on.world.store.describe(on.arn), before);
    });

    it("stops while the old key is the acknowledged one", async () => {
      await failure(
        on.life.diff(on.live, renamed({ acknowledgedFingerprint: on.A.fingerprint })),
        "ERR_NOT_ACKNOWLEDGED",
      );
    });

    it("goes on once the new key is acknowledged", async () => {
      const state = await on.life.update(on.live, renamed({ acknowledgedFingerprint: moved.fingerprint }));
      on.assertKeys(state, [moved]);
      assert.deepEqual(await labels(on.world, "renamed"), { [moved.versionId]: ["AWSCURRENT"] });
    });
  });

  it("of another region asks for the old secret where that is: it is not told to be gone", async () => {
    const region = "eu-west-1";
    const moved = await on.keys.create({ region });
    const news = { ...on.ask(on.candidateOf(moved)), secretArn: moved.outs["secretArn"], region };
    await failure(on.life.diff(on.live, news), "ERR_NOT_ACKNOWLEDGED");
    await failure(on.updateUnseen(on.live, news), "ERR_NOT_ACKNOWLEDGED");
    const acknowledgedFingerprint = moved.outs["fingerprint"];
    on.world.told.length = 0;
    on.assertKeys(await on.life.update(on.live, { ...news, acknowledgedFingerprint }), [on.candidateOf(moved)]);
    assert.doesNotMatch(on.world.told.join(), /does not exist/);
  });

  describe("on a secret whose state was lost", () => {
    it("keeps the live key that its tags record, and lets the new one wait", async () => {
      const B = await on.newKey();
      const found = await on.life.create(on.ask(B));
      on.assertKeys(found, [on.A, B]);
      assert.deepEqual(found.outs["live"], on.A);
      assert.deepEqual((await labels(on.world, on.arn))[on.A.versionId], ["AWSCURRENT"]);
    });

    it("puts the new key live when it is acknowledged", async () => {
      const B = await on.newKey();
      on.assertKeys(await on.life.create(on.acknowledge(B, B)), [B, undefined, on.A]);
    });

    it("keeps a live version of somebody else, and says that it is not known", async () => {
      const foreign = await on.foreignVersion();
      const B = await on.newKey();
      const found = await on.life.create(on.ask(B));
      assert.deepEqual(found.outs["live"], { versionId: foreign, fingerprint: "" });
      assert.equal(on.versionIn(found, "pending"), B.versionId);
      await on.life.diff(found, on.acknowledge(B, B));
      assert.match(
        on.world.told.at(-1) ?? "",
        /goes live; version f{36} \(not made by this stack\) becomes the previous key$/,
      );
    });

    it("takes a record for none that somebody edited", async () => {
      await on.world.store.tag(on.arn, { "partner-keys:live-public-key-1": "edited" });
      const found = await on.life.create(on.ask(await on.newKey()));
      assert.deepEqual(found.outs["live"], { versionId: on.A.versionId, fingerprint: "" });
    });
  });
});
