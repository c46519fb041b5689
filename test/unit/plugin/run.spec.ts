import * as assert from "node:assert/strict";
import type { KeyInputs, KeyState } from "../../../resources/kinds/keyInputs";
import { Run } from "../../../resources/plugin/run/run";

const key = { type: "RsaKeyPair", owner: "p/s/signer" };
/** Same text, another type: such an owner is another resource. */
const namesake = { type: "ApiKey", owner: "p/s/signer" };
const ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-AbCdEf";
const OLD = { secretArn: ARN, versionId: "old", region: "eu-west-1", owner: key.owner } as KeyState<KeyInputs>;

describe("what the resources of a run tell each other", () => {
  it("is nothing before anything was told", () => {
    const run = new Run();
    assert.deepEqual(
      [
        run.told.of(key),
        run.keys.replacementOf(key),
        run.keys.placeOf(key, "old"),
        run.plans.of(ARN),
        run.keys.awaitedSuccessor("old"),
      ],
      [{}, undefined, undefined, undefined, undefined],
    );
    assert.deepEqual(
      [run.keys.isInUse("old"), run.plans.isActivated(ARN), run.told.isShownByRefresh("id")],
      [false, false, false],
    );
  });

  it("is what state told of that resource only, also once the engine gives no state any more", () => {
    const run = new Run();
    run.told.tells(key, { region: "eu-west-1" });
    run.told.tells(key, {});
    assert.deepEqual([run.told.of(key), run.told.of(namesake)], [{ region: "eu-west-1" }, {}]);
  });

  it("is a kept key: where it is, and that its secret keeps its key", () => {
    const run = new Run();
    run.keyIsKept(key, OLD);
    assert.equal(run.keys.placeOf(key, "old"), OLD);
    assert.deepEqual(
      [run.plans.of(ARN), run.keys.isInUse("old"), run.keys.placeOf(namesake, "other")],
      ["kept", true, undefined],
    );
  });

  for (const [stays, plan] of [
    [true, "replaced"],
    [false, "moved to another secret"],
  ] as const) {
    it(`is a key that is ${plan}, until its successor is made`, () => {
      const run = new Run();
      run.keyIsReplaced(key, { old: OLD, stays, isOnlyDue: false });
      assert.deepEqual([run.plans.of(ARN), run.keys.awaitedSuccessor("old")?.stays], [plan, stays]);
      assert.deepEqual([run.keys.replacementOf(key)?.old, run.keys.replacementOf(namesake)], [OLD, undefined]);
      run.keys.stands(namesake, { secretArn: ARN, versionId: "other" });
      assert.ok(run.keys.awaitedSuccessor("old"), "another resource's key is no successor");
      run.keys.stands(key, { secretArn: ARN, versionId: "new" });
      assert.deepEqual([run.keys.awaitedSuccessor("old"), run.keys.replacementOf(key)], [undefined, undefined]);
      assert.deepEqual([run.keys.isInUse("new"), run.keys.placeOf(key, "old")?.versionId], [true, "new"]);
      const ofAnotherKind = { type: "EcKeyPair", owner: key.owner };
      assert.equal(
        run.keys.placeOf(ofAnotherKind, "old")?.versionId,
        "new",
        "the old version has a successor, of any type",
      );
      assert.equal(run.keys.placeOf(ofAnotherKind, "other"), undefined);
    });
  }

  it("is that a refresh saw a resource, for the one diff that shows it", () => {
    const run = new Run();
    run.told.wasRead("id");
    assert.deepEqual([run.told.isShownByRefresh("id"), run.told.isShownByRefresh("id")], [true, false]);
  });

  it("is the secret that an activation stands on", () => {
    const run = new Run();
    run.plans.standsOn(ARN);
    assert.equal(run.plans.isActivated(ARN), true);
  });
});
