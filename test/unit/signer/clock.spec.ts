import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { passedSinceNow, Pause } from "../../../resources/signer/clock";
import { itHolds } from "../../support/properties";
import { RotationWorld } from "../../support/signer/rotationWorld";

const HOUR = 3_600_000;

describe("pauses and ages of a signer", () => {
  const steps = fc.array(fc.record({ wall: fc.integer({ min: -HOUR, max: HOUR }), steady: fc.nat(HOUR) }), {
    maxLength: 20,
  });
  itHolds("time has passed where either clock says so, and it never goes back", steps, (all) => {
    let [wall, steady] = [1_700_000_000_000, 0];
    const [firstWall, firstSteady] = [wall, steady];
    const passed = passedSinceNow({ now: () => wall, steady: () => steady });
    let before = 0;
    for (const step of all) {
      wall += step.wall;
      steady += step.steady;
      const now = passed();
      assert.ok(now >= before && now >= steady - firstSteady && now >= wall - firstWall);
      before = now;
    }
  });

  it("a pause doubles, up to 30 s, and a success ends it", () => {
    let passed = 0;
    const pause = new Pause(
      () => passed,
      () => 1,
    );
    for (const length of [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      pause.failed();
      passed += length - 1;
      assert.ok(!pause.isOver);
      passed++;
      assert.ok(pause.isOver);
    }
    pause.failed();
    pause.succeeded();
    assert.ok(pause.isOver);
  });

  let world: RotationWorld;
  const send = async () => {
    world.request(false);
    await world.settle();
    return world.requests.at(-1)?.outcome;
  };

  it("the wall clock is set back an hour after a failed first read: the pause ends in its time", async () => {
    world = new RotationWorld(60);
    world.awsAnswers = false;
    assert.equal(await send(), "failed");
    world.awsAnswers = true;
    world.wallIsOff = -HOUR;
    world.now += 300;
    assert.equal(await send(), "accepted");
  });

  it("the wall clock is set back an hour, or the machine sleeps: AWSCURRENT is read again in its time", async () => {
    for (const change of ["set back", "sleep"]) {
      world = new RotationWorld(60);
      await send();
      if (change === "set back") world.wallIsOff = -HOUR;
      else world.slept = 61_000;
      world.now += 61_000;
      await send();
      assert.equal(world.reads.AWSCURRENT, 2, change);
    }
  });

  it("the wall clock is set back an hour: a look at the labels is allowed in its time", async () => {
    world = new RotationWorld(3_600);
    await send();
    world.partnerTakesNothing = true;
    for (let i = 0; i < 20; i++) await send();
    const { AWSPENDING } = world.reads;
    world.wallIsOff = -HOUR;
    world.now += 11_000;
    await send();
    assert.equal(world.reads.AWSPENDING, AWSPENDING + 1);
  });
});
