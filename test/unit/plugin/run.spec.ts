import * as assert from "node:assert/strict";
import type { KeyInputs, KeyState } from "../../../resources/kinds/keyInputs";
import { Run } from "../../../resources/plugin/run/run";

const key = { type: "RsaKeyPair", owner: "p/s/signer", place: "eu-west-1 a" };
/** Same text, and another type or another place: such an owner is another resource. */
const NAMESAKES = [
  { ...key, type: "ApiKey" },
  { ...key, place: "eu-west-1 b" },
  { ...key, place: "us-east-1 a" },
];
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
      [run.keys.isInUse("old"), run.plans.isActivated(ARN), run.told.isShownByRefresh(key)],
      [false, false, false],
    );
  });

  it("is what state told of that resource only, also once the engine gives no state any more", () => {
    const run = new Run();
    run.told.tells(key, { region: "eu-west-1" });
    run.told.tells(key, {});
    assert.deepEqual(
      [key, ...NAMESAKES].map((who) => run.told.of(who)),
      [{ region: "eu-west-1" }, {}, {}, {}],
    );
  });

  it("is a kept key: where it is, and that its secret keeps its key", () => {
    const run = new Run();
    run.keyIsKept(key, OLD);
    assert.equal(run.keys.placeOf(key, "old"), OLD);
    assert.deepEqual([run.plans.of(ARN), run.keys.isInUse("old")], ["kept", true]);
    for (const namesake of NAMESAKES) assert.equal(run.keys.placeOf(namesake, "other"), undefined);
  });

  for (const [stays, plan] of [
    [true, "replaced"],
    [false, "moved to another secret"],
  ] as const) {
    it(`is a key that is ${plan}, until its successor is made`, () => {
      const run = new Run();
      run.keyIsReplaced(key, { old: OLD, stays, isOnlyDue: false });
      assert.deepEqual([run.plans.of(ARN), run.keys.awaitedSuccessor("old")?.stays], [plan, stays]);
      assert.equal(run.keys.replacementOf(key)?.old, OLD);
      for (const namesake of NAMESAKES) {
        assert.equal(run.keys.replacementOf(namesake), undefined);
        run.keys.stands(namesake, { secretArn: `${ARN} of another`, versionId: "other" });
      }
      assert.ok(run.keys.awaitedSuccessor("old"), "another resource's key is no successor");
      run.keys.stands(key, { secretArn: ARN, versionId: "new" });
      assert.deepEqual([run.keys.awaitedSuccessor("old"), run.keys.replacementOf(key)], [undefined, undefined]);
      assert.deepEqual([run.keys.isInUse("new"), run.keys.placeOf(key, "old")?.versionId], [true, "new"]);
      const ofAnotherKind = { ...key, type: "EcKeyPair" };
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
    run.told.wasRead(key);
    assert.deepEqual([run.told.isShownByRefresh(key), run.told.isShownByRefresh(key)], [true, false]);
  });

  it("is where a resource of state is now, which a delete is not told", () => {
    const run = new Run();
    const moved = { ...key, place: "eu-west-1 b" };
    run.told.moves(key, moved);
    assert.deepEqual([run.told.now(key), run.told.now(moved)], [moved, moved]);
  });

  it("is another resource that keeps its key in a secret", () => {
    for (const namesake of NAMESAKES) {
      const run = new Run();
      run.keyIsKept(key, OLD);
      assert.deepEqual([run.keys.otherIn(ARN, namesake), run.keys.otherIn(ARN, key)], [key, undefined]);
      assert.equal(run.keys.otherIn(`${ARN} of another`, namesake), undefined);
    }
  });

  it("is the secret that an activation stands on", () => {
    const run = new Run();
    run.plans.standsOn(ARN);
    assert.equal(run.plans.isActivated(ARN), true);
  });
});
