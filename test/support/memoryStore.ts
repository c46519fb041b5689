import { PartnerKeysError, type ErrorCode } from "../../resources/errors";
import type {
  NewSecret,
  NewVersion,
  SecretDescription,
  SecretStore,
  StageMove,
  WrittenVersion,
} from "../../resources/plugin/store/secretStore";

type Operation = keyof SecretStore;

interface Version {
  readonly value: string;
  readonly labels: Set<string>;
}

interface Secret {
  readonly arn: string;
  readonly name: string;
  description: string;
  kmsKeyId: string | undefined;
  readonly tags: Map<string, string>;
  readonly versions: Map<string, Version>;
  scheduledForDeletion: Date | undefined;
}

const DAY = 24 * 60 * 60 * 1000;
const refusal = (code: ErrorCode, what: string) => new PartnerKeysError(code, `memory store: ${what}`);

/**
 * Secrets Manager in memory, as strict as the real one: versions never change, a label is on one version only, the
 * version that loses AWSCURRENT gets AWSPREVIOUS, and a secret scheduled for deletion takes no change but a restore.
 */
export class MemoryStore implements SecretStore {
  /** Operations in the order they were asked for. */
  readonly calls: Operation[] = [];
  private readonly secrets = new Map<string, Secret>();
  private readonly stored = new Set<string>();
  private readonly released = new Map<string, number>();
  private readonly interruptions = new Map<Operation, () => void>();
  private staleLooks = 0;
  private suffixes = 0;

  constructor(
    private readonly now: () => Date,
    private readonly region = "us-east-1",
  ) {}

  /** Every value that was ever stored. */
  get values(): readonly string[] {
    return [...this.stored];
  }

  /** Runs just before the next call of an operation: what somebody else does meanwhile, or an error to throw. */
  beforeNext(operation: Operation, act: () => void): void {
    this.interruptions.set(operation, act);
  }

  /** The next `refusals` creations of this name find it still being deleted by force. */
  releaseSlowly(name: string, refusals: number): void {
    this.released.set(name, refusals);
  }

  /** The next looks find nothing yet: Secrets Manager is eventually consistent. */
  tellLate(looks: number): void {
    this.staleLooks = looks;
  }

  private isStale(): boolean {
    return this.staleLooks > 0 && this.staleLooks-- > 0;
  }

  valueOf(secretId: string, versionId: string): string | undefined {
    return this.secret(secretId).versions.get(versionId)?.value;
  }

  versionsOf(secretId: string): string[] {
    return [...this.secret(secretId).versions.keys()];
  }

  /** AWS discards a version without labels when there are too many. */
  prune(secretId: string, versionId: string): void {
    const { versions } = this.secret(secretId);
    versions.get(versionId)?.labels.clear();
    versions.delete(versionId);
  }

  async create(secret: NewSecret): Promise<WrittenVersion | { readonly refused: PartnerKeysError }> {
    this.enter("create");
    if (!/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(secret.name)) throw refusal("ERR_STORE_REFUSED", `no name: ${secret.name}`);
    const waits = this.released.get(secret.name) ?? 0;
    if (waits > 0) {
      this.released.set(secret.name, waits - 1);
      return { refused: refusal("ERR_STORE_REFUSED", `${secret.name} is being deleted`) };
    }
    const taken = this.secrets.get(secret.name);
    if (taken !== undefined) {
      const isReplay =
        taken.scheduledForDeletion === undefined && taken.versions.get(secret.token)?.value === secret.value;
      if (isReplay) return { arn: taken.arn, versionId: secret.token };
      return { refused: refusal("ERR_STORE_REFUSED", `${secret.name} exists`) };
    }
    const made: Secret = {
      arn: `arn:aws:secretsmanager:${this.region}:123456789012:secret:${secret.name}-${String(++this.suffixes).padStart(6, "A")}`,
      name: secret.name,
      description: secret.description ?? "",
      kmsKeyId: secret.kmsKeyId,
      tags: new Map(Object.entries(secret.tags)),
      versions: new Map(),
      scheduledForDeletion: undefined,
    };
    this.secrets.set(secret.name, made);
    return this.add(made, secret.token, secret.value, []);
  }

  async put({ secretId, token, value, stages }: NewVersion): Promise<WrittenVersion> {
    this.enter("put");
    const secret = this.usable(secretId);
    const known = secret.versions.get(token);
    if (known === undefined) return this.add(secret, token, value, stages);
    if (known.value !== value) throw refusal("ERR_STORE_REFUSED", `version ${token} exists with another value`);
    return { arn: secret.arn, versionId: token };
  }

