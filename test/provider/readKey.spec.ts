import * as assert from "node:assert/strict";
import { PartnerKeysError } from "../../resources/errors";
import { failure } from "../support/failure";
import { FakeWorld, HOUR } from "../support/fakeWorld";
import { assertNothingTold, KeyLife, labels, type InState } from "../support/keyLife";

const NAME = "partner/private.pem";
const OWNER = "project/stack/signer";
const FOREIGN = "f".repeat(36);

describe("refreshing a key", () => {
  let world: FakeWorld;
  let life: KeyLife;
  let key: InState;
  let arn: string;
  let version: string;
  beforeEach(async () => {
    world = new FakeWorld();
    life = new KeyLife(world, "ApiKey", {
      secretName: NAME,
      owner: OWNER,
      generate: {},
      tags: { team: "a" },
      description: "d",
    });
    key = await life.create();
    [arn, version] = [String(key.outs["secretArn"]), String(key.outs["versionId"])];
    world.store.calls.length = 0;
  });
  afterEach(() => assertNothingTold(world));
  const drift = async () => (await life.refresh(key))?.outs["drift"];

  it("changes nothing when nothing changed", async () => {
    assert.deepEqual(await life.refresh(key), key);
    assert.deepEqual(world.store.calls, ["describe"]);
  });

  it("finds a secret gone that was deleted", async () => {
    world.advance(HOUR);
    await world.store.delete(arn, 0);
    assert.equal(await life.refresh(key), undefined);
    assert.deepEqual(world.waits, [1_000, 2_000]);
  });

  it("finds a version gone that AWS discarded", async () => {
    await life.create();
    world.advance(HOUR);
    world.store.prune(arn, version);
    assert.equal(await life.refresh(key), undefined);
  });

  it("keeps a version that has no label any more", async () => {
    await life.create();
    await life.create();
    assert.equal((await labels(world, NAME))[version], undefined);
    assert.match(String(await drift()), /^AWSCURRENT is on version/);
  });

  it("fails when it may not look, instead of taking the key for gone", async () => {
    world.store.beforeNext("describe", () => {
      throw new PartnerKeysError("ERR_STORE_DENIED", "reading the description: denied");
    });
    const error = await failure(life.refresh(key), "ERR_STORE_DENIED", /^reading the description: denied$/);
    assert.equal(error.stack, "", "the engine's host would print it");
  });

  it("reports a scheduled deletion, and the next up restores the same key", async () => {
    await world.store.delete(arn, 30);
    const drifted = (await life.refresh(key)) ?? assert.fail("taken for gone");
    assert.equal(
      drifted.outs["drift"],
      "the secret is scheduled for deletion on 2030-01-31T00:00:00.000Z, the same key will be restored",
    );
    assert.deepEqual(await life.diff(drifted), { changes: true, replaces: [], deleteBeforeReplace: false });
    const repaired = await life.update(drifted);
    assert.deepEqual(repaired, key);
    assert.equal((await world.store.describe(NAME))?.scheduledForDeletion, undefined);
    assert.deepEqual(await labels(world, NAME), { [version]: ["AWSCURRENT"] });
    const plan = `${String(key.outs["owner"])}: drift, put back by up: ${drifted.outs["drift"]}`;
    const restored = `secret ${NAME} was scheduled for deletion: restored with the same key`;
    assert.deepEqual([...new Set(world.toldOfSecrets)], [plan, restored], "the preview says what up will do");
  });

  it("reports AWSCURRENT on a version that is no newer than ours, and the next up moves it back", async () => {
    await world.store.put({ secretId: arn, value: "somebody-elses-value", token: FOREIGN, stages: ["AWSCURRENT"] });
    const drifted = (await life.refresh(key)) ?? assert.fail("taken for gone");
    assert.equal(drifted.outs["drift"], `AWSCURRENT is on version ${FOREIGN} instead of ${version}`);
    assert.deepEqual(await life.update(drifted), key);
    assert.deepEqual(await labels(world, NAME), { [version]: ["AWSCURRENT"], [FOREIGN]: ["AWSPREVIOUS"] });
    const plan = `${String(key.outs["owner"])}: drift, put back by up: ${drifted.outs["drift"]}`;
    const moved = `secret ${NAME}: AWSCURRENT moved back from version ${FOREIGN} to ${version}`;
    assert.deepEqual(world.toldOfSecrets, [plan, moved], "the preview says what up will do");
  });

  it("moves the label back to a version that AWS tells a moment late", async () => {
    await world.store.put({ secretId: arn, value: "somebody-elses-value", token: FOREIGN, stages: ["AWSCURRENT"] });
    const drifted = (await life.refresh(key)) ?? assert.fail("taken for gone");
    world.store.beforeNext("moveStage", () => world.store.tellLate(1));
    assert.deepEqual(await life.update(drifted), key);
    assert.deepEqual(world.waits, [1_000]);
  });

  it("forces nothing when the label moves once more while it is put back", async () => {
    await world.store.put({ secretId: arn, value: "somebody-elses-value", token: FOREIGN, stages: ["AWSCURRENT"] });
    const drifted = (await life.refresh(key)) ?? assert.fail("taken for gone");
    const other = "e".repeat(36);
    world.store.beforeNext("moveStage", () => {
      void world.store.put({ secretId: arn, value: "another-strangers-value", token: other, stages: ["AWSCURRENT"] });
    });
    await failure(life.update(drifted), "ERR_LABEL_MOVED");
    assert.deepEqual((await labels(world, NAME))[other], ["AWSCURRENT"]);
  });

  it("reports a moved label of a pending key as nobody's business of the key", async () => {
    const pending = await life.create({ publishAs: "pending" });
    await world.store.put({ secretId: arn, value: "somebody-elses-value", token: FOREIGN, stages: ["AWSCURRENT"] });
    assert.equal((await life.refresh(pending))?.outs["drift"], "");
  });

  const edits: readonly (readonly [string, () => Promise<void>, string])[] = [
    ["a description", () => world.store.updateMetadata(arn, { description: "edited" }), "the description was edited"],
    ["a KMS key", () => world.store.updateMetadata(arn, { kmsKeyId: "alias/other" }), "the KMS key is alias/other"],
    ["a tag", () => world.store.tag(arn, { team: "b" }), "tags were edited (team)"],
    ["the owner tag", () => world.store.untag(arn, ["partner-keys:owner"]), "tags were edited (partner-keys:owner)"],
  ];
  for (const [what, edit, expected] of edits) {
    it(`reports ${what} that was edited, and the next up puts it back`, async () => {
      const before = await world.store.describe(NAME);
      await edit();
      const drifted = (await life.refresh(key)) ?? assert.fail("taken for gone");
      assert.equal(drifted.outs["drift"], expected);
      assert.deepEqual(await life.update(drifted), key);
      assert.deepEqual(await world.store.describe(NAME), before);
    });
  }

  it("does not mind a tag that others added", async () => {
    await world.store.tag(arn, { organisation: "x" });
    assert.equal(await drift(), "");
  });

  it("names everything that differs in one sentence", async () => {
    await world.store.updateMetadata(arn, { description: "edited" });
    await world.store.tag(arn, { team: "b" });
    assert.equal(await drift(), "the description was edited, tags were edited (team)");
  });

  it("of a borrowed secret looks at labels only", async () => {
    await world.store.create({
      name: "theirs",
      value: "placeholder-of-theirs",
      token: FOREIGN,
      tags: {},
      description: "x",
    });
    const borrowed = new KeyLife(world, "ApiKey", { secretId: "theirs", owner: OWNER, generate: {} });
    assert.equal((await borrowed.refresh(await borrowed.create()))?.outs["drift"], "");
  });
});
