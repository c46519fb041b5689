import * as assert from "node:assert/strict";
import { FakeWorld } from "../support/fakeWorld";
import { failure } from "../support/failure";
import { assertNothingTold, KeyLife, type InState, WHOSE_IT_MAY_BE } from "../support/keyLife";

const NAME = "partner/apikey";
const rotation = (r: string) => ({ keepers: { r } });

/** As the engine replaces: it asks `diff`, then creates the new one, all in one run. */
describe("replacing a key in its secret", () => {
  let world: FakeWorld;
  beforeEach(() => {
    world = new FakeWorld();
  });
  afterEach(() => assertNothingTold(world));
  const run = (owner = "project/stack/api") => new KeyLife(world, "ApiKey", { secretName: NAME, owner, generate: {} });
  const secret = async () => (await world.store.describe(NAME)) ?? assert.fail("gone");

  it("after a stack was renamed retags it, and is not taken for somebody else", async () => {
    const old = await run("project/old/api").create(rotation("1"));
    const renamed = run("project/new/api");
    await renamed.diff(old, rotation("2"));
    const next = await renamed.create(rotation("2"));
    assert.equal(next.outs["secretArn"], old.outs["secretArn"]);
    assert.equal((await secret()).tags["partner-keys:owner"], "project/new/api");
  });

  it("applies a KMS key and tags that change in the same run", async () => {
    const old = await run().create({ ...rotation("1"), kmsKeyId: "1234", tags: { team: "a", old: "x" } });
    const news = { ...rotation("2"), kmsKeyId: "alias/new", tags: { team: "a" } };
    const later = run();
    await later.diff(old, news);
    const next = await later.create(news);
    const { kmsKeyId, tags } = await secret();
    assert.deepEqual([kmsKeyId, tags["team"], tags["old"]], ["alias/new", "a", undefined]);
    assert.equal((await run().refresh(next))?.outs["drift"], "");
  });

  it("asks nothing more when the old resource goes; what Pulumi calls a deletion is explained once", async () => {
    const old = await run().create(rotation("1"));
    const later = run();
    world.store.calls.splice(0);
    await later.diff(old, rotation("2"));
    await later.create(rotation("2"));
    await later.delete(old);
    assert.deepEqual(world.store.calls, ["describe", "put"]);
    assert.deepEqual(world.toldOfSecrets, [
      'project/stack/api: a new version is added to the secret and the old one stays; "delete original" is Pulumi\'s name for giving up the resource',
    ]);
  });

  for (const [region, partition] of [
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ] as const) {
    it(`is done in ${region} as anywhere, on the ARN of its partition, and so is what comes before and after`, async () => {
      world.environment["AWS_REGION"] = region;
      const old = await run().create(rotation("1"));
      const arn = String(old.outs["secretArn"]);
      assert.match(arn, new RegExp(`^arn:${partition}:secretsmanager:${region}:`));
      const later = run();
      await later.diff(old, rotation("2"));
      const next = await later.create(rotation("2"));
      assert.equal(next.outs["secretArn"], arn);
      await later.delete(old);
      assert.equal((await run().refresh(next))?.outs["drift"], "");
      await run().delete(next);
      assert.ok((await world.storeOf(region).describe(arn))?.scheduledForDeletion, "scheduled for deletion");
    });
  }

  it("without a look at the old one, as a forced replace does, goes by name and says so", async () => {
    const old = await run().create();
    const next = await run().create();
    assert.equal(next.outs["secretArn"], old.outs["secretArn"]);
    assert.deepEqual(world.toldOfSecrets, [
      `secret ${NAME} exists and is ours: it got a new version; ${WHOSE_IT_MAY_BE}`,
    ]);
  });
});

