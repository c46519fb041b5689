import * as assert from "node:assert/strict";
import { failure } from "../support/failure";
import { FakeWorld } from "../support/fakeWorld";
import { assertNothingTold, KeyLife } from "../support/keyLife";

const NAME = "partner/key";
const [SIGNER, API] = ["project/stack/signer", "project/stack/api"];

describe("whose secret it is", () => {
  const world = new FakeWorld();
  after(() => assertNothingTold(world));
  /** One run each: the processes know nothing of each other. */
  const keyPair = (owner = SIGNER, secretName = NAME) => new KeyLife(world, "RsaKeyPair", { secretName, owner });
  const apiKey = (owner = SIGNER, more = {}) =>
    new KeyLife(world, "ApiKey", { secretName: NAME, owner, generate: {}, ...more });

  it("tells what it holds: an API key of the same name in another run does not get into it, not even to adopt it", async () => {
    await keyPair().create();
    for (const other of [apiKey(), apiKey(API), apiKey(API, { adopt: true })])
      await failure(
        other.create(),
        "ERR_SECRET_NOT_OURS",
        /it holds the key-pair of project\/stack\/signer, and this resource would put its api-key there; choose another secretName/,
      );
    assert.equal(Object.keys((await world.store.describe(NAME))?.stages ?? {}).length, 1);
  });

  it("is judged by the owner alone where an earlier version made it, which wrote no such tag", async () => {
    await world.store.untag((await world.store.describe(NAME))?.arn ?? "", ["partner-keys:kind"]);
    await keyPair().create();
    assert.equal(
      (await world.store.describe(NAME))?.tags["partner-keys:kind"],
      undefined,
      "an old secret shows no diff",
    );
  });

  it("refused for a key of the same stack names the alias to write", async () => {
    await failure(
      keyPair("project/stack/renamed").create(),
      "ERR_SECRET_NOT_OURS",
      /it exists and belongs to project\/stack\/signer; if it is the same key under a new name, give the resource the option aliases: \[\{ name: "signer" \}\]; if not, choose another secretName /,
    );
  });

  it("refused for another stack offers a name of its own first, and nothing that touches the live key there", async () => {
    await keyPair().create();
    const { message } = await failure(
      keyPair("project/other/signer").create(),
      "ERR_SECRET_NOT_OURS",
      /belongs to project\/stack\/signer; choose another secretName \([^)]+\), for example "(\S+\/)?other\/\S+"; /,
    );
    assert.doesNotMatch(message, /adopt|secretId/);
  });

  it("is one resource's in a run, whichever comes first, and each of the others is refused", async () => {
    const first = keyPair(SIGNER, "partner/new");
    const more = { secretName: "partner/new", publishAs: "pending" };
    const others = [
      first.beside("ApiKey", { owner: API, generate: {}, ...more }),
      first.beside("RsaKeyPair", { owner: API, ...more }),
    ];
    const runs = await Promise.allSettled([first.create(), ...others.map((other) => other.create())]);
    const refused = runs.filter((run) => run.status === "rejected");
    assert.equal(refused.length, others.length);
    for (const { reason } of refused)
      assert.match(
        String(reason),
        /secretName: \S+ project\/stack\/(signer|api) of this program keeps its key in the secret that \S+ project\/stack\/(signer|api) names, allowed: a secret of its own for each key/,
      );
    assert.equal(Object.keys((await world.store.describe("partner/new"))?.stages ?? {}).length, 1);
  });

  it("stays with the key that is there when a second one of the same name and another kind wants it", async () => {
    const owner = { owner: SIGNER, secretName: "partner/kept" };
    const state = await keyPair(SIGNER, "partner/kept").create();
    const later = keyPair(SIGNER, "partner/kept");
    await later.diff(state); // it is kept: nothing is created
    await assert.rejects(later.beside("EcKeyPair", { ...owner, namedCurve: "P-256" }).create(), /keeps its key in/);
    assert.equal(Object.keys((await world.store.describe("partner/kept"))?.stages ?? {}).length, 1);
  });

  describe("by secretId", () => {
    const arnOf = async (name: string) => (await world.store.describe(name))?.arn ?? assert.fail(`no secret ${name}`);
    const versions = async (name: string) => Object.keys((await world.store.describe(name))?.stages ?? {}).length;

    it("that holds another kind is refused to whoever would add one, by name and by ARN", async () => {
      await keyPair(SIGNER, "partner/theirs").create();
      for (const secretId of ["partner/theirs", await arnOf("partner/theirs")])
        await failure(
          apiKey(API, { secretName: undefined, secretId }).create(),
          "ERR_SECRET_NOT_OURS",
          /^adding a version to secret arn:\S+: it holds the key-pair of project\/stack\/signer, and this resource would put its api-key there; choose another secretId/,
        );
      assert.equal(await versions("partner/theirs"), 1);
    });

    it("takes the same kind of another program, and anything where nobody marked what it holds", async () => {
      const borrowed = { secretName: undefined, secretId: "partner/theirs", owner: API };
      await new KeyLife(world, "RsaKeyPair", borrowed).create();
      await world.store.untag(await arnOf("partner/theirs"), ["partner-keys:kind"]);
      await apiKey(API, { secretName: undefined, secretId: "partner/theirs" }).create();
      assert.equal(await versions("partner/theirs"), 2);
    });

    it("is scheduled for deletion: said, until when, and nothing is added", async () => {
      await world.store.create({ name: "partner/going", value: "v".repeat(20), token: "f".repeat(36), tags: {} });
      await world.store.delete(await arnOf("partner/going"), 30);
      await failure(
        apiKey(API, { secretName: undefined, secretId: "partner/going" }).create(),
        "ERR_SECRET_SCHEDULED_FOR_DELETION",
        /^adding a version to secret arn:\S+: its owner scheduled it for deletion on 2030-\S+Z; restore it there, or choose another secretId$/,
      );
    });

    // By its name, its ARN, an output of the other resource; before and after that one made it
    const both = /project\/stack\/signer.* of this program keeps its key in .*/;
    for (const [how, idOf] of [
      ["name", async (name: string) => name],
      ["ARN", arnOf],
    ] as const) {
      it(`is one resource's in a run, also where the other one names it by its ${how}`, async () => {
        const name = `partner/claimed-by-${how}`;
        const first = keyPair(SIGNER, name);
        await first.create();
        const other = first.beside("RsaKeyPair", { owner: API, secretId: await idOf(name) });
        await assert.rejects(other.create(), both);
        assert.equal(await versions(name), 1);
      });

      it(`and where both have a key there since an earlier version, by its ${how}`, async () => {
        const name = `partner/shared-by-${how}`;
        const owned = await keyPair(SIGNER, name).create();
        const args = { owner: API, secretId: await idOf(name) };
        const borrowed = await new KeyLife(world, "RsaKeyPair", args).create();
        const later = keyPair(SIGNER, name);
        await later.diff(owned);
        await assert.rejects(later.beside("RsaKeyPair", args).diff(borrowed), both);
        // Each a secret of its own again
        const again = keyPair(SIGNER, name);
        await again.diff(owned);
        const moves = again.beside("RsaKeyPair", { owner: API, secretName: `${name}-of-its-own` });
        assert.deepEqual((await moves.diff(borrowed)).replaces, ["secretName", "secretId"]);
      });
    }

    it("of another account is another secret, whatever its name", async () => {
      const first = keyPair(SIGNER, "partner/in-two-accounts");
      await first.create();
      const elsewhere = (await arnOf("partner/in-two-accounts")).replace("123456789012", "999999999999");
      await first.beside("RsaKeyPair", { owner: API, secretId: elsewhere }).checked({}, {});
    });
  });

  it("tells resources of two components apart, of one type and one name, by their secrets", async () => {
    const of = (secretName: string) => keyPair(SIGNER, secretName);
    const [one, two] = [await of("one/key").create(), await of("two/key").create()];
    world.told.length = 0;
    const run = of("one/key");
    const beside = run.beside("RsaKeyPair", { secretName: "two/key", owner: SIGNER });
    const rotation = { keepers: { rotation: "2" } };
    await Promise.all([run.diff(one, rotation), beside.diff(two, rotation)]);
    const made = [await run.create(rotation), await beside.create(rotation)];
    await run.delete(one);
    await beside.delete(two);
    assert.deepEqual(
      made.map(({ outs }) => outs["secretArn"]),
      [one, two].map(({ outs }) => outs["secretArn"]),
    );
    const isExpected = (line: string) => line.includes('"delete original" is Pulumi');
    assert.deepEqual(
      world.told.filter((line) => !isExpected(line)),
      [],
    );
  });

  it("follows a key that moves, beside one of the same name that stays", async () => {
    const of = (secretName: string) => keyPair(SIGNER, secretName);
    const [moves, stays] = [await of("moves/old").create(), await of("stays/key").create()];
    const run = of("moves/new");
    await run.diff(moves);
    await run.beside("RsaKeyPair", { secretName: "stays/key", owner: SIGNER }).diff(stays);
    const next = await run.create();
    world.told.length = 0;
    await run.delete({ ...moves, outs: { ...moves.outs, deletionProtection: true } });
    assert.match(world.told.join(), new RegExp(`its key moved to ${String(next.outs["secretArn"])}`));
  });
});
