import * as assert from "node:assert/strict";
import { shortFingerprint } from "../../resources/partners/shortFingerprint";
import { ActivatedKey } from "../support/activatedKey";
import { failure } from "../support/failure";
import { HOUR } from "../support/fakeWorld";
import { assertNothingTold, KeyLife, labels, type InState } from "../support/keyLife";

describe("an Activation keeps its hands off", () => {
  let on: ActivatedKey;
  beforeEach(async () => {
    on = await ActivatedKey.start();
  });
  afterEach(() => assertNothingTold(on.world));

  it("the live key of a stack that adopted the secret", async () => {
    const theirs = new KeyLife(on.world, "RsaKeyPair", {
      ...on.secretInputs,
      owner: "other/stack/signer",
      adopt: true,
    });
    const activation = theirs.beside("Activation", { owner: "other/stack/live" });
    const key = on.candidateOf(await theirs.create());
    await activation.create(on.acknowledge(key, key));
    const before = await on.world.store.describe(on.arn);
    const drifted = (await on.life.refresh(on.live)) ?? assert.fail("gone");
    await failure(
      on.life.update(drifted, on.ask(on.A)),
      "ERR_SECRET_NOT_OURS",
      /other\/stack\/signer took it over and put version \S+ live, nothing was moved; take the key and its Activation out of the program/,
    );
    assert.deepEqual(await on.world.store.describe(on.arn), before);
  });

  for (const mode of ["immediate", "acknowledged"]) {
    it(`a secret that wrong credentials made in another account (${mode})`, async () => {
      const secretArn = on.arn.replace("123456789012", "999999999999");
      const B = await on.newKey();
      for (const attempt of [on.life.diff.bind(on.life), on.updateUnseen.bind(on)]) {
        await failure(
          attempt(on.live, { ...on.ask(B), mode, secretArn }),
          "ERR_NOT_ACKNOWLEDGED",
          /is in another account than arn:\S+, which stays live; with the credentials of that account replace the key again/,
        );
      }
    });
  }

  it("a key that was rolled back from and retired: it is not pending again", async () => {
    const B = await on.newKey();
    const more = { retirePreviousAfterHours: 1 };
    const promoted = await on.life.update(on.live, on.acknowledge(B, B));
    const back = await on.life.update(promoted, { ...on.acknowledge(B, on.A), ...more });
    on.world.advance(2 * HOUR);
    const retired = await on.life.update(back, { ...on.acknowledge(B, on.A), ...more });
    on.assertKeys(retired, [on.A]);
    const later = await on.life.update(retired, { ...on.acknowledge(B, on.A), retirePreviousAfterHours: 2 });
    on.assertKeys(later, [on.A]);
    assert.deepEqual((await labels(on.world, on.arn))[B.versionId], ["partner-keys-latest"]);
  });

  it("a key that was rolled back from, when the state was lost: it is the previous one", async () => {
    const B = await on.newKey();
    const promoted = await on.life.update(on.live, on.acknowledge(B, B));
    await on.life.update(promoted, on.acknowledge(B, on.A));
    on.assertKeys(await on.life.create(on.acknowledge(B, on.A)), [on.A, undefined, B]);
  });

  it("a rename whose 4 digits name a key of the old secret too", async () => {
    const short = shortFingerprint(on.A.publicKeyPem);
    const moved = {
      ...on.candidateOf(await on.keys.create({ secretName: "renamed" })),
      publicKeyPem: on.A.publicKeyPem,
    };
    const secretArn = (await on.world.store.describe("renamed"))?.arn;
    // Past the check, which sees that it is the public key of another: no two keys here have the same digits
    const news = { ...on.live.outs, ...on.ask(moved, { acknowledgedFingerprint: short }), secretArn };
    await failure(async () => on.life.provider.update?.(on.live.id, on.live.outs, news), "ERR_NOT_ACKNOWLEDGED");
  });

  it("what is live now, when AWS discarded the version that the state calls live", async () => {
    const B = await on.newKey();
    const foreign = await on.foreignVersion();
    on.world.store.prune(on.arn, on.A.versionId);
    const state = await on.life.update(on.live, on.ask(B));
    assert.equal(on.versionIn(state, "live"), foreign);
    on.assertKeys(await on.life.update(state, on.acknowledge(B, B)), [B, undefined, { ...B, versionId: foreign }]);
  });

  it("labels that moved while the secret was scheduled for deletion: they are drift all the same", async () => {
    await on.foreignVersion();
    await on.world.store.delete(on.arn, 30);
    assert.match(String((await on.life.refresh(on.live))?.outs["drift"]), /^AWSCURRENT is on version f{36} instead of/);
  });

  it("a version that a rotation Lambda left pending; a rotation of ours goes through all the same", async () => {
    const leftover = {
      secretId: on.arn,
      value: "left-by-a-rotation-lambda",
      token: "f".repeat(36),
      stages: ["AWSPENDING"],
    };
    await on.world.store.put(leftover);
    const refreshed = (await on.life.refresh(on.live)) ?? assert.fail("gone");
    assert.equal(refreshed.outs["drift"], "");
    const updated = await on.life.update(refreshed, on.ask(on.A, { retirePreviousAfterHours: 1 }));
    assert.deepEqual((await labels(on.world, on.arn))[leftover.token], ["AWSPENDING"]);

    const B = await on.newKey();
    const waiting = await on.life.update(updated, on.ask(B));
    on.assertKeys(waiting, [on.A, B]);
    on.assertKeys(await on.life.update(waiting, on.acknowledge(B, B)), [B, undefined, on.A]);
    assert.deepEqual(await labels(on.world, on.arn), {
      [on.A.versionId]: ["AWSPREVIOUS"],
      [B.versionId]: ["AWSCURRENT", "partner-keys-latest"],
    });
  });

  describe("in a borrowed secret", () => {
    const owner = { secretName: "theirs", owner: "other/stack/signer" };
    let theirs: KeyLife;
    let theirKey: InState;
    let ours: KeyLife;
    const key = (state: InState) => ({ ...on.ask(on.candidateOf(state)), secretArn: state.outs["secretArn"] });
    beforeEach(async () => {
      theirs = new KeyLife(on.world, "RsaKeyPair", owner);
      theirKey = await theirs.create();
      ours = new KeyLife(on.world, "RsaKeyPair", { ...on.secretInputs, secretName: undefined, secretId: "theirs" });
    });

    it("the tags of its owner", async () => {
      const before = (await on.world.store.describe("theirs"))?.tags;
      const candidate = on.candidateOf(await ours.create());
      await on.life.create({ ...key(theirKey), candidate, acknowledgedFingerprint: candidate.fingerprint });
      assert.deepEqual((await on.world.store.describe("theirs"))?.tags, before);
    });

    it("the label by which its owner knows its newest version", async () => {
      const newest = await theirs.create();
      await ours.create();
      await theirs.delete(newest);
      assert.ok((await on.world.store.describe("theirs"))?.scheduledForDeletion);
    });

    it("a live version it cannot name, when the state was lost", async () => {
      const first = await ours.create({ publishAs: "current" });
      const second = await ours.create();
      const { fingerprint } = on.candidateOf(first);
      const found = await on.life.create({ ...key(second), acknowledgedFingerprint: fingerprint });
      assert.equal(on.versionIn(found, "live"), first.outs["versionId"]);
      assert.match(
        on.world.told.at(-1) ?? "",
        /acknowledgedFingerprint SHA256:\S+ names no key that this stack made; version \S+, which it did not make, stays live$/,
      );
    });
  });
});
