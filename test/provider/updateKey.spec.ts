import * as assert from "node:assert/strict";
import { failure } from "../support/failure";
import { DAY, FakeWorld, HOUR } from "../support/fakeWorld";
import { assertNothingTold, KeyLife, labels, type InState, type Props } from "../support/keyLife";

const NAME = "partner/private.pem";
const OWNER = "project/stack/signer";
/** Written when the secret was made, and never again. */
const KIND = { "partner-keys:kind": "api-key" };

describe("updating a key in place", () => {
  let world: FakeWorld;
  let life: KeyLife;
  let key: InState;
  const given: Props = { description: "old", kmsKeyId: "alias/old", tags: { team: "a", cost: "1" } };
  beforeEach(async () => {
    world = new FakeWorld();
    life = new KeyLife(world, "ApiKey", { secretName: NAME, owner: OWNER, generate: {} });
    key = await life.create(given);
    world.store.calls.length = 0;
  });
  afterEach(() => assertNothingTold(world));
  const secret = async () => (await world.store.describe(NAME)) ?? assert.fail("the secret is gone");

  it("asks for nothing when nothing changed, without a call", async () => {
    assert.deepEqual(await life.diff(key, given), { changes: false, replaces: [], deleteBeforeReplace: false });
    assert.deepEqual(world.store.calls, []);
  });

  /** A change, the calls it costs, what the secret has afterwards. */
  const ROWS: readonly (readonly [string, Props, readonly string[], Props])[] = [
    ["the description", { description: "new" }, ["describe", "updateMetadata"], { description: "new" }],
    ["the description taken away", { description: undefined }, ["describe", "updateMetadata"], { description: "" }],
    ["the KMS key", { kmsKeyId: "alias/new" }, ["describe", "updateMetadata"], { kmsKeyId: "alias/new" }],
    [
      "the KMS key from an alias to an id",
      { kmsKeyId: "1234-abcd" },
      ["describe", "updateMetadata"],
      { kmsKeyId: "1234-abcd" },
    ],
    [
      "the KMS key from an alias to the same one written out, of another account perhaps",
      { kmsKeyId: "arn:aws:kms:us-east-1:999999999999:alias/old" },
      ["describe", "updateMetadata"],
      { kmsKeyId: "arn:aws:kms:us-east-1:999999999999:alias/old" },
    ],
    ["the KMS key taken away", { kmsKeyId: undefined }, ["describe", "updateMetadata"], { kmsKeyId: undefined }],
    [
      "description and KMS key together",
      { description: "new", kmsKeyId: "alias/new" },
      ["describe", "updateMetadata"],
      { description: "new", kmsKeyId: "alias/new" },
    ],
    [
      "a tag",
      { tags: { team: "b", cost: "1" } },
      ["describe", "tag"],
      { tags: { team: "b", cost: "1", "partner-keys:owner": OWNER, ...KIND } },
    ],
    [
      "a tag taken away",
      { tags: { team: "a" } },
      ["describe", "untag"],
      { tags: { team: "a", "partner-keys:owner": OWNER, ...KIND } },
    ],
    [
      "all tags taken away",
      { tags: undefined },
      ["describe", "untag"],
      { tags: { "partner-keys:owner": OWNER, ...KIND } },
    ],
    [
      "the owner (a renamed stack)",
      { owner: "project/renamed/signer" },
      ["describe", "tag"],
      { tags: { team: "a", cost: "1", "partner-keys:owner": "project/renamed/signer", ...KIND } },
    ],
    ["the recovery window", { recoveryWindowInDays: 7 }, [], {}],
    ["deletionProtection", { deletionProtection: true }, [], {}],
    ["rotateAfterDays", { rotateAfterDays: 90 }, [], {}],
    ["the environment", { environment: "sandbox" }, [], {}],
  ];
  for (const [what, change, calls, expected] of ROWS) {
    it(`changes ${what} with ${calls.length === 0 ? "no call" : calls.join(" and ")}, and keeps the key`, async () => {
      const versions = world.store.versionsOf(NAME);
      const later = new KeyLife(world, "ApiKey", { secretName: NAME, owner: OWNER, generate: {} });
      const updated = await later.update(key, { ...given, ...change });
      assert.deepEqual(world.store.calls, calls);
      const after: Props = { ...(await secret()) };
      for (const [name, value] of Object.entries(expected)) assert.deepEqual(after[name], value);
      assert.deepEqual(world.store.versionsOf(NAME), versions);
      for (const name of ["fingerprint", "secretArn", "versionId", "createdAt"])
        assert.equal(updated.outs[name], key.outs[name]);
      for (const [name, value] of Object.entries(change)) assert.deepEqual(updated.outs[name], value);
      assert.deepEqual((await later.diff(updated, { ...given, ...change })).changes, false, "settled after one update");
    });
  }

  it("changes the KMS key from its id to its ARN, which readers in another account need", async () => {
    const [id, arn] = ["1234-abcd", "arn:aws:kms:us-east-1:123456789012:key/1234-abcd"];
    const withId = await life.update(key, { ...given, kmsKeyId: id });
    const withArn = await life.update(withId, { ...given, kmsKeyId: arn });
    assert.equal((await secret()).kmsKeyId, arn);
    assert.equal((await life.diff(withArn, { ...given, kmsKeyId: arn })).changes, false);
  });

  it("leaves tags of others alone", async () => {
    await world.store.tag(String(key.outs["secretArn"]), { organisation: "x" });
    await life.update(key, { ...given, tags: {} });
    assert.deepEqual((await secret()).tags, { organisation: "x", "partner-keys:owner": OWNER, ...KIND });
  });

  it("keeps a changed publishAs for the next key: this one was published as it was", async () => {
    assert.equal((await life.diff(key, { ...given, publishAs: "pending" })).changes, false);
    const updated = await life.update(key, { ...given, publishAs: "pending", description: "new" });
    assert.equal(updated.outs["publishAs"], undefined);
    assert.deepEqual(Object.values(await labels(world, NAME)), [["AWSCURRENT"]]);
    const refreshed = await life.refresh(updated);
    assert.equal(refreshed?.outs["drift"], "");
  });

  it("keeps a pending key pending through an update that says current", async () => {
    const pending = await life.create({ ...given, publishAs: "pending" });
    const before = await labels(world, NAME);
    const updated = await life.update(pending, { ...given, description: "new", publishAs: "current" });
    assert.equal(updated.outs["publishAs"], "pending");
    assert.deepEqual(await labels(world, NAME), before);
    assert.equal((await life.refresh(updated))?.outs["drift"], "");
  });

  it("of a secret that is gone says what to do", async () => {
    world.advance(HOUR);
    await world.store.delete(String(key.outs["secretArn"]), 0);
    const message = /^updating secret arn:\S+: it does not exist any more; run pulumi refresh, then pulumi up$/;
    await failure(life.update(key, { ...given, description: "new" }), "ERR_SECRET_NOT_FOUND", message);
  });

  it("of a borrowed secret that its owner scheduled for deletion stops, and does not restore it", async () => {
    await world.store.create({ name: "theirs", value: "placeholder-of-theirs", token: "f".repeat(36), tags: {} });
    const borrowed = { secretName: undefined, secretId: "theirs" };
    const added = await life.create(borrowed);
    await world.store.delete(String(added.outs["secretArn"]), 30);
    const drifted = (await life.refresh(added)) ?? assert.fail("gone");
    await failure(
      life.update(drifted, borrowed),
      "ERR_SECRET_SCHEDULED_FOR_DELETION",
      /its owner scheduled it for deletion on 2030-\S+Z; restore it there, or choose another secretId$/,
    );
    assert.ok((await world.store.describe("theirs"))?.scheduledForDeletion);
  });

  it("falls due to the millisecond, and then asks for a new key", async () => {
    const rotating = await life.update(key, { ...given, rotateAfterDays: 1 });
    world.advance(DAY - 1);
    assert.deepEqual((await life.diff(rotating, { ...given, rotateAfterDays: 1 })).replaces, []);
    world.advance(1);
    assert.deepEqual((await life.diff(rotating, { ...given, rotateAfterDays: 1 })).replaces, ["rotateAfterDays"]);
  });

  it("keeps the region of the state, whatever the environment says now", async () => {
    world.environment["AWS_REGION"] = "eu-west-1";
    assert.equal((await life.diff(key, given)).changes, false);
  });
});
