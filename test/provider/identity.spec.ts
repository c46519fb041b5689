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
    const [made, ...refused] = await Promise.allSettled([first.create(), ...others.map((other) => other.create())]);
    assert.equal(made.status, "fulfilled");
    for (const one of refused) {
      assert.ok(one.status === "rejected");
      assert.match(
        String(one.reason),
        /secretName: RsaKeyPair project\/stack\/signer of this program keeps its key there, allowed:/,
      );
    }
    assert.equal(Object.keys((await world.store.describe("partner/new"))?.stages ?? {}).length, 1);
  });

  it("stays with the key that is there when a second one of the same name and another kind wants it", async () => {
    const owner = { owner: SIGNER, secretName: "partner/kept" };
    const state = await keyPair(SIGNER, "partner/kept").create();
    const later = keyPair(SIGNER, "partner/kept");
    await later.diff(state); // it is kept: nothing is created
    await assert.rejects(later.beside("EcKeyPair", { ...owner, namedCurve: "P-256" }).create(), /keeps its key there/);
    assert.equal(Object.keys((await world.store.describe("partner/kept"))?.stages ?? {}).length, 1);
  });
});
