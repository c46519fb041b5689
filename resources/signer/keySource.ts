import { createPublicKey } from "node:crypto";
import { readPrivateKey, whatItIs } from "../crypto/privateKey";
import { fingerprintOf } from "../crypto/publicKey/fingerprint";
import { readApiKey } from "../crypto/readApiKey";
import { PartnerKeysError } from "../errors";
import type { Tell } from "./events";
import type { HeldApiKey, HeldKey, Stage } from "./signingKey";

/** A version of a secret as it was read. */
export interface SecretVersion {
  /** Version of the secret, as AWS names it. */
  readonly versionId: string;
  /** What the secret holds, as text: a private key or an API key. */
  readonly value: string;
}

/** Reads the version that a label names; `undefined`: no version carries it, or there is no such secret. */
export type ReadSecret = (secretArn: string, stage: Stage) => Promise<SecretVersion | undefined>;

/** What lasts until somebody acts. After any other error the key known from before is used. */
const LASTING = new Set(["ERR_KEY_UNUSABLE", "ERR_SECRET_NOT_FOUND", "ERR_STORE_DENIED"]);

/** The keys as they are read: each version is parsed once, the text is dropped, what was known outlasts an outage. */
export class KeySource {
  readonly #known = new Map<Stage, HeldKey>();
  readonly #told = new Set<string>();
  #apiKey: HeldApiKey | undefined;

  constructor(
    private readonly privateKeySecretArn: string,
    private readonly apiKeySecretArn: string | undefined,
    private readonly read: ReadSecret,
    private readonly tell: Tell,
  ) {}

  /** Reads anew. @throws what the reader throws; `ERR_KEY_UNUSABLE`; for AWSCURRENT `ERR_SECRET_NOT_FOUND` */
  async key(stage: Stage): Promise<HeldKey | undefined> {
    const version = await this.version(this.privateKeySecretArn, stage);
    const parsed = [...this.#known.values()].find(({ versionId }) => versionId === version?.versionId);
    this.#known.delete(stage);
    if (version === undefined) return undefined;
    const key = parsed === undefined ? hold(this.privateKeySecretArn, stage, version) : { ...parsed, stage };
    this.#known.set(stage, key);
    return key;
  }

  /** Reads anew; `undefined` without an API key. */
  async apiKey(): Promise<HeldApiKey | undefined> {
    if (this.apiKeySecretArn === undefined) return undefined;
    const version = await this.version(this.apiKeySecretArn, "AWSCURRENT");
    return (this.#apiKey = version && holdApiKey(this.apiKeySecretArn, version));
  }

  /** As `key`, but an error is told and stops nothing: the key known from before, unless the error is there to stay. */
  async keyIfReadable(stage: Stage): Promise<HeldKey | undefined> {
    const known = this.#known.get(stage);
    try {
      return await this.key(stage);
    } catch (error) {
      this.tellUnreadable(this.privateKeySecretArn, stage, error);
      return error instanceof PartnerKeysError && LASTING.has(error.code) ? undefined : known;
    }
  }

  async apiKeyIfReadable(): Promise<HeldApiKey | undefined> {
    try {
      return await this.apiKey();
    } catch (error) {
      if (this.apiKeySecretArn !== undefined) this.tellUnreadable(this.apiKeySecretArn, "AWSCURRENT", error);
      return this.#apiKey;
    }
  }

  forget(): void {
    this.#known.clear();
    this.#apiKey = undefined;
  }

  private async version(secretArn: string, stage: Stage): Promise<SecretVersion | undefined> {
    let version: SecretVersion | undefined;
    try {
      version = await this.read(secretArn, stage);
    } catch (error) {
      throw safe(`reading ${stage} of ${secretArn}`, error);
    }
    if (version === undefined && stage === "AWSCURRENT") {
      throw new PartnerKeysError(
        "ERR_SECRET_NOT_FOUND",
        `reading AWSCURRENT of ${secretArn}: there is no such secret, or no version of it has that label; check the ARN, and run pulumi up where the key was never made live`,
      );
    }
    this.#told.delete(`${secretArn} ${stage}`);
    return version;
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
  return new PartnerKeysError("ERR_STORE_UNAVAILABLE", `${doing}: the given read threw ${name}; try again`);
}

function hold(secretArn: string, stage: Stage, { versionId, value }: SecretVersion): HeldKey {
  const privateKey = readPrivateKey(value);
  if (privateKey === undefined) {
    throw new PartnerKeysError(
      "ERR_KEY_UNUSABLE",
      `reading ${stage} of ${secretArn}: version ${versionId} holds no private key that can be read (it is ${whatItIs(value)}); allowed: a form that this package stores, without a passphrase; is this the secret of the API key?`,
    );
  }
  const fingerprint = fingerprintOf(createPublicKey(privateKey).export({ type: "spki", format: "der" }));
  return { versionId, stage, fingerprint, privateKey };
}

/** It goes into a header, and to the partner: a private key that was taken for it must not. */
function holdApiKey(secretArn: string, { versionId, value }: SecretVersion): HeldApiKey {
  const read = readApiKey(value);
  if ("line" in read) return { versionId, value: read.line };
  throw new PartnerKeysError(
    "ERR_KEY_UNUSABLE",
    `reading AWSCURRENT of ${secretArn}: version ${versionId} holds no API key (it is ${read.isInstead}); allowed: one line of printable ASCII; is this the secret of the private key?`,
  );
}
