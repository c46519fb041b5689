import * as assert from "node:assert/strict";
import { shortFingerprint } from "../../resources/partners/shortFingerprint";
import { ActivatedKey, type Candidate } from "../support/activatedKey";
import { failure } from "../support/failure";
import { HOUR } from "../support/fakeWorld";
import { assertNothingTold, labels } from "../support/keyLife";

const LATEST = "partner-keys-latest";

describe("activating a key", () => {
  let on: ActivatedKey;
  beforeEach(async () => {
    on = await ActivatedKey.start();
  });
  afterEach(() => assertNothingTold(on.world));

  it("puts the very first version live at once, without moving a label", async () => {
    assert.equal(on.live.id, "project/stack/live");
    on.assertKeys(on.live, [on.A]);
    assert.deepEqual(on.live.outs["live"], on.A);
    assert.equal(on.live.outs["promotedAt"], "2030-01-01T00:00:00.000Z");
    assert.equal(on.live.outs["drift"], "");
    assert.deepEqual(await labels(on.world, on.arn), { [on.A.versionId]: ["AWSCURRENT"] });
  });

  it("without a change asks for nothing and makes no call", async () => {
    on.world.told.length = 0;
    assert.equal((await on.life.diff(on.live, on.ask(on.A))).changes, false);
    assert.equal((await on.life.diff(on.live, on.ask(on.A, { mode: "acknowledged" }))).changes, false);
    assert.deepEqual([on.world.store.calls, on.world.told], [[], []]);
  });

  it("moves nothing for a new key that nobody acknowledged", async () => {
    const B = await on.newKey();
    const waiting = await on.life.update(on.live, on.ask(B));
    on.assertKeys(waiting, [on.A, B]);
    assert.deepEqual(await labels(on.world, on.arn), {
      [on.A.versionId]: ["AWSCURRENT"],
      [B.versionId]: ["AWSPENDING", LATEST],
    });
    assert.equal(waiting.outs["promotedAt"], on.live.outs["promotedAt"]);
  });

  for (const form of ["full", "short"]) {
    it(`puts the pending key live when its ${form} fingerprint is acknowledged`, async () => {
      const B = await on.newKey();
      const waiting = await on.life.update(on.live, on.ask(B));
      on.world.advance(HOUR);
      const acknowledgedFingerprint = form === "full" ? B.fingerprint : shortFingerprint(B.publicKeyPem);
      const promoted = await on.life.update(waiting, on.ask(B, { acknowledgedFingerprint }));
      on.assertKeys(promoted, [B, undefined, on.A]);
      assert.equal(promoted.outs["promotedAt"], "2030-01-01T01:00:00.000Z");
      assert.deepEqual(await labels(on.world, on.arn), {
        [on.A.versionId]: ["AWSPREVIOUS"],
        [B.versionId]: ["AWSCURRENT", LATEST],
      });
      assert.equal(await on.recorded(), B.versionId);
    });
  }

  it("says in the preview what goes live", async () => {
    const B = await on.newKey();
    const name = (key: Candidate) => key.fingerprint;
    on.world.told.length = 0;
    await on.life.diff(on.live, on.ask(B));
    await on.life.diff(on.live, on.acknowledge(B, B));
    assert.deepEqual(on.world.told, [
      `project/stack/live: ${name(on.A)} stays live; ${name(B)} is pending until it is acknowledged`,
      `project/stack/live: ${name(B)} goes live; ${name(on.A)} becomes the previous key`,
    ]);
  });

  it("refuses an acknowledgement of an unknown key in the preview and in the update, and moves nothing", async () => {
    const B = await on.newKey();
    const unknown = on.ask(B, { acknowledgedFingerprint: `SHA256:${"A".repeat(43)}=` });
    const before = await labels(on.world, on.arn);
    for (const attempt of [() => on.life.diff(on.live, unknown), () => on.updateUnseen(on.live, unknown)]) {
      const error = await failure(attempt, "ERR_UNKNOWN_FINGERPRINT", /names no key of this secret, nothing was moved/);
      assert.ok([on.A, B].every(({ fingerprint }) => error.message.includes(fingerprint)));
    }
    assert.deepEqual(await labels(on.world, on.arn), before);
  });

  describe("in immediate mode", () => {
    const immediate = { mode: "immediate" };

    it("puts a new key live in the same up", async () => {
      const B = await on.newKey();
      const promoted = await on.life.update(on.live, on.ask(B, immediate));
      on.assertKeys(promoted, [B, undefined, on.A]);
      assert.deepEqual(await labels(on.world, on.arn), {
        [on.A.versionId]: ["AWSPREVIOUS"],
        [B.versionId]: ["AWSCURRENT", LATEST],
      });
    });

    it("gives a renamed secret over at once", async () => {
      const moved = on.candidateOf(await on.keys.create({ secretName: "renamed" }));
      const secretArn = (await on.world.store.describe("renamed"))?.arn;
      on.assertKeys(await on.life.update(on.live, { ...on.ask(moved, immediate), secretArn }), [moved]);
    });
  });

  it("forces nothing when a label moves between the look and the move", async () => {
    const B = await on.newKey();
    on.world.store.beforeNext("moveStage", () => void on.foreignVersion());
    await failure(on.life.update(on.live, on.acknowledge(B, B)), "ERR_LABEL_MOVED");
    assert.deepEqual((await labels(on.world, on.arn))["f".repeat(36)], ["AWSCURRENT"]);
    assert.deepEqual((await labels(on.world, on.arn))[B.versionId], ["AWSPENDING", LATEST]);
  });

  it("finishes after a kill between any two calls", async () => {
    const B = await on.newKey();
    for (const operation of ["moveStage", "tag"] as const) {
      on.world.store.beforeNext(operation, () => {
        throw new Error("killed");
      });
      await assert.rejects(on.life.update(on.live, on.acknowledge(B, B)), /^Error: killed$/);
    }
    on.assertKeys(await on.life.update(on.live, on.acknowledge(B, B)), [B, undefined, on.A]);
    assert.deepEqual(await labels(on.world, on.arn), {
      [on.A.versionId]: ["AWSPREVIOUS"],
      [B.versionId]: ["AWSCURRENT", LATEST],
    });
    assert.equal(await on.recorded(), B.versionId);
  });

  it("refuses a candidate that is not a version of the secret", async () => {
    const other = on.candidateOf(await on.keys.create({ secretName: "other" }));
    const foreign = { ...other, versionId: "9".repeat(36) };
    for (const attempt of [
      () => on.life.create(on.ask(foreign)),
      () => on.life.update(on.live, on.acknowledge(foreign, foreign)),
    ]) {
      await failure(
        attempt,
        "ERR_INVALID_INPUT",
        /candidate\.versionId 9{36} is not a version of this secret, nothing was moved; give secretArn and candidate from the same key resource, or, where AWS discarded the version, run pulumi refresh, then pulumi up$/,
      );
    }
  });

  it("brings back a secret of this stack that is scheduled for deletion, with the same key", async () => {
    await on.world.store.delete(on.arn, 30);
    const { outs } = await on.life.create(on.ask(on.A));
    assert.deepEqual(outs["live"], on.A);
    assert.equal((await on.world.store.describe(on.arn))?.scheduledForDeletion, undefined);
    assert.match(on.world.told.at(-2) ?? "", /was scheduled for deletion: restored with the same key$/);
    assert.match(
      on.world.told.at(-1) ?? "",
      /^upload the live key of partner\/private\.pem to the partner, unless it has it: /,
    );
  });

  it("of a secret that is gone, or that its owner scheduled for deletion, says what to do", async () => {
    await on.world.store.tag(on.arn, { "partner-keys:owner": "other/stack/signer" });
    await on.world.store.delete(on.arn, 30);
    await failure(
      on.life.create(on.ask(on.A)),
      "ERR_SECRET_SCHEDULED_FOR_DELETION",
      /its owner scheduled it for deletion on 2030-\S+Z; restore it there, then run pulumi up$/,
    );
    assert.equal((await on.life.refresh(on.live))?.outs["drift"], "", "the key resource reports and undoes it");
    on.world.advance(HOUR);
    await on.world.store.delete(on.arn, 0);
    await failure(
      on.life.create(on.ask(on.A)),
      "ERR_SECRET_NOT_FOUND",
      /it does not exist; run pulumi refresh, then pulumi up$/,
    );
    assert.equal(await on.life.refresh(on.live), undefined);
  });

  it("writes no tag on a borrowed secret", async () => {
    await on.world.store.create({ name: "theirs", value: "placeholder-of-theirs", token: "f".repeat(36), tags: {} });
    const borrowed = await on.keys.create({ secretName: undefined, secretId: "theirs" });
    const candidate = on.candidateOf(borrowed);
    const state = await on.life.create({
      ...on.acknowledge(candidate, candidate),
      secretArn: borrowed.outs["secretArn"],
    });
    assert.equal(on.versionIn(state, "live"), candidate.versionId);
    assert.deepEqual((await on.world.store.describe("theirs"))?.tags, {});
  });

  it("leaves labels and secret where they are when it is deleted itself", async () => {
    const before = await on.world.store.describe(on.arn);
    await on.life.delete(on.live);
    assert.deepEqual(await on.world.store.describe(on.arn), before);
  });
});
