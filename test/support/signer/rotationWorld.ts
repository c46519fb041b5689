import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { setImmediate as microtasksDone } from "node:timers/promises";
import type { SignerEvent } from "../../../resources/signer/events";
import { signerWith, type Signer } from "../../../resources/signer/signer";
import { STAGES, type Stage } from "../../../resources/secrets/labels";
import type { SigningKey } from "../../../resources/signer/signingKey";

export const PRIVATE_KEY_ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:acme/private.pem-AbCdEf";
export const API_KEY_ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:acme/apikey-AbCdEf";

/** Private keys of the run. Ed25519: parsed in microseconds, and this world looks at version ids, not at signatures. */
const PEMS = Array.from({ length: 60 }, () =>
  generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
);
/** What every value holds: found in an event or an error, it has leaked. */
export const SECRET_LINES = PEMS.map((pem) => pem.split("\n")[1]!);
export const API_KEY_CANARY = "api-key-canary-";

const SECONDS = 1000;

interface Answer {
  readonly isRefused: boolean;
}

/** What an attempt of the world looks at. */
export type AttemptKey = Pick<SigningKey, "versionId" | "apiKey">;

/** What takes a request through a rotation: a signer, or what stands before one. */
export interface Runs {
  run<T>(
    attempt: (key: AttemptKey) => Promise<T>,
    refused: (answer: T) => boolean,
    options: { readonly signal: AbortSignal },
  ): Promise<T>;
}

/** One request as the world sees it. */
export class Request {
  attempts = 0;
  executions = 0;
  acceptedAfter: number | undefined;
  readonly tried: { readonly version: number; readonly apiKey: number }[] = [];
  /** Since its first refusal: the keys that had a label and were known to the partner all the time. */
  owed: Set<number> | undefined;
  readonly controller = new AbortController();
  outcome: "open" | "accepted" | "refused" | "failed" = "open";
  readonly stops: ((error: Error) => void)[] = [];

  constructor(
    readonly name: number,
    readonly isPoisoned: boolean,
  ) {}
}

/**
 * A partner with key slots, a Secrets Manager, a clock and a signer between them. Nothing happens by itself: what was begun
 * lies in `tasks` until a step lets it arrive, or lets its answer arrive.
 */
export class RotationWorld {
  now = 0;
  /** How far the wall clock is ahead of the time, and how long the machine slept: the steady clock stood still. */
  wallIsOff = 0;
  slept = 0;
  labels: Partial<Record<Stage, number>> = { AWSCURRENT: 0 };
  slots: number[] = [0];
  newest = 0;
  apiKey = 0;
  oldestApiKey = 0;
  awsAnswers = true;
  partnerTakesNothing = false;
  losesNextAnswer = false;
  readonly requests: Request[] = [];
  readonly events: SignerEvent[] = [];
  readonly reads: Record<Stage, number> = { AWSCURRENT: 0, AWSPENDING: 0, AWSPREVIOUS: 0 };
  /** What can make a trial read a label twice. */
  disturbances = 0;
  private readonly tasks: { readonly name: string; readonly run: () => void }[] = [];
  private pendingReadsInFlight = 0;
  readonly signer: Signer;
  /** Who is asked by a request; the signer itself unless a test puts something before it. */
  asked: Runs;
  /** Until nothing moves but by a step. */
  quiet = microtasksDone as () => Promise<unknown>;

  constructor(maxAge: number) {
    this.signer = signerWith(
      {
        privateKeySecretArn: PRIVATE_KEY_ARN,
        apiKeySecretArn: API_KEY_ARN,
        maxAge,
        read: (arn, stage) => this.read(arn, stage),
        onEvent: (event) => this.events.push(event),
      },
      { now: () => this.now + this.wallIsOff, steady: () => this.now - this.slept, random: () => 0.5 },
    );
    this.asked = this.signer;
  }

  /** Changes the world, and takes from every open request what it is owed no more. */
  change(act: () => void): void {
    act();
    this.disturbances++;
    const good = this.goodKeys();
    for (const { owed } of this.requests) for (const key of owed ?? []) if (!good.has(key)) owed?.delete(key);
  }

  request(isPoisoned: boolean): void {
    const request = new Request(this.requests.length, isPoisoned);
    this.requests.push(request);
    this.asked
      .run(
        (key) => this.attempt(request, key),
        ({ isRefused }) => isRefused,
        { signal: request.controller.signal },
      )
      .then(
        ({ isRefused }) => (request.outcome = isRefused ? "refused" : "accepted"),
        (error: unknown) => {
          this.errors.push(error);
          request.outcome = "failed";
        },
      );
  }
  readonly errors: unknown[] = [];

  abort(request: Request): void {
    request.controller.abort(new Error("aborted"));
    for (const stop of request.stops) stop(new Error("aborted"));
  }

  /** Lets the nth of what is under way happen. */
  async step(nth: number): Promise<void> {
    await this.quiet();
    const [task] = this.tasks.splice(nth % Math.max(1, this.tasks.length), 1);
    task?.run();
    await this.quiet();
  }

