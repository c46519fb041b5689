import { failure, PartnerKeysError } from "../errors";
import type { Tell } from "./events";
import { heldApiKey, heldKey, type SecretVersion } from "./heldValue";
import type { Stage } from "../secrets/labels";
import type { HeldApiKey, HeldKey } from "./signingKey";

/** Reads the version that a label names; `undefined`: no version carries it, or there is no such secret. */
export type ReadSecret = (secretArn: string, stage: Stage, aws: AwsReader) => Promise<SecretVersion | undefined>;
/** {@link ReadSecret} of whoever asks AWS itself. */
export type ReadVersion = (secretArn: string, stage: Stage) => Promise<SecretVersion | undefined>;

/** What a reader of one's own may ask AWS by. Its client is made once it is asked. */
export interface AwsReader {
  /** The secret of the private key. Any other one that is read is that of the API key. */
  readonly privateKeySecretArn: string;
  /** GetSecretValue, the label named, 2 tries of 4 seconds. */
  readonly read: ReadVersion;
  /** The tags of a secret, by DescribeSecret. */
  readonly tags: (
    secretArn: string,
  ) => Promise<readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[]>;
}

/** What lasts until somebody acts. After any other error the key known from before is used. */
const LASTING = new Set(["ERR_KEY_UNUSABLE", "ERR_SECRET_NOT_FOUND", "ERR_STORE_DENIED"]);

/** A key as a read that may fail gives it. */
export interface Found<K> {
  /** The key known from before where the read failed, unless its error is there to stay. */
  readonly key: K | undefined;
  /** Whether AWS gave no answer. */
  readonly isAway: boolean;
}

/** The keys as they are read: each version is parsed once, the text is dropped, what was known outlasts an outage. */
export class KeySource {
  readonly #known = new Map<Stage, HeldKey>();
  readonly #told = new Set<string>();
  #apiKey: HeldApiKey | undefined;
  #isForgotten = false;
  /** Reads that were begun, and of each secret and label the one whose answer is known. */
  #begun = 0;
  readonly #newest = new Map<string, number>();

  constructor(
    private readonly privateKeySecretArn: string,
    private readonly apiKeySecretArn: string | undefined,
    private readonly read: ReadVersion,
    private readonly tell: Tell,
  ) {}

  /** What was read last under this label; reads nothing. */
  known(stage: Stage): HeldKey | undefined {
    return this.#known.get(stage);
  }

  /** Reads anew. @throws what the reader throws; `ERR_KEY_UNUSABLE`; for AWSCURRENT `ERR_SECRET_NOT_FOUND` */
  async key(stage: "AWSCURRENT"): Promise<HeldKey>;
  async key(stage: Stage): Promise<HeldKey | undefined>;
  async key(stage: Stage): Promise<HeldKey | undefined> {
    const { version, isNewest } = await this.version(this.privateKeySecretArn, stage);
    const parsed = [...this.#known.values()].find(({ versionId }) => versionId === version?.versionId);
    if (isNewest) this.#known.delete(stage);
    if (version === undefined) return undefined;
    const key = parsed === undefined ? heldKey(this.privateKeySecretArn, stage, version) : { ...parsed, stage };
    if (isNewest) this.#known.set(stage, key);
    return key;
  }

  /** Reads anew; `undefined` without an API key. */
  async apiKey(): Promise<HeldApiKey | undefined> {
    if (this.apiKeySecretArn === undefined) return undefined;
    const { version, isNewest } = await this.version(this.apiKeySecretArn, "AWSCURRENT");
    const apiKey = version && heldApiKey(this.apiKeySecretArn, version);
    if (isNewest) this.#apiKey = apiKey;
    return apiKey;
  }

  /** As `key`, but an error is told and stops nothing. */
  async keyIfReadable(stage: Stage): Promise<Found<HeldKey>> {
    const known = this.#known.get(stage);
    try {
      return { key: await this.key(stage), isAway: false };
    } catch (error) {
      this.tellUnreadable(this.privateKeySecretArn, stage, error);
      const lasts = error instanceof PartnerKeysError && LASTING.has(error.code);
      return { key: lasts ? undefined : known, isAway: !lasts };
    }
  }

  async apiKeyIfReadable(): Promise<Found<HeldApiKey>> {
    try {
      return { key: await this.apiKey(), isAway: false };
    } catch (error) {
      if (this.apiKeySecretArn !== undefined) this.tellUnreadable(this.apiKeySecretArn, "AWSCURRENT", error);
      return { key: this.#apiKey, isAway: !(error instanceof PartnerKeysError && LASTING.has(error.code)) };
    }
  }

  /** For good: a read that is under way leaves nothing behind either. */
  forget(): void {
    this.#isForgotten = true;
    this.#known.clear();
    this.#apiKey = undefined;
  }

  private async version(secretArn: string, stage: Stage) {
    const place = `${secretArn} ${stage}`;
    const turn = ++this.#begun;
    let version: SecretVersion | undefined;
    try {
      version = await this.read(secretArn, stage);
    } catch (error) {
      throw safe(`reading ${stage} of ${secretArn}`, error);
    }
    if (version === undefined && stage === "AWSCURRENT") {
      throw failure("ERR_SECRET_NOT_FOUND", {
        doing: `reading AWSCURRENT of ${secretArn}`,
        what: "there is no such secret, or no version of it has that label",
        advice: "check the ARN, and run pulumi up where the key was never made live",
      });
    }
    this.#told.delete(place);
    // Nobody waits for the read of a request that was given up: its answer may come after that of a later read
    const isNewest = !this.#isForgotten && turn > (this.#newest.get(place) ?? 0);
    if (isNewest) this.#newest.set(place, turn);
    return { version, isNewest };
  }

  private tellUnreadable(secretArn: string, stage: Stage, error: unknown): void {
    if (this.#told.has(`${secretArn} ${stage}`)) return;
    this.#told.add(`${secretArn} ${stage}`);
    this.tell({ type: "unreadable", secretArn, stage, reason: (error as PartnerKeysError).message });
  }
}

/** Our own errors quote no value; of anything else, that of a reader of the user's, only the name is safe to pass on. */
function safe(doing: string, error: unknown): PartnerKeysError {
  if (error instanceof PartnerKeysError) return error;
  const name = error instanceof Error ? error.name : typeof error;
  return failure("ERR_STORE_UNAVAILABLE", { doing, what: `the given read threw ${name}`, advice: "try again" });
}
