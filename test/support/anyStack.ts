import * as assert from "node:assert/strict";
import { publicJwk } from "../../resources/crypto/publicKey/jwk";
import { FakeWorld, HOUR } from "./fakeWorld";
import type { Props } from "./keyLife";
import type { MemoryStore } from "./memoryStore";

class Killed extends Error {}
interface InState {
  readonly inputs: Props;
  readonly outs: Props;
}
interface Version {
  readonly versionId: string;
  readonly fingerprint: string;
  readonly publicKeyPem?: string;
}

/** Pulumi's provider interface as the engine uses it: all methods are there. */
interface Provider {
  check(olds: Props, news: Props): Promise<{ readonly inputs: Props; readonly failures: readonly unknown[] }>;
  diff(id: string, olds: Props, news: Props): Promise<{ readonly changes?: boolean; readonly replaces?: string[] }>;
  create(inputs: Props): Promise<{ readonly outs: Props }>;
  update(id: string, olds: Props, news: Props): Promise<{ readonly outs: Props }>;
  read(id: string, outs: Props): Promise<{ readonly id: string; readonly props: Props }>;
  delete(id: string, outs: Props): Promise<void>;
}
const ID = "id";

/** A stack with one owned key and its Activation: the engine's order of calls, state saved after each of them. */
export class AnyStack {
  config = {
    rotation: "1",
    name: "a",
    mode: "acknowledged",
    acknowledged: undefined as string | undefined,
    hours: undefined as number | undefined,
    /** How a person decides about a version of somebody else, once `up` asks for that. */
    decides: "discard" as "adopt" | "discard",
    adopt: undefined as string | undefined,
    discard: undefined as string | undefined,
    /** Fingerprints, as a person types them at night. */
    compromised: [] as readonly string[],
  };
  readonly world = new FakeWorld();
  readonly fingerprints = new Map<string, string>();
  key: InState | undefined;
  activation: InState | undefined;
  condemned: Props[] = [];
  /** The pending key that the JWKS holds. */
  private published: string | undefined;
  /** Versions that somebody else made. */
  readonly strangers = new Set<string>();
  private callsLeft = Infinity;
  /** Calls of the last run. */
  private calls = 0;
  private isLastServed = false;
  readonly store: MemoryStore = this.world.store;

  constructor() {
    // A kill comes before a call, or after one: then it was served, and state knows nothing of it
    this.world.storeOf = () =>
      new Proxy<MemoryStore>(this.store, {
        get: (store, name) => {
          const method: unknown = Reflect.get(store, name);
          if (typeof method !== "function" || name === "time") return method; // that is no call
          return async (...args: unknown[]) => {
            this.calls++;
            const isLast = this.callsLeft-- <= 0;
            if (isLast && !this.isLastServed) throw new Killed();
            const answer = await (method as (...a: unknown[]) => Promise<unknown>).apply(store, args);
            if (isLast) throw new Killed();
            return answer;
          };
        },
      });
  }

  get arn(): string | undefined {
    return this.activation?.outs["secretArn"] as string | undefined;
  }

  version(which: string): Version | undefined {
    return (this.activation?.outs[which] as Version | null) ?? undefined;
  }

  async holder(label: string, arn = this.arn): Promise<string | undefined> {
    const stages = (arn === undefined ? undefined : await this.store.describe(arn))?.stages ?? {};
    return Object.keys(stages).find((id) => stages[id]?.includes(label));
  }