  /** Lets what is under way with this name happen. */
  async happen(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      await this.quiet();
      const nth = this.tasks.findIndex((task) => task.name === name);
      assert.ok(nth >= 0, `${name} is not under way, but ${this.tasks.map((task) => task.name).join(", ")}`);
      await this.step(nth);
    }
  }

  async settle(): Promise<void> {
    await this.quiet();
    for (let steps = 0; this.tasks.length > 0; steps++) {
      assert.ok(steps < 10_000, "requests go on for ever");
      await this.step(0);
    }
  }

  goodKeys(): Set<number> {
    if (!this.awsAnswers || this.partnerTakesNothing) return new Set();
    return new Set(Object.values(this.labels).filter((version) => this.slots.includes(version)));
  }

  /** Every claim that has to hold at any moment. */
  check(): void {
    const budget = 6 + this.now / (10 * SECONDS);
    assert.ok(this.reads.AWSPENDING <= budget + this.disturbances, `${this.reads.AWSPENDING} trials in ${this.now} ms`);
    for (const request of this.requests) {
      assert.ok(request.attempts <= 3, `request ${request.name} was attempted ${request.attempts} times`);
      assert.ok(request.executions <= 1, `request ${request.name} was executed ${request.executions} times`);
      assert.equal(
        request.acceptedAfter ?? request.attempts,
        request.attempts,
        "an acceptance was followed by another attempt",
      );
      const pairs = request.tried.map(({ version, apiKey }) => `${version} ${apiKey}`);
      assert.equal(new Set(pairs).size, pairs.length, "a key was tried twice");
    }
  }

  /** At the end: everybody has an answer, and nobody was refused who was owed one. */
  checkEnd(): void {
    this.check();
    let heldBack = this.mostHeldBack();
    for (const request of this.requests) {
      assert.notEqual(request.outcome, "open", `request ${request.name} is stranded`);
      const isOwed = request.outcome === "refused" && !request.isPoisoned && (request.owed?.size ?? 0) > 0;
      if (!isOwed || this.hadNoAttemptLeft(request) || heldBack-- > 0) continue;
      assert.fail(
        `request ${request.name} was refused, and the partner knew ${[...(request.owed ?? [])].join()} all the time`,
      );
    }
  }

  /** It began with a key that has lost its label, or with an API key of before: one attempt more than there are labels. */
  private hadNoAttemptLeft({ tried, attempts }: Request): boolean {
    const labelled = Object.values(this.labels);
    return attempts === 3 && tried.some(({ version, apiKey }) => !labelled.includes(version) || apiKey !== this.apiKey);
  }

  /**
   * Each request that the bound on trials held back is told. Only trials use it up: three at least, and each reads
   * AWSCURRENT. The first read is the load.
   */
  private mostHeldBack(): number {
    if (this.reads.AWSCURRENT - 1 < 3) return 0;
    return this.events.filter((event) => event.type === "refused" && event.heldBack).length;
  }

  private read(arn: string, stage: Stage): Promise<{ versionId: string; value: string } | undefined> {
    assert.ok(STAGES.includes(stage));
    const isForSomebody = this.requests.some((r) => r.outcome === "open" && !r.controller.signal.aborted);
    assert.ok(isForSomebody, "a label is read, and every request has ended or was given up");
    if (arn === PRIVATE_KEY_ARN) this.reads[stage]++;
    if (stage === "AWSPENDING") {
      // The read of a trial that was given up stays under way
      const givenUp = this.requests.filter(({ controller }) => controller.signal.aborted).length;
      assert.ok(++this.pendingReadsInFlight <= 1 + givenUp, "two trials at once");
    }
    return this.travel(arn === API_KEY_ARN ? "read API key" : `read ${stage} ${this.reads[stage]}`, () => {
      if (stage === "AWSPENDING") this.pendingReadsInFlight--;
      if (!this.awsAnswers) throw Object.assign(new Error(`no answer, ${SECRET_LINES[0]!}`), { name: "TimeoutError" });
      if (arn === API_KEY_ARN) return { versionId: `a${this.apiKey}`, value: `${API_KEY_CANARY}${this.apiKey}` };
      const version = this.labels[stage];
      return version === undefined ? undefined : { versionId: `v${version}`, value: PEMS[version % PEMS.length]! };
    });
  }

  private attempt(request: Request, key: AttemptKey): Promise<Answer> {
    assert.ok(!request.controller.signal.aborted, `request ${request.name} was given up, and is attempted`);
    const pair = { version: Number(key.versionId.slice(1)), apiKey: Number(key.apiKey?.slice(API_KEY_CANARY.length)) };
    request.attempts++;
    const sent = this.travel(`request ${request.name}`, (): Answer => {
      request.tried.push(pair);
      const isKnown = this.slots.includes(pair.version) && pair.apiKey >= this.oldestApiKey;
      if (request.isPoisoned || this.partnerTakesNothing || !isKnown) {
        request.owed ??= this.goodKeys();
        return { isRefused: true };
      }
      request.executions++;
      request.acceptedAfter = request.attempts;
      if (this.losesNextAnswer) {
        this.losesNextAnswer = false;
        throw new Error("socket hang up");
      }
      return { isRefused: false };
    });
    return new Promise((resolve, reject) => {
      sent.then(resolve, reject);
      request.stops.push(reject);
    });
  }

  /** There and back: what happens there happens when a step says so, and its answer takes another step. */
  private travel<T>(name: string, there: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const run = () => {
        let answer: () => void;
        try {
          const value = there();
          answer = () => resolve(value);
        } catch (error) {
          answer = () => reject(error instanceof Error ? error : new Error(String(error)));
        }
        this.tasks.push({ name: `answer: ${name}`, run: answer });
      };
      this.tasks.push({ name, run });
    });
  }
}
