import * as assert from "node:assert/strict";
import { ActivatedKey } from "../support/activatedKey";
import { failure } from "../support/failure";
import { DAY, FakeWorld, HOUR } from "../support/fakeWorld";
import { KeyLife, type InState } from "../support/keyLife";

const YEAR = 365 * DAY;

describe("a machine whose clock is a year ahead", () => {
  let world: FakeWorld;
  /** AWS's clock. */
  const aws = () => new Date(world.now().getTime() - YEAR);

  const owned = { secretName: "partner/private.pem" };
  const borrowed = { secretId: "theirs" };
  for (const [where, place] of [
    ["a secret of ours", owned],
    ["a borrowed secret", borrowed],
  ] as const) {
    describe(`with a key in ${where}`, () => {
      let life: KeyLife;
      let key: InState;
      beforeEach(async () => {
        world = new FakeWorld();
        await world.store.create({ name: "theirs", value: "placeholder", token: "f".repeat(36), tags: {} });
        const inputs = { ...place, owner: "project/stack/signer", generate: {}, rotateAfterDays: 90 };
        life = new KeyLife(world, "ApiKey", inputs);
        key = await life.create();
      });
      const versions = () => world.store.versionsOf(String(key.outs["secretArn"]));

      it("makes no new key that is not due by AWS, and says what the clocks say", async () => {
        world.advance(YEAR);
        world.store.setClock(aws);
        const before = versions();
        assert.deepEqual((await life.diff(key)).replaces, ["rotateAfterDays"], "a diff asks nobody");
        await failure(
          life.create(),
          "ERR_INVALID_INPUT",
          /^replacing the key in secret arn:\S+: it is due at 2030-04-01\S+ \(rotateAfterDays\), and by AWS it is 2030-01-01\S+; the clock of this machine says 2031-01-01\S+, nothing was made; set the clock of this machine/,
        );
        assert.deepEqual(versions(), before);
      });

      it("makes one that is due by AWS", async () => {
        world.advance(YEAR + 91 * DAY);
        world.store.setClock(aws);
        await life.diff(key);
        const next = await life.create();
        assert.equal(next.outs["createdAt"], aws().toISOString(), "and it is made when AWS says");
      });

      it("makes one that something else asks for too", async () => {
        world.advance(YEAR);
        world.store.setClock(aws);
        const changed = { keepers: { n: "2" } };
        await life.diff(key, changed);
        assert.ok(await life.create(changed));
      });
    });
  }

  it("makes a key when AWS says", async () => {
    world = new FakeWorld();
    world.store.setClock(aws);
    const life = new KeyLife(world, "ApiKey", { ...owned, owner: "project/stack/signer", generate: {} });
    assert.equal((await life.create()).outs["createdAt"], aws().toISOString());
  });

  it("retires no previous key before its time, and puts one live when AWS says", async () => {
    const on = await ActivatedKey.start();
    world = on.world;
    const B = await on.newKey();
    world.store.setClock(aws);
    world.advance(YEAR);
    const retire = { retirePreviousAfterHours: 24 };
    const promoted = await on.life.update(on.live, { ...on.acknowledge(B, B), ...retire });
    assert.equal(promoted.outs["promotedAt"], aws().toISOString());
    world.advance(HOUR);
    on.assertKeys(await on.life.update(promoted, { ...on.acknowledge(B, B), ...retire }), [B, undefined, on.A]);
    world.advance(DAY);
    on.assertKeys(await on.life.update(promoted, { ...on.acknowledge(B, B), ...retire }), [B]);
  });
});