  /** `up`; the error is an answer. */
  async up({ refresh = false, killedAfter = Infinity, isLastServed = false } = {}): Promise<Error | undefined> {
    const [before, arn] = [this.version("live")?.versionId, this.arn];
    const told = ["live", "pending", "previous"].flatMap((which) => this.version(which) ?? []);
    const known = told.map(({ versionId }) => versionId);
    // The create of a key may have been killed; its Activation knows it by the tags then
    for (const { versionId, fingerprint } of told) this.fingerprints.set(versionId, fingerprint);
    const since = this.activation?.outs["publishedSince"];
    const isOver = typeof since === "string" && Date.parse(since) + HOUR <= this.world.now().getTime();
    const current = await this.holder("AWSCURRENT", arn);
    this.callsLeft = killedAfter;
    this.calls = 0;
    this.isLastServed = isLastServed;
    const error = await this.run(refresh).then(
      () => undefined,
      (thrown: unknown) => thrown as Error,
    );
    this.callsLeft = Infinity;
    const now = await this.holder("AWSCURRENT", arn);
    const { mode, acknowledged } = this.config;
    const isForced = this.isNamed(before) && before !== now;
    const isAsked = mode === "immediate" || now === before || this.isAcknowledged(now, acknowledged);
    const isPublished = mode === "published" && acknowledged === undefined && now === this.published && isOver;
    assert.ok(
      now === current || isAsked || isPublished || isForced || arn === undefined,
      `${String(now)} went live unasked`,
    );
    const isStays = !(await this.isStrange(current, before)) || now === current;
    assert.ok(isStays || this.config.discard === current, `${String(current)} of somebody else was taken off unasked`);
    const secret = this.arn === undefined ? undefined : await this.store.describe(this.arn);
    assert.equal(secret?.scheduledForDeletion, undefined, "the secret that the live key is in was deleted");
    // A run that has nothing to change asks nobody, and so cannot see what somebody moved by hand
    if (error === undefined && this.calls > 0) await this.assertDead(known);
    return error;
  }

  private isNamed(versionId: string | undefined): boolean {
    const { compromised } = this.config;
    return compromised.includes(this.fingerprints.get(String(versionId)) ?? "");
  }

  /** No label of the secret is on a key that is named and known to the state, nor on one that was named before. */
  private async assertDead(known: readonly (string | undefined)[]): Promise<void> {
    const stages = (this.arn === undefined ? undefined : await this.store.describe(this.arn))?.stages ?? {};
    const dead = (this.activation?.outs["compromisedKeys"] ?? []) as readonly Version[];
    for (const [versionId, labels] of Object.entries(stages))
      assert.ok(
        !(known.includes(versionId) && this.isNamed(versionId)) && !dead.some((key) => key.versionId === versionId),
        `${labels.join(", ")} is on ${versionId}, which is compromised`,
      );
  }

  /** What the JWKS holds from now on. */
  publish(what: string): void {
    const keys = [this.version("live"), what === "both" ? this.version("pending") : undefined];
    const pems = keys.flatMap((key) => key?.publicKeyPem ?? []);
    this.world.jwks =
      what === "nothing"
        ? { status: 404, body: "" }
        : { status: 200, body: JSON.stringify({ keys: pems.map((pem) => publicJwk(pem)) }) };
    this.published = what === "both" ? this.version("pending")?.versionId : undefined;
  }

  /** A person at the console, an hour later. With AWSCURRENT the value is live at once. */
  async putByHand(stage: string): Promise<void> {
    if (this.arn === undefined) return;
    this.world.advance(HOUR);
    const token = this.world.newToken();
    const put = { secretId: this.arn, value: "somebody-elses-value", token, stages: [stage] };
    const isPut = await this.store.put(put).catch(() => undefined); // scheduled
    if (isPut !== undefined) this.strangers.add(token);
  }

  /** Whether somebody else made the version, after the key that is live by the state (decision 0031). */
  private async isStrange(versionId: string | undefined, live: string | undefined): Promise<boolean> {
    if (this.arn === undefined || versionId === undefined || !this.strangers.has(versionId)) return false;
    const dates = await this.store.versionDates(this.arn);
    const madeAt = (id: string | undefined) => dates.get(String(id))?.getTime() ?? Infinity;
    return madeAt(versionId) > madeAt(live);
  }

  private isAcknowledged(versionId: string | undefined, acknowledged: string | undefined): boolean {
    return acknowledged !== undefined && this.fingerprints.get(String(versionId)) === acknowledged;
  }

