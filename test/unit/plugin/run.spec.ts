import * as assert from "node:assert/strict";
import type { KeyInputs, KeyState } from "../../../resources/plugin/keys/keyInputs";
import { Run } from "../../../resources/plugin/run";

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
        run.toldOf(key),
        run.replacementOf(key)?.old,
        run.placeOf(key, "old"),
        run.planOf(ARN),
        run.awaitedSuccessor("old"),
      ],
      [{}, undefined, undefined, undefined, undefined],
    );
    assert.deepEqual([run.isInUse("old"), run.isActivated(ARN), run.isShownByRefresh("id")], [false, false, false]);
  });

  it("is what state told of that resource only, also once the engine gives no state any more", () => {
    const run = new Run();
    run.stateTells(key, { region: "eu-west-1" });
    run.stateTells(key, {});
    assert.deepEqual([run.toldOf(key), run.toldOf(namesake)], [{ region: "eu-west-1" }, {}]);
  });

  it("is a kept key: where it is, and that its secret keeps its key", () => {
    const run = new Run();
    run.keyIsKept(key, OLD);
    assert.equal(run.placeOf(key, "old"), OLD);
    assert.deepEqual([run.planOf(ARN), run.isInUse("old"), run.placeOf(namesake, "other")], ["kept", true, undefined]);
  });

  for (const [stays, plan] of [
    [true, "replaced"],
    [false, "moved to another secret"],
  ] as const) {
    it(`is a key that is ${plan}, until its successor is made`, () => {
      const run = new Run();
      run.keyIsReplaced(key, { old: OLD, stays, isOnlyDue: false });
      assert.deepEqual([run.planOf(ARN), run.awaitedSuccessor("old")?.stays], [plan, stays]);
      assert.deepEqual([run.replacementOf(key)?.old, run.replacementOf(namesake)?.old], [OLD, undefined]);
      run.keyStands(namesake, { secretArn: ARN, versionId: "other" });
      assert.ok(run.awaitedSuccessor("old"), "another resource's key is no successor");
      run.keyStands(key, { secretArn: ARN, versionId: "new" });
      assert.deepEqual([run.awaitedSuccessor("old"), run.replacementOf(key)?.old], [undefined, undefined]);
      assert.deepEqual([run.isInUse("new"), run.placeOf(key, "old")?.versionId], [true, "new"]);
      const ofAnotherKind = { type: "EcKeyPair", owner: key.owner };
      assert.equal(run.placeOf(ofAnotherKind, "old")?.versionId, "new", "the old version has a successor, of any type");
      assert.equal(run.placeOf(ofAnotherKind, "other"), undefined);
    });
  }

  it("is that a refresh saw a resource, for the one diff that shows it", () => {
    const run = new Run();
    run.wasRead("id");
    assert.deepEqual([run.isShownByRefresh("id"), run.isShownByRefresh("id")], [true, false]);
  });

  it("is the secret that an activation stands on", () => {
    const run = new Run();
    run.standsOn(ARN);
    assert.equal(run.isActivated(ARN), true);
  });
});
