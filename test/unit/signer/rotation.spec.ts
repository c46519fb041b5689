import * as assert from "node:assert/strict";
import { RotationWorld } from "../../support/signer/rotationWorld";

const both = (name: string) => [name, `answer: ${name}`];

/** Histories with exact counts; any others are in anyRotation.spec.ts. */
describe("a rotation, seen by a signer", () => {
  let world: RotationWorld;
  /** A request from begin to end; what it was tried with. */
  async function send(): Promise<number[]> {
    world.request(false);
    await world.settle();
    return world.requests.at(-1)!.tried.map(({ version }) => version);
  }
  const events = () => world.events.map(({ type }) => type);
  const readsOf = () => ({ ...world.reads });

  /** The live key is 0; `slots` is what the partner knows. */
  async function start(slots: readonly number[] = [0], maxAge = 60): Promise<void> {
    world = new RotationWorld(maxAge);
    await send();
    world.slots = [...slots];
  }

  it("with ten requests under way when the one slot changes: ten refusals, one trial, two reads, none failed", async () => {
    await start();
    world.labels.AWSPENDING = 1;
    for (let i = 0; i < 10; i++) world.request(false);
    world.slots = [1];
    await world.settle();
    const ten = world.requests.slice(1);
    assert.ok(
      ten.every(({ outcome, attempts, executions }) => outcome === "accepted" && attempts === 2 && executions === 1),
    );
    assert.deepEqual(readsOf(), { AWSCURRENT: 2, AWSPENDING: 1, AWSPREVIOUS: 0 });
    assert.deepEqual(events(), ["switched"]);
    assert.equal(world.requests[0]?.attempts, 1);
  });

  it("signs with the accepted key from then on, reads nothing more, and is not told otherwise by AWSCURRENT that stays", async () => {
    await start([1]);
    world.labels.AWSPENDING = 1;
    await send();
    const reads = readsOf();
    assert.deepEqual(await send(), [1]);
    assert.equal(world.requests.at(-1)?.attempts, 1);
    assert.deepEqual(readsOf(), reads);
    world.now += 61_000;
    await send();
    await send();
    assert.equal(world.requests.at(-1)?.attempts, 1);
    assert.deepEqual(events(), ["switched"]);
  });

  it("reads once for each pause while no key is known, the pause doubles, and a key ends it", async () => {
    world = new RotationWorld(60);
    world.awsAnswers = false;
    for (const [i, pause] of [250, 500, 1000, 2000].entries()) {
      for (let request = 0; request < 20; request++) await send();
      assert.equal(readsOf().AWSCURRENT, i + 1);
      world.now += pause;
    }
    world.awsAnswers = true;
    assert.deepEqual(await send(), [0]);
    assert.equal(world.requests.at(-1)?.outcome, "accepted");
  });

  it("follows AWSCURRENT when it moves, after maxAge at the latest, without a refusal", async () => {
    await start([0, 1]);
    world.labels = { AWSCURRENT: 1, AWSPREVIOUS: 0 };
    world.now += 61_000;
    await send();
    await send();
    assert.deepEqual(events(), ["followed"]);
    world.slots = [1];
    await send();
    assert.equal(world.requests.at(-1)?.attempts, 1);
  });

  it("promoted before the upload: goes on with AWSPREVIOUS, and finds the new key when it is uploaded", async () => {
    await start([0]);
    world.labels = { AWSCURRENT: 1, AWSPREVIOUS: 0 };
    world.now += 61_000;
    await send();
    await send();
    world.slots = [1];
    await send();
    assert.deepEqual(events(), ["followed", "switched", "switched"]);
    assert.ok(world.requests.every(({ outcome, attempts }) => outcome === "accepted" && attempts <= 2));
  });

  it("does not believe a read that began before a trial", async () => {
    await start();
    world.now += 61_000;
    world.request(false);
    await world.happen("read AWSCURRENT 2", ...both("read API key")); // its answer, version 0, is on its way
    world.labels = { AWSCURRENT: 1, AWSPREVIOUS: 0 };
    world.slots = [1];
    await world.happen(
      ...both("request 1"),
      ...both("read API key"),
      ...both("read AWSCURRENT 3"),
      ...both("request 1"),
    );
    assert.equal(world.requests[1]?.outcome, "accepted");
    await world.happen("answer: read AWSCURRENT 2");
    await send();
    assert.equal(world.requests.at(-1)?.attempts, 1);
    assert.ok(!events().includes("followed"));
  });

  it("finds a key whose label moves while the labels are read one by one", async () => {
    await start([1]);
    world.labels = { AWSCURRENT: 0, AWSPENDING: 1 };
    world.request(false);
    await world.happen(...both("request 1"), ...both("read API key"), ...both("read AWSCURRENT 2"));
    world.labels = { AWSCURRENT: 1 };
    await world.settle();
    assert.equal(world.requests[1]?.outcome, "accepted");
    assert.equal(world.requests[1].attempts, 2);
  });

  it("goes on with the label it had no attempt left for, where its own key has lost its label", async () => {
    await start([1]);
    world.labels.AWSPENDING = 1;
    await send();
    world.labels = { AWSCURRENT: 0, AWSPENDING: 2, AWSPREVIOUS: 3 };
    world.slots = [3];
    assert.deepEqual(await send(), [1, 0, 2]);
    assert.equal(world.requests.at(-1)?.outcome, "refused");
    assert.deepEqual(await send(), [1, 3]);
    assert.equal(world.requests.at(-1)?.outcome, "accepted");
  });

  it("tries the keys it knows while AWS is away, and reads the labels side by side", async () => {
    await start([1]);
    world.labels.AWSPENDING = 1;
    await send();
    world.awsAnswers = false;
    world.slots = [0];
    await send();
    assert.equal(world.requests.at(-1)?.outcome, "accepted");
    const unreadable = ["unreadable", "unreadable", "unreadable", "unreadable"]; // three labels, and the API key
    assert.deepEqual(events(), ["switched", ...unreadable, "switched"]);
  });

  it("tells a read that fails once, and again after one that succeeded", async () => {
    await start();
    const age = async (awsAnswers: boolean) => {
      world.awsAnswers = awsAnswers;
      world.now += 61_000;
      await send();
    };
    for (const awsAnswers of [false, false, true, false]) await age(awsAnswers);
    const of = (arnEnd: string) =>
      world.events.filter((e) => e.type === "unreadable" && e.secretArn.includes(arnEnd)).length;
    assert.deepEqual([of("private.pem"), of("apikey")], [2, 2]);
  });

  it("when the partner refuses everything: no storm of reads, and attempts as far as the budget goes", async () => {
    await start();
    world.labels = { AWSCURRENT: 0, AWSPENDING: 1, AWSPREVIOUS: 2 };
    world.partnerTakesNothing = true;
    for (let i = 0; i < 50; i++) world.request(false);
    await world.settle();
    for (let i = 0; i < 50; i++) await send();
    const attempts = world.requests.reduce((sum, request) => sum + request.attempts, 0);
    const refusals = 100;
    assert.ok(attempts <= 1 + refusals + 3 + 48 + refusals / 10, `${attempts} attempts`);
    const { AWSCURRENT, ...others } = readsOf();
    assert.ok(AWSCURRENT <= 1 + 6 * 2);
    assert.deepEqual(others, { AWSPENDING: 6, AWSPREVIOUS: 6 });
    assert.ok(world.events.filter((event) => event.type === "refused" && event.heldBack).length >= 40);
  });

  it("with one request in five refused for its own sake, for an hour: takes the others through an upload", async () => {
    await start();
    for (let minute = 0; minute < 60; minute++) {
      world.now += 60_000;
      world.request(true);
      await world.settle();
      for (let i = 0; i < 4; i++) await send();
    }
    world.labels.AWSPENDING = 1;
    world.slots = [1];
    for (let i = 0; i < 4; i++) await send();
    assert.ok(world.requests.every(({ isPoisoned, outcome }) => isPoisoned === (outcome === "refused")));
  });
});