  private async run(refresh: boolean): Promise<void> {
    const { RsaKeyPair, Activation } = this.world.providers() as unknown as Record<
      "RsaKeyPair" | "Activation",
      Provider
    >;
    if (refresh) {
      this.key = await refreshed(RsaKeyPair, this.key);
      this.activation = await refreshed(Activation, this.activation);
    }
    const { rotation, name, mode, acknowledged, hours, adopt, discard, compromised } = this.config;
    const before = this.key;
    const key = {
      secretName: name,
      keepers: { rotation },
      publishAs: "pending",
      compromised,
      owner: "p/s/key",
      recoveryWindowInDays: 7,
    };
    this.key = await this.declare(RsaKeyPair, before, key, (made) => {
      if (before !== undefined) this.condemned.push(before.outs);
      this.fingerprints.set(String(made["versionId"]), String(made["fingerprint"]));
    });
    const { secretArn, versionId, fingerprint, publicKeyPem } = this.key.outs;
    const asked = mode === "immediate" ? {} : { acknowledgedFingerprint: acknowledged };
    const activation = {
      secretArn,
      candidate: { versionId, fingerprint, publicKeyPem },
      mode,
      retirePreviousAfterHours: hours,
      adoptVersionId: adopt,
      discardVersionId: discard,
      compromised,
      owner: "p/s/live",
      ...(mode === "published" ? { jwksUrl: "https://keys.example.com/jwks.json", publishedForHours: 1 } : {}),
      ...asked,
    };
    this.activation = await this.declare(Activation, this.activation, activation);
    for (const old of [...this.condemned]) {
      await RsaKeyPair.delete(ID, old);
      this.condemned = this.condemned.filter((other) => other !== old);
    }
  }

  private async declare(
    provider: Provider,
    old: InState | undefined,
    declared: Props,
    made?: (outs: Props) => void,
  ): Promise<InState> {
    const news = JSON.parse(JSON.stringify(declared)) as Props;
    const { inputs, failures } = await provider.check(old?.inputs ?? {}, news);
    assert.deepEqual(failures, []);
    const diff = old === undefined ? undefined : await provider.diff(ID, old.outs, inputs);
    if (old !== undefined && diff?.changes !== true) return { inputs, outs: old.outs };
    if (old !== undefined && (diff?.replaces ?? []).length === 0)
      return { inputs, outs: (await provider.update(ID, old.outs, inputs)).outs };
    const { outs } = await provider.create(inputs);
    made?.(outs);
    return { inputs, outs };
  }

  /** Does what the messages say until `up` ends well: no error may be one that nobody can resolve. */
  async settle(): Promise<void> {
    for (let tries = 0; tries < 5; tries++) {
      const error = await this.up({ refresh: true });
      if (error === undefined) return this.assertSettled();
      const named = /SHA256:[A-Za-z0-9+/]{43}=/.exec(
        error.message.replace(/acknowledgedFingerprint SHA256:\S+/, ""),
      )?.[0];
      const stranger =
        error.message.includes("set discardVersionId to it") && /adoptVersionId to (\S+);/.exec(error.message)?.[1];
      if (stranger) {
        const { decides } = this.config;
        this.config = { ...this.config, adopt: undefined, discard: undefined, [decides]: stranger };
      } else if (/compromised \S+ names no key/.test(error.message)) this.config = { ...this.config, compromised: [] };
      else if (named !== undefined) this.config = { ...this.config, acknowledged: named };
      else assert.match(error.message, /run pulumi refresh, then pulumi up/);
    }
    assert.fail("no advice helped");
  }

  private async assertSettled(): Promise<void> {
    for (const [label, which] of [
      ["AWSCURRENT", "live"],
      ["AWSPENDING", "pending"],
      ["AWSPREVIOUS", "previous"],
    ] as const) {
      const told = this.version(which)?.versionId;
      if (told !== undefined) assert.equal(await this.holder(label), told, `${label} is not where the state tells`);
    }
    this.store.calls.length = 0;
    assert.equal(await this.up(), undefined);
    const changes = this.store.calls.filter((call) => call !== "describe" && call !== "versionDates"); // asked by up() here
    assert.deepEqual(changes, [], "up after up changed something");
  }
}

async function refreshed(provider: Provider, old: InState | undefined): Promise<InState | undefined> {
  if (old === undefined) return undefined;
  const found = await provider.read(ID, old.outs);
  if (found.id === "") return undefined;
  await provider.diff(ID, found.props, old.inputs); // the engine shows what a refresh found as a diff
  return { inputs: old.inputs, outs: found.props };
}
