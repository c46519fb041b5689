import * as assert from "node:assert/strict";
import { failure } from "../support/failure";
import { FakeWorld } from "../support/fakeWorld";
import { assertNothingTold, KeyLife, type InState } from "../support/keyLife";

const SAID =
  /^(comparing|reading|updating) the key of project\/stack\/signer: state names no version of a secret for it, .+; do not use its public key; run pulumi state delete --target-dependents '<urn of the key>', then pulumi up/;

// What earlier versions wrote where something else than AWS answered a create with 200 and nothing else
for (const [what, secretArn, versionId] of [
  ["neither secret nor version", "", ""],
  ["no version", "arn:aws:secretsmanager:us-east-1:123456789012:secret:partner/private.pem-AAAAA1", ""],
] as const) {
  describe(`state of a key that names ${what}`, () => {
    let world: FakeWorld;
    let life: KeyLife;
    let key: InState;
    beforeEach(async () => {
      world = new FakeWorld();
      const inputs = { secretName: "partner/private.pem", owner: "project/stack/signer", generate: {} };
      life = new KeyLife(world, "ApiKey", inputs);
      const made = await life.create();
      life = new KeyLife(world, "ApiKey", inputs); // in the next run
      key = { id: `${secretArn}|${versionId}`, outs: { ...made.outs, secretArn, versionId } };
      world.store.calls.length = 0;
    });
    afterEach(() => assertNothingTold(world));

    it("is told with a way out by diff, read and update, and AWS is asked nothing", async () => {
      await failure(life.diff(key), "ERR_SECRET_NOT_FOUND", SAID);
      await failure(life.diff(key, { description: "new" }), "ERR_SECRET_NOT_FOUND", SAID);
      await failure(life.refresh(key), "ERR_SECRET_NOT_FOUND", SAID);
      const update = async () => life.provider.update?.(key.id, key.outs, await life.checked(key.outs, {}));
      await failure(update, "ERR_SECRET_NOT_FOUND", SAID);
      assert.deepEqual(world.store.calls, []);
    });

    it("is deleted with one line, and nothing in AWS", async () => {
      await life.delete(key);
      assert.deepEqual(world.toldOfSecrets, [
        "key of project/stack/signer: state names no version of a secret for it, so nothing was deleted; look whether " +
          "secret partner/private.pem holds one (docs/recover.md)",
      ]);
      assert.deepEqual(world.store.calls, []);
    });

    it("is made anew once it is out of the state", async () => {
      const made = await life.create();
      assert.deepEqual(await life.refresh(made), made);
    });
  });
}
