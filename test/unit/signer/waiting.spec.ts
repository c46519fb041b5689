import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { signerWith } from "../../../resources/signer/signer";
import type { Stage } from "../../../resources/signer";
import { VirtualTime } from "../../../workbench/badTraffic/virtualTime";
import { PRIVATE_KEY_ARN } from "../../support/signer/rotationWorld";

const VALUE = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
/** What the default reader takes at most: two tries of 4 s, body and all, and the SDK's pause. */
const READ = 8_200;
const PARTNER = 20;
const SECOND = 1_000;

/** AWS answers at once until it does not; the partner refuses all but one version. */
class Outage {
  readonly time = new VirtualTime();
  readonly labels: Partial<Record<Stage, string>> = {
    AWSCURRENT: "live",
    AWSPENDING: "pending",
    AWSPREVIOUS: "previous",
  };
  known = "live";
  aws: "well" | "away" | "slow" = "well";
  reads = 0;
  private readonly waited: number[] = [];
  private readonly signer = signerWith(
    { privateKeySecretArn: PRIVATE_KEY_ARN, read: (_arn, stage) => this.read(stage) },
    { now: () => this.time.now, steady: () => this.time.now, random: () => 1 },
  );

  /** Milliseconds until each of them had its answer, and how many were taken. One after the other, `apart`. */
  async send(requests: number, apart = 0) {
    this.waited.length = 0;
    const sent = Array.from({ length: requests }, async (_, nth) => {
      if (apart > 0) await new Promise<void>((resolve) => this.time.at(this.time.now + nth * apart, resolve));
      const begun = this.time.now;
      const isTaken = await this.signer.run(
        ({ versionId }) => this.time.travel(PARTNER, () => versionId === this.known),
        (taken) => !taken,
      );
      this.waited.push(this.time.now - begun);
      return isTaken;
    });
    await this.time.run();
    return { taken: (await Promise.all(sent)).filter(Boolean).length, longest: Math.max(...this.waited) };
  }

  private read(stage: Stage): Promise<{ versionId: string; value: string } | undefined> {
    this.reads++;
    return this.time.travel(this.aws === "well" ? 20 : READ, () => {
      if (this.aws === "away") throw new Error("no answer");
      const versionId = this.labels[stage];
      return versionId === undefined ? undefined : { versionId, value: VALUE };
    });
  }
}

describe("the longest wait of a refused request", () => {
  let world: Outage;
  beforeEach(async () => {
    world = new Outage();
    await world.send(1);
  });

  it("is two reads of AWS that is away, for all of them: 17 s, and not one after the other", async () => {
    world.known = "none";
    world.aws = "away";
    const { taken, longest } = await world.send(50);
    assert.equal(taken, 0);
    assert.ok(longest <= 2 * READ + SECOND, `${longest} ms`);
    assert.ok(world.reads <= 1 + 4, `${world.reads} reads`);
  });

  it("is the same for requests that keep coming", async () => {
    world.known = "none";
    world.aws = "away";
    const { longest } = await world.send(600, 200);
    assert.ok(longest <= 2 * READ + SECOND, `${longest} ms`);
  });

  it("is the same where AWS is slow", async () => {
    world.known = "none";
    world.aws = "slow";
    const { longest } = await world.send(50);
    assert.ok(longest <= 2 * READ + SECOND, `${longest} ms`);
  });

  it("is no reason to refuse what is in memory: the key is found among the keys read before", async () => {
    world.known = "none";
    await world.send(1);
    world.known = "pending";
    world.aws = "away";
    const { taken, longest } = await world.send(50);
    assert.equal(taken, 50);
    assert.ok(longest <= 2 * READ + SECOND, `${longest} ms`);
  });

  it("is over at once for those that come while the pause after failed reads lasts, and then AWS is read again", async () => {
    world.known = "none";
    world.aws = "away";
    await world.send(1);
    const { reads } = world;
    assert.ok((await world.send(20)).longest < SECOND);
    assert.equal(world.reads, reads);
    world.aws = "well";
    world.known = "pending";
    world.time.at(world.time.now + SECOND, () => undefined);
    await world.time.run();
    assert.equal((await world.send(1)).taken, 1);
  });
});