  async describe(secretId: string): Promise<SecretDescription | undefined> {
    this.enter("describe");
    const secret = this.find(secretId);
    if (secret === undefined || this.isStale()) return undefined;
    const labelled = [...secret.versions].filter(([, { labels }]) => labels.size > 0);
    return {
      arn: secret.arn,
      name: secret.name,
      ...(secret.scheduledForDeletion === undefined ? {} : { scheduledForDeletion: secret.scheduledForDeletion }),
      description: secret.description,
      ...(secret.kmsKeyId === undefined ? {} : { kmsKeyId: secret.kmsKeyId }),
      tags: Object.fromEntries(secret.tags),
      stages: Object.fromEntries(labelled.map(([id, { labels }]) => [id, [...labels].sort()])),
    };
  }

  async hasVersion(secretId: string, versionId: string): Promise<boolean> {
    this.enter("hasVersion");
    return !this.isStale() && this.secret(secretId).versions.has(versionId);
  }

  async moveStage({ arn, stage, to, from }: StageMove): Promise<void> {
    this.enter("moveStage");
    const secret = this.usable(arn);
    const holder = [...secret.versions].find(([, { labels }]) => labels.has(stage))?.[0];
    const isExpected = holder === from || (from === undefined && holder === to);
    if (!isExpected) throw refusal("ERR_LABEL_MOVED", `${stage} is on ${String(holder)}, not on ${String(from)}`);
    if (to === undefined) {
      if (stage === "AWSCURRENT") throw refusal("ERR_LABEL_MOVED", "AWSCURRENT can only be moved");
      if (holder !== undefined) secret.versions.get(holder)?.labels.delete(stage);
      return;
    }
    if (!secret.versions.has(to)) throw refusal("ERR_SECRET_NOT_FOUND", `version ${to} does not exist`);
    this.label(secret, stage, to);
  }

  async updateMetadata(
    arn: string,
    change: { readonly description?: string; readonly kmsKeyId?: string },
  ): Promise<void> {
    this.enter("updateMetadata");
    const secret = this.usable(arn);
    if (change.description !== undefined) secret.description = change.description;
    if (change.kmsKeyId !== undefined) secret.kmsKeyId = change.kmsKeyId || undefined;
  }

  async tag(arn: string, tags: Readonly<Record<string, string>>): Promise<void> {
    this.enter("tag");
    const secret = this.usable(arn);
    for (const [key, value] of Object.entries(tags)) secret.tags.set(key, value);
  }

  async untag(arn: string, keys: readonly string[]): Promise<void> {
    this.enter("untag");
    const secret = this.usable(arn);
    for (const key of keys) secret.tags.delete(key);
  }

  async restore(arn: string): Promise<void> {
    this.enter("restore");
    this.secret(arn).scheduledForDeletion = undefined;
  }

  async delete(arn: string, recoveryWindowInDays: number): Promise<Date | undefined> {
    this.enter("delete");
    const secret = this.find(arn);
    if (secret === undefined) return undefined;
    if (recoveryWindowInDays === 0) {
      this.secrets.delete(secret.name);
      return this.now();
    }
    return (secret.scheduledForDeletion ??= new Date(this.now().getTime() + recoveryWindowInDays * DAY));
  }

  private enter(operation: Operation): void {
    this.calls.push(operation);
    const act = this.interruptions.get(operation);
    this.interruptions.delete(operation);
    act?.();
  }

  private add(secret: Secret, id: string, value: string, stages: readonly string[]): WrittenVersion {
    const wanted = secret.versions.size === 0 ? [...stages, "AWSCURRENT"] : stages;
    secret.versions.set(id, { value, labels: new Set() });
    this.stored.add(value);
    for (const stage of wanted) this.label(secret, stage, id);
    return { arn: secret.arn, versionId: id };
  }

  private label(secret: Secret, stage: string, to: string): void {
    const loser = [...secret.versions].find(([, { labels }]) => labels.has(stage));
    if (loser?.[0] === to) return;
    loser?.[1].labels.delete(stage);
    secret.versions.get(to)?.labels.add(stage);
    if (stage !== "AWSCURRENT" || loser === undefined) return;
    for (const { labels } of secret.versions.values()) labels.delete("AWSPREVIOUS");
    loser[1].labels.add("AWSPREVIOUS");
  }

  private find(secretId: string): Secret | undefined {
    return this.secrets.get(secretId) ?? [...this.secrets.values()].find(({ arn }) => arn === secretId);
  }

  private secret(secretId: string): Secret {
    const secret = this.find(secretId);
    if (secret === undefined) throw refusal("ERR_SECRET_NOT_FOUND", `no secret ${secretId}`);
    return secret;
  }

  private usable(secretId: string): Secret {
    const secret = this.secret(secretId);
    if (secret.scheduledForDeletion) throw refusal("ERR_STORE_REFUSED", `${secretId} was marked for deletion`);
    return secret;
  }
}
