import * as assert from "node:assert/strict";
import { PartnerKeysError } from "../../resources/errors";
import { failure } from "../support/failure";
import { DAY, FakeWorld, HOUR } from "../support/fakeWorld";
import { assertNothingTold, KeyLife, type InState, type Props } from "../support/keyLife";

const NAME = "partner/private.pem";
const OWNER = "project/stack/signer";

describe("deleting a key", () => {
  let world: FakeWorld;
  let life: KeyLife;
  beforeEach(() => {
    world = new FakeWorld();
    life = new KeyLife(world, "ApiKey", { secretName: NAME, owner: OWNER, generate: {} });
  });
  afterEach(() => assertNothingTold(world));
  const scheduled = async () => (await world.store.describe(NAME))?.scheduledForDeletion;
  const arnOf = (key: InState) => String(key.outs["secretArn"]);
  const versionOf = (key: InState) => String(key.outs["versionId"]);
  const anotherRun = () => new KeyLife(world, "ApiKey", { secretName: NAME, owner: OWNER, generate: {} });

  for (const publishAs of ["current", "pending"]) {
    it(`deletes the secret of its only version (${publishAs})`, async () => {
      const key = await life.create({ publishAs });
      await life.delete(key);
      const date = new Date(world.now().getTime() + 30 * DAY);
      assert.deepEqual(await scheduled(), date);
      assert.deepEqual(world.toldOfSecrets, [`secret ${NAME} can be restored until ${date.toISOString()}`]);
    });

    it(`deletes the secret with its newest version (${publishAs})`, async () => {
      await life.create({ publishAs });
      await life.delete(await life.create({ publishAs }));
      assert.ok(await scheduled());
    });

    it(`leaves the secret when the version was superseded (${publishAs}), and says so where another run does`, async () => {
      const [first, second] = [await life.create({ publishAs }), await life.create({ publishAs })];
      world.told.length = 0;
      await life.delete(first);
      assert.equal(await scheduled(), undefined);
      assert.deepEqual(world.store.versionsOf(NAME).length, 2);
      assert.deepEqual(world.told, []);
      // Another run (a destroy, say) knows of no resource that stands for the newer version
      await anotherRun().delete(first);
      assert.deepEqual(world.told.splice(0), [
        `secret ${NAME} stays: version ${versionOf(first)} was superseded by ${versionOf(second)}; this run does not manage that one: if nothing uses it any more, remove it with aws secretsmanager delete-secret --secret-id ${arnOf(first)}`,
      ]);
      // The up after a killed rotation asks for the diff of the new key before it deletes the old one
      const next = anotherRun();
      await next.diff(second, { publishAs });
      await next.delete(first);
      assert.deepEqual(world.told, []);
    });
  }

  it("deletes the newest version's secret also after a roll-back made an older one live", async () => {
    const [first, second] = [await life.create(), await life.create()];
    const [to, from] = [String(first.outs["versionId"]), String(second.outs["versionId"])];
    await world.store.moveStage({ arn: arnOf(first), stage: "AWSCURRENT", to, from });
    await life.delete(first);
    assert.equal(await scheduled(), undefined);
    await life.delete(second);
    assert.ok(await scheduled());
  });

  for (const secretName of [NAME, "moved/private.pem"]) {
    it(`before its successor is made leaves the secret alone (${secretName}): deleteBeforeReplace`, async () => {
      const key = await life.create({ deletionProtection: secretName === NAME });
      const run = anotherRun();
      const news = { secretName, keepers: { r: "2" } };
      assert.ok((await run.diff(key, news)).replaces?.includes("keepers"));
      world.told.length = 0;
      await run.delete(key);
      assert.equal(await scheduled(), undefined);
      assert.equal(world.told.length, 1);
      assert.match(
        world.told[0] ?? "",
        secretName === NAME
          ? /^secret \S+ stays for the key that replaces version \S+$/
          : /^secret \S+ stays: its key was to be deleted before the one that replaces it is made in another secret; if nothing uses it any more, remove it with aws secretsmanager delete-secret --secret-id arn:/,
      );
      const next = await run.create(news);
      assert.equal(next.outs["secretArn"] === key.outs["secretArn"], secretName === NAME);
    });
  }

  describe("of a key that moved to another secret", () => {
    const moved = { publishAs: "pending", secretName: "moved/private.pem" };
    const activation = { owner: "project/stack/live" };

    it("leaves the old secret when no Activation went over: pulumi up --target", async () => {
      const key = await life.create({ publishAs: "pending" });
      const run = anotherRun();
      await run.diff(key, moved);
      await run.create(moved);
      await run.delete(key);
      assert.equal(await scheduled(), undefined);
      assert.match(
        world.told.at(-1) ?? "",
        /^secret partner\/private\.pem stays: no Activation went over to arn:\S+:secret:moved\/private\.pem-\S+ in this run, so its key may be live; if nothing uses it any more, remove it with aws secretsmanager delete-secret --secret-id arn:\S+:secret:partner\/private\.pem-\S+$/,
      );
    });

    for (const way of ["in the same run", "in an earlier run that was killed"]) {
      it(`deletes the old secret once the Activation went over ${way}`, async () => {
        const key = await life.create({ publishAs: "pending" });
        const run = anotherRun();
        await run.diff(key, moved);
        const next = await run.create(moved);
        const candidate = { versionId: next.outs["versionId"], fingerprint: next.outs["fingerprint"] };
        const news = { ...activation, secretArn: next.outs["secretArn"], candidate };
        const active = await run.beside("Activation", activation).create(news);
        const last = way === "in the same run" ? run : anotherRun();
        if (last !== run) {
          await last.diff(next, moved);
          await last.beside("Activation", activation).diff(active, news);
        }
        await last.delete(key);
        assert.ok(await scheduled());
      });
    }
  });

  it("leaves a secret that was handed over to secretId, also when the delete comes in another run", async () => {
    const first = await life.create();
    const [old, borrowed] = [await life.create(), { secretName: undefined, secretId: NAME }];
    const run = anotherRun();
    await run.diff(old, borrowed);
    const next = await run.create(borrowed);
    for (const deleting of [run, anotherRun()]) {
      world.told.length = 0;
      await deleting.delete(old);
      assert.equal(await scheduled(), undefined);
    }
    assert.match(world.told[0] ?? "", new RegExp(`${versionOf(old)} was superseded by ${versionOf(next)}`));
    assert.notEqual(versionOf(first), versionOf(next));
  });

  it("after a refresh that found it due is a plain delete: nothing replaces it in this run", async () => {
    const key = await life.create({ rotateAfterDays: 1 });
    world.advance(2 * DAY);
    const run = anotherRun();
    const found = (await run.refresh(key)) ?? assert.fail("gone");
    await run.diff(found, { rotateAfterDays: 1 }); // the engine's own, to show what the refresh found
    await run.delete(found);
    assert.ok(await scheduled());
  });

  it("of a protected key that moved leaves the secret with a word: nothing can take the protection off any more", async () => {
    const key = await life.create({ deletionProtection: true });
    const run = anotherRun();
    await run.create({ secretName: "moved/apikey", deletionProtection: true }); // a forced replace asks no diff
    world.told.length = 0;
    await run.delete(key);
    assert.equal(await scheduled(), undefined);
    assert.match(
      world.told[0] ?? "",
      /stays: its key moved to arn:\S+:secret:moved\/apikey-\S+, and deletionProtection was on; if nothing uses it any more, remove it with/,
    );
  });

  it("in another account than its successor's says so, and does not fail for ever", async () => {
    const key = await life.create();
    const elsewhere = { ...key, outs: { ...key.outs, secretArn: arnOf(key).replace("123456789012", "999999999999") } };
    const denied = () => {
      throw new PartnerKeysError("ERR_STORE_DENIED", "reading: denied; ask");
    };
    world.store.beforeNext("describe", denied);
    await failure(anotherRun().delete(elsewhere), "ERR_STORE_DENIED");
    const run = anotherRun();
    await run.diff(key);
    world.told.length = 0;
    world.store.beforeNext("describe", denied);
    await run.delete(elsewhere);
    assert.match(
      world.told[0] ?? "",
      /^secret arn:\S+:999999999999:\S+ stays: it is in another account; if nothing uses it/,
    );
  });

  it("is not put off by what AWS tells a moment late", async () => {
    const key = await life.create();
    world.store.tellLate(2);
    await life.delete(key);
    assert.ok(await scheduled());
  });

  const windows: readonly (readonly [Props, number])[] = [
    [{}, 30],
    [{ recoveryWindowInDays: 7 }, 7],
  ];
  for (const [inputs, days] of windows) {
    it(`with ${JSON.stringify(inputs)} leaves ${days} days to restore it`, async () => {
      await life.delete(await life.create(inputs));
      assert.deepEqual(await scheduled(), new Date(world.now().getTime() + days * DAY));
    });
  }

  it("with recoveryWindowInDays 0 is for ever", async () => {
    await life.delete(await life.create({ recoveryWindowInDays: 0 }));
    assert.equal(await world.store.describe(NAME), undefined);
  });

  it("is refused by deletionProtection, and nothing is deleted", async () => {
    const key = await life.create({ deletionProtection: true });
    const error = await failure(
      life.delete(key),
      "ERR_DELETION_PROTECTED",
      /^deleting secret partner\/private\.pem: deletionProtection is on, nothing was deleted; to delete it, set deletionProtection to false \(put its code back where that is gone\), run pulumi up, then delete it; to keep the secret and forget its key, take the commands of docs\/remove\.md$/,
    );
    assertNothingTold(world, error);
    assert.equal(await scheduled(), undefined);
  });

  it("of a superseded version is not refused by deletionProtection: rotation goes on", async () => {
    const first = await life.create({ deletionProtection: true });
    await life.create({ deletionProtection: true });
    await life.delete(first);
    assert.equal(await scheduled(), undefined);
  });

  it("leaves a secret that belongs to somebody else by now", async () => {
    const key = await life.create();
    await world.store.tag(arnOf(key), { "partner-keys:owner": "other/stack/x" });
    await life.delete(key);
    assert.equal(await scheduled(), undefined);
    assert.deepEqual(world.toldOfSecrets, [`secret ${NAME} stays: it now belongs to other/stack/x`]);
  });

  it("leaves a borrowed secret", async () => {
    await world.store.create({ name: "theirs", value: "placeholder-of-theirs", token: "f".repeat(36), tags: {} });
    const key = await life.create({ secretName: undefined, secretId: "theirs" });
    await life.delete(key);
    assert.equal((await world.store.describe("theirs"))?.scheduledForDeletion, undefined);
    assert.equal(world.store.versionsOf("theirs").length, 2);
    assert.deepEqual(world.toldOfSecrets, [`secret ${arnOf(key)} is not ours: it and its versions stay`]);
  });

  it("opens no store where nothing is asked of it: to load the AWS client takes a while", async () => {
    await world.store.create({ name: "theirs", value: "theirs", token: "0".repeat(36), tags: {} });
    const borrowed = await life.create({ secretName: undefined, secretId: "theirs" });
    const store = world.store;
    world.storeOf = () => assert.fail("opened");
    await anotherRun().delete(borrowed);
    world.storeOf = () => store;
  });

  it("twice is fine", async () => {
    const key = await life.create();
    await life.delete(key);
    const first = await scheduled();
    world.advance(DAY);
    await life.delete(key);
    assert.deepEqual(await scheduled(), first);
  });

  it("of a secret that is gone is fine", async () => {
    const key = await life.create();
    world.advance(DAY);
    await world.store.delete(arnOf(key), 0);
    await life.delete(key);
    assert.deepEqual(world.toldOfSecrets, []); // nothing is left to restore
  });

  it("after somebody else added the live version leaves the secret", async () => {
    const key = await life.create();
    await world.store.put({
      secretId: arnOf(key),
      value: "somebody-elses-value",
      token: "f".repeat(36),
      stages: ["AWSCURRENT"],
    });
    await life.delete(key);
    assert.equal(await scheduled(), undefined);
    assert.match(world.toldOfSecrets[0] ?? "", /was superseded by f{36}/);
  });

  for (const stage of ["AWSCURRENT", "AWSPENDING"]) {
    it(`after a rotation, and after somebody else added a version with ${stage}, leaves the secret`, async () => {
      await life.create();
      world.advance(HOUR);
      const key = await life.create(); // has our own label now
      world.advance(HOUR);
      const theirs = { secretId: arnOf(key), value: "somebody-elses-value", token: "f".repeat(36), stages: [stage] };
      await world.store.put(theirs);
      world.advance(HOUR);
      await life.delete(key);
      assert.equal(await scheduled(), undefined);
      const said = new RegExp(
        `stays: ${stage} is on version f{36}, which somebody else made after \\S+; if nothing uses it`,
      );
      assert.match(world.told.at(-1) ?? "", said);
    });
  }
});
