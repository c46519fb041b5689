import * as assert from "node:assert/strict";
import { FakeWorld, HOUR } from "../support/fakeWorld";
import { assertNothingTold, KeyLife, labels, type InState, type Props } from "../support/keyLife";

const NAME = "partner/private.pem";
const [CURRENT, PENDING] = ["AWSCURRENT", "AWSPENDING"];
const [LATEST, STANDBY] = ["partner-keys-latest", "partner-keys-standby"];
const DAY = 24 * HOUR;

interface Spare {
  readonly versionId: string;
  readonly fingerprint: string;
  readonly publicKeyPem: string;
  readonly createdAt: string;
}

describe("the spare of a key", () => {
  let world: FakeWorld;
  let keys: KeyLife;
  const base = {
    secretName: NAME,
    owner: "project/stack/signer",
    publishAs: "pending",
    namedCurve: "P-256",
    standby: true,
  };
  beforeEach(() => {
    world = new FakeWorld();
    keys = new KeyLife(world, "EcKeyPair", base);
  });
  afterEach(() => assertNothingTold(world));

  const spareOf = ({ outs }: InState) => outs["standbyKey"] as Spare;
  const versionOf = ({ outs }: InState) => String(outs["versionId"]);
  /** The engine asks the diff of a key, then makes what takes its place, all in one run. */
  async function rotate(old: InState, news: Props = { keepers: { rotation: "2" } }): Promise<InState> {
    const run = new KeyLife(world, "EcKeyPair", base);
    assert.notDeepEqual((await run.diff(old, news)).replaces, []);
    return run.create(news);
  }

  it("is made with the first key, under a label that no reader has", async () => {
    const key = await keys.create();
    assert.deepEqual(await labels(world, NAME), { [versionOf(key)]: [CURRENT], [spareOf(key).versionId]: [STANDBY] });
    assert.notEqual(spareOf(key).fingerprint, key.outs["fingerprint"]);
    assert.match(spareOf(key).publicKeyPem, /^-----BEGIN PUBLIC KEY/);
    assert.deepEqual(world.store.calls.slice(0, 2), ["create", "put"]);
  });

  it("is made for a key that has none, which stays as it is", async () => {
    const key = await keys.create({ standby: false });
    assert.equal(spareOf(key), undefined);
    const updated = await keys.update(key);
    const { standbyKey, standby, dueFrom, ...others } = updated.outs;
    const { standby: _, ...before } = key.outs;
    assert.deepEqual(others, before);
    assert.deepEqual([standby, dueFrom], [true, key.outs["createdAt"]]);
    assert.deepEqual((await labels(world, NAME))[(standbyKey as Spare).versionId], [STANDBY]);
    assert.equal((await keys.diff(updated)).changes, false);
  });

  it("takes the place of the key in a rotation: its labels move, and another one is made", async () => {
    const first = await keys.create();
    const spare = spareOf(first);
    world.advance(DAY);
    const second = await rotate(first);
    assert.equal(versionOf(second), spare.versionId);
    for (const fact of ["fingerprint", "publicKeyPem", "createdAt"] as const)
      assert.equal(second.outs[fact], spare[fact]);
    assert.equal(second.id, `${String(first.outs["secretArn"])}|${spare.versionId}`);
    assert.deepEqual(await labels(world, NAME), {
      [versionOf(first)]: [CURRENT],
      [spare.versionId]: [PENDING, LATEST],
      [spareOf(second).versionId]: [STANDBY],
    });
  });

  it("counts its age from when it took the place of the key", async () => {
    const first = await keys.create({ rotateAfterDays: 30 });
    world.advance(30 * DAY);
    const second = await rotate(first, { rotateAfterDays: 30 });
    assert.equal(second.outs["dueFrom"], "2030-01-31T00:00:00.000Z");
    world.advance(29 * DAY);
    assert.deepEqual((await keys.diff(second, { rotateAfterDays: 30 })).replaces, []);
    world.advance(DAY);
    assert.deepEqual((await keys.diff(second, { rotateAfterDays: 30 })).replaces, ["rotateAfterDays"]);
  });

  it("is the key after an incident, unless it is named itself", async () => {
    const first = await keys.create();
    const one = await rotate(first, { compromised: [first.outs["fingerprint"]] });
    assert.equal(versionOf(one), spareOf(first).versionId);
    const both = await rotate(one, { compromised: [one.outs["fingerprint"], spareOf(one).fingerprint] });
    assert.ok(![versionOf(one), spareOf(one).versionId].includes(versionOf(both)));
    assert.equal((await labels(world, NAME))[spareOf(one).versionId], undefined);
    assert.deepEqual((await labels(world, NAME))[spareOf(both).versionId], [STANDBY]);
  });

  it("that is compromised makes way for another one, and the key stays", async () => {
    const key = await keys.create();
    const updated = await keys.update(key, { compromised: [spareOf(key).fingerprint] });
    assert.equal(versionOf(updated), versionOf(key));
    assert.notEqual(spareOf(updated).versionId, spareOf(key).versionId);
    assert.equal((await labels(world, NAME))[spareOf(key).versionId], undefined);
    assert.equal((await keys.diff(updated, { compromised: [spareOf(key).fingerprint] })).changes, false);
  });

  for (const news of [{ namedCurve: "P-384" }, { privateKeyFormat: "pkcs8-base64" }, { secretFormat: "json" }])
    it(`does not become a key that is declared otherwise: ${JSON.stringify(news)}`, async () => {
      const first = await keys.create();
      const second = await rotate(first, { ...news, keepers: { rotation: "2" } });
      assert.notEqual(versionOf(second), spareOf(first).versionId);
      assert.match(
        world.told.join("\n"),
        /the spare, version \S+, did not become the key, because the key is declared/,
      );
      assert.deepEqual((await labels(world, NAME))[spareOf(second).versionId], [STANDBY]);
      assert.equal((await labels(world, NAME))[spareOf(first).versionId], undefined);
    });

  it("of a state that is lost is given up, and that is said", async () => {
    const lost = await keys.create();
    const found = await keys.create();
    assert.ok(![versionOf(lost), spareOf(lost).versionId].includes(versionOf(found)));
    assert.match(world.told.join("\n"), /did not become the key, because state told nothing of it; it is given up/);
    assert.deepEqual((await labels(world, NAME))[spareOf(found).versionId], [STANDBY]);
  });

  it("that is not there any more is made up for by a key, and that is said", async () => {
    const first = await keys.create();
    const { versionId } = spareOf(first);
    await world.store.moveStage({ arn: NAME, stage: STANDBY, from: versionId });
    world.store.prune(NAME, versionId);
    const second = await rotate(first);
    assert.notEqual(versionOf(second), versionId);
    assert.match(world.told.join("\n"), /the spare SHA256:\S+ is not there any more, so a new key is made/);
  });

  it("is put back where somebody moved its label, and made anew where it is gone", async () => {
    const key = await keys.create();
    const { versionId } = spareOf(key);
    await world.store.moveStage({ arn: NAME, stage: STANDBY, from: versionId, to: versionOf(key) });
    const drifted = (await keys.refresh(key)) ?? assert.fail("gone");
    assert.match(String(drifted.outs["drift"]), new RegExp(`${STANDBY} is on version \\S+ instead of ${versionId}`));
    const repaired = await keys.update(drifted);
    assert.deepEqual((await labels(world, NAME))[versionId], [STANDBY]);
    assert.equal(spareOf(repaired).versionId, versionId);
    await world.store.moveStage({ arn: NAME, stage: STANDBY, from: versionId });
    world.store.prune(NAME, versionId);
    world.advance(HOUR);
    const made = await keys.update((await keys.refresh(repaired)) ?? assert.fail("gone"));
    assert.notEqual(spareOf(made).versionId, versionId);
    assert.deepEqual((await labels(world, NAME))[spareOf(made).versionId], [STANDBY]);
  });

  it("loses its label where it is wanted no more, and that is said", async () => {
    const key = await keys.create();
    const without = await keys.update(key, { standby: undefined });
    assert.equal(without.outs["standbyKey"], undefined);
    assert.equal((await labels(world, NAME))[spareOf(key).versionId], undefined);
    assert.match(String(world.told.at(-1)), /the spare SHA256:\S+ is given up and has no label any more/);
    const rotated = await new KeyLife(world, "EcKeyPair", { ...base, standby: false }).create();
    assert.equal(rotated.outs["standbyKey"], undefined);
  });

  it("goes with the secret, which is deleted as before", async () => {
    const key = await keys.create();
    await new KeyLife(world, "EcKeyPair", base).delete(key);
    assert.ok((await world.store.describe(NAME))?.scheduledForDeletion);
  });

  const CALLS = ["moveStage", "moveStage", "put"] as const;
  for (const [n, call] of CALLS.entries())
    for (const edge of ["before", "after"] as const)
      it(`has a label at every moment of a rotation, killed ${edge} write ${n + 1} (${call})`, async () => {
        const first = await keys.create();
        const { versionId } = spareOf(first);
        let left = n;
        const { store } = world;
        const restore = (["moveStage", "put"] as const).map((name) => {
          const before = store[name].bind(store) as (...args: never[]) => Promise<never>;
          Object.assign(store, {
            [name]: async (...args: never[]) => {
              const isLast = left-- === 0;
              if (isLast && edge === "before") throw new Error("killed");
              const answer = await before(...args);
              if (isLast) throw new Error("killed");
              return answer;
            },
          });
          return () => Object.assign(store, { [name]: before });
        });
        await assert.rejects(rotate(first), /killed/);
        for (const put of restore) put();
        assert.ok(((await labels(world, NAME))[versionId] ?? []).length > 0);
        const second = await rotate(first);
        assert.equal(versionOf(second), versionId, "the spare is what a killed run said that it is");
        assert.deepEqual((await labels(world, NAME))[versionId], [PENDING, LATEST]);
        assert.deepEqual((await labels(world, NAME))[spareOf(second).versionId], [STANDBY]);
      });
});