/** `replacementTrigger` and `replaceWith`: check with the old inputs, check without, create; no diff. */
describe("replacing a key without a diff", () => {
  let world: FakeWorld;
  beforeEach(() => {
    world = new FakeWorld();
  });
  afterEach(() => assertNothingTold(world));
  const run = (more = {}) =>
    new KeyLife(world, "ApiKey", { secretName: NAME, owner: "project/stack/api", generate: {}, ...more });
  async function forced(former: InState, life = run()): Promise<InState> {
    await life.checked(former.outs, {});
    return life.create();
  }

  it("goes to the secret that state knows, and makes none", async () => {
    const former = await run().create();
    world.store.calls.splice(0);
    assert.equal((await forced(former)).outs["secretArn"], former.outs["secretArn"]);
    assert.deepEqual(world.store.calls, ["describe", "put"]);
    assert.deepEqual(world.toldOfSecrets, []);
  });

  it("is refused where the credentials find no such secret: it may be another account", async () => {
    const former = await run().create();
    const elsewhere = new FakeWorld();
    const life = new KeyLife(elsewhere, "ApiKey", { secretName: NAME, owner: "project/stack/api", generate: {} });
    await failure(
      forced(former, life),
      "ERR_SECRET_NOT_FOUND",
      /^replacing the key in secret partner\/apikey: state knows that secret, and these credentials find none of that name; nothing was made; use the credentials of its account; where somebody deleted it, run pulumi refresh/,
    );
    assert.deepEqual([...new Set(elsewhere.store.calls)], ["describe"]);
  });

  it("makes a secret where the name changes too, and where the old one was deleted before", async () => {
    const former = await run().create();
    assert.notEqual(
      (await forced(former, run({ secretName: "partner/other" }))).outs["secretArn"],
      former.outs["secretArn"],
    );
    const life = run({ recoveryWindowInDays: 0 });
    await life.checked(former.outs, {});
    await life.delete({ ...former, outs: { ...former.outs, recoveryWindowInDays: 0 } });
    await life.checked({}, {});
    assert.ok((await life.create()).outs["secretArn"]);
  });
});

describe("replacing a key in a secret of somebody else", () => {
  it("goes by the ARN in state, not to a secret of that name in another account", async () => {
    const world = new FakeWorld();
    const theirs = await world.store.create({ name: NAME, value: "theirs", token: "t".repeat(36), tags: {} });
    assert.ok("arn" in theirs);
    const base = { secretId: NAME, owner: "project/stack/api", generate: {} };
    const former = await new KeyLife(world, "ApiKey", base).create(rotation("1"));
    const elsewhere = new FakeWorld();
    await elsewhere.store.create({ name: "another", value: "first", token: "f".repeat(36), tags: {} });
    await elsewhere.store.create({ name: NAME, value: "of another account", token: "u".repeat(36), tags: {} });
    const life = new KeyLife(elsewhere, "ApiKey", base);
    await life.diff(former, rotation("2"));
    await assert.rejects(life.create(rotation("2")));
    assert.equal(Object.keys((await elsewhere.store.describe(NAME))?.stages ?? {}).length, 1);
  });
});

describe("a secret that another stack adopted", () => {
  let world: FakeWorld;
  beforeEach(() => {
    world = new FakeWorld();
  });
  const ours = () => new KeyLife(world, "ApiKey", { secretName: NAME, owner: "project/a/api", generate: {} });
  const theirs = () =>
    new KeyLife(world, "ApiKey", { secretName: NAME, owner: "project/b/api", generate: {}, adopt: true });
  const TAKEN =
    /updating secret \S+: project\/b\/api took it over and added a version, nothing was changed; take the resource out of the program \(the secret stays, and so does the live key of its new owner\); docs\/refactor\.md has how/;

  for (const [what, change] of [
    ["found by refresh", {}],
    ["while an input changes", { description: "new" }],
  ] as const) {
    it(`is not taken back: ${what}`, async () => {
      const former = await ours().create();
      await theirs().create();
      const before = await world.store.describe(NAME);
      const state = what === "found by refresh" ? ((await ours().refresh(former)) ?? assert.fail("gone")) : former;
      await assert.rejects(ours().update(state, change), TAKEN);
      assert.deepEqual(await world.store.describe(NAME), before);
    });
  }

  it("an owner tag that was only edited is put back", async () => {
    const key = await ours().create();
    await world.store.tag(String(key.outs["secretArn"]), { "partner-keys:owner": "project/b/api" });
    await ours().update((await ours().refresh(key)) ?? assert.fail("gone"));
    assert.equal((await world.store.describe(NAME))?.tags["partner-keys:owner"], "project/a/api");
  });
});
