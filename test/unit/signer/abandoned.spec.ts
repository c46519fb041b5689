import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { setImmediate as promisesDone } from "node:timers/promises";
import { signerWith } from "../../../resources/signer/signer";
import { VirtualTime } from "../../../workbench/badTraffic/virtualTime";
import { API_KEY_ARN, PRIVATE_KEY_ARN, RotationWorld } from "../../support/signer/rotationWorld";

const both = (name: string) => [name, `answer: ${name}`];

/** In RotationWorld an attempt of a request that was given up, and a read that nobody wants, is an error. */
describe("a request whose caller gave up, seen by a signer", () => {
  let world: RotationWorld;
  beforeEach(async () => {
    world = new RotationWorld(60);
    world.request(false);
    await world.settle();
    world.labels = { AWSCURRENT: 0, AWSPENDING: 1, AWSPREVIOUS: 2 };
    world.slots = [1];
  });
  const giveUp = async (nth: number) => {
    world.abort(world.requests[nth]!);
    await promisesDone();
    assert.equal(world.requests[nth]!.outcome, "failed");
  };

  it("reads nothing where it was given up before it began", async () => {
    world = new RotationWorld(60);
    await assert.rejects(
      world.signer.run(
        async () => assert.fail("attempted"),
        () => false,
        { signal: AbortSignal.abort(new Error("given up")) },
      ),
      /given up/,
    );
    assert.equal(world.reads.AWSCURRENT, 0);
  });

  it("is not attempted where it waits for the first read, and the others are", async () => {
    world = new RotationWorld(60);
    world.request(false);
    world.request(false);
    await giveUp(0);
    await world.settle();
    assert.deepEqual(
      world.requests.map(({ attempts }) => attempts),
      [0, 1],
    );
  });

  it("leads nothing where it waits for another's trial", async () => {
    world.request(true);
    world.request(false);
    await world.happen(...both("request 1"), ...both("request 2"));
    await giveUp(2);
    await world.settle();
    assert.equal(world.requests[2]?.attempts, 1);
    assert.equal(world.reads.AWSPENDING, 1);
  });

  it("reads no other label and sends nothing where it leads a trial, and those who wait go on at once", async () => {
    world.request(false);
    await world.happen(...both("request 1"), ...both("read API key"));
    world.request(false);
    await world.happen(...both("request 2"));
    await giveUp(1);
    await world.happen(...both("read AWSCURRENT 3"), "read API key", "answer: read API key");
    assert.equal(world.requests[1]?.attempts, 1);
    await world.settle();
    assert.equal(world.requests[2]?.outcome, "accepted");
    assert.equal(world.reads.AWSPENDING, 1);
  });

  it("leaves no older key behind: the answer to its read may come after a newer one", async () => {
    world.request(false);
    await world.happen(...both("request 1"), ...both("read API key"), "read AWSCURRENT 2"); // version 0, on its way
    await giveUp(1);
    world.labels = { AWSCURRENT: 1, AWSPREVIOUS: 2 };
    world.request(false);
    await world.happen(...both("request 2"), ...both("read API key"), ...both("read AWSCURRENT 3"));
    await world.happen(...both("request 2"));
    world.slots = [2];
    world.request(false);
    await world.happen(...both("request 3"), ...both("read API key"), ...both("read AWSCURRENT 4"));
    await world.happen(...both("read AWSPENDING 1"), ...both("read AWSPREVIOUS 1"), ...both("request 3"));
    await world.happen("answer: read AWSCURRENT 2");
    world.awsAnswers = false;
    world.slots = [1];
    world.request(false);
    await world.settle();
    assert.deepEqual(
      world.requests.slice(2).map(({ outcome }) => outcome),
      ["accepted", "accepted", "accepted"],
    );
  });

  it("ten that give up after 1 s while the partner takes 3 s: eight that stay are taken with the pending key", async () => {
    const time = new VirtualTime();
    const value = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const versions = { AWSCURRENT: "live", AWSPENDING: "pending", AWSPREVIOUS: undefined };
    const signer = signerWith(
      {
        privateKeySecretArn: PRIVATE_KEY_ARN,
        read: (_arn, stage) =>
          time.travel(20, () => (versions[stage] === undefined ? undefined : { versionId: versions[stage], value })),
      },
      { now: () => time.now, steady: () => time.now, random: () => 0.5 },
    );
    let attempts = 0;
    const request = (signal?: AbortSignal) =>
      signer.run(
        ({ versionId }) => {
          attempts++;
          assert.ok(signal?.aborted !== true, "given up, and attempted");
          const isTaken = versionId === "pending";
          return time.travel(isTaken ? 3_000 : 20, () => isTaken);
        },
        (isTaken) => !isTaken,
        signal && { signal },
      );
    const given = Array.from({ length: 10 }, () => {
      const controller = new AbortController();
      time.at(1_000, () => controller.abort(new Error("timeout")));
      return request(controller.signal);
    });
    const outcomes = Promise.allSettled(given);
    let stayed: Promise<boolean[]> | undefined;
    time.at(1_500, () => {
      stayed = Promise.all(Array.from({ length: 8 }, () => request()));
    });
    await time.run();
    assert.ok((await outcomes).every(({ status }) => status === "rejected"));
    assert.deepEqual(await stayed, Array(8).fill(true));
    assert.ok(attempts <= 10 + 10 + 8 + 8, `${attempts} attempts`);
    signer.close();
  });

  it("reads no label more where it gave up while an answer was let go of", async () => {
    const controller = new AbortController();
    const value = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const read: string[] = [];
    const signer = signerWith(
      {
        privateKeySecretArn: PRIVATE_KEY_ARN,
        read: async (_arn, stage) => {
          read.push(stage);
          return { versionId: stage, value };
        },
      },
      { now: Date.now, steady: Date.now, random: () => 0.5 },
    );
    const sent = signer.run(
      async ({ stage }) => stage,
      () => true,
      {
        signal: controller.signal,
        release: (stage) => stage === "AWSPENDING" && controller.abort(new Error("given up")),
      },
    );
    await assert.rejects(sent, /given up/);
    assert.deepEqual(read, ["AWSCURRENT", "AWSCURRENT", "AWSPENDING"]);
  });

  it("fetch ends too where the given fetch does not listen, and the late answer is let go", async () => {
    const controller = new AbortController();
    let isCancelled = false;
    const body = new ReadableStream({ cancel: () => void (isCancelled = true) });
    let answer: (response: Response) => void = () => undefined;
    const value = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({
      type: "pkcs8",
      format: "pem",
    });
    const signer = signerWith(
      {
        privateKeySecretArn: PRIVATE_KEY_ARN,
        apiKeySecretArn: API_KEY_ARN,
        origin: "https://api.example.com",
        read: async (arn) => ({ versionId: "v", value: arn === API_KEY_ARN ? "an-api-key" : value.toString() }),
        fetch: () => new Promise((resolve) => (answer = resolve)),
      },
      { now: Date.now, steady: Date.now, random: () => 0.5 },
    );
    const sent = signer.fetch("https://api.example.com/", { signal: controller.signal });
    await promisesDone();
    controller.abort(new Error("given up"));
    await assert.rejects(sent, /given up/);
    answer(new Response(body));
    await promisesDone();
    assert.ok(isCancelled);
  });
});
