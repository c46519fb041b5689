import type { ReadSecret } from "../../resources/signer";

/** What `/v1/health` tells of the key that `AWSCURRENT` named last. */
export interface Health {
  readonly hasKey: boolean;
  readonly versionId: string | null;
  /** Since AWS made the version. */
  readonly keyAgeSeconds: number | null;
  /** The last read that AWS answered. */
  readonly lastReadAt: string | null;
}

/** A version with its date, as `readBy` gives it. */
interface Dated {
  readonly versionId: string;
  readonly createdAt?: Date | undefined;
}

/** Keeps in mind what was read, and when: ids and dates alone. */
export class ReadRecord {
  #live: Dated | undefined;
  #lastReadAt: Date | undefined;

  constructor(
    private readonly privateKeySecretArn: string,
    private readonly now: () => Date,
  ) {}

  watch(read: ReadSecret): ReadSecret {
    return async (secretArn, stage, aws) => {
      const version = await read(secretArn, stage, aws);
      this.#lastReadAt = this.now();
      if (secretArn === this.privateKeySecretArn && stage === "AWSCURRENT" && version !== undefined) {
        const { versionId, createdAt }: Dated = version;
        this.#live = { versionId, createdAt };
      }
      return version;
    };
  }

  get health(): Health {
    const made = this.#live?.createdAt;
    return {
      hasKey: this.#live !== undefined,
      versionId: this.#live?.versionId ?? null,
      keyAgeSeconds: made === undefined ? null : Math.floor((this.now().getTime() - made.getTime()) / 1000),
      lastReadAt: this.#lastReadAt?.toISOString() ?? null,
    };
  }
}
