/** A value is kept as it came over the wire: text, or bytes in base64. */
export type SecretValue = { readonly SecretString: string } | { readonly SecretBinary: string };

export interface Version {
  readonly id: string;
  readonly value: SecretValue;
  readonly createdAt: Date;
  /** Position in the order of creation; several versions may share one millisecond. */
  readonly order: number;
  readonly labels: Set<string>;
  kmsKeyId: string | undefined;
  lastAccessedAt: Date | undefined;
}

export interface Secret {
  readonly arn: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly order: number;
  readonly tags: Map<string, string>;
  readonly versions: Map<string, Version>;
  versionsEverMade: number;
  description: string | undefined;
  /** undefined = the AWS managed key aws/secretsmanager. */
  kmsKeyId: string | undefined;
  /** JSON text. */
  resourcePolicy: string | undefined;
  changedAt: Date;
  lastAccessedAt: Date | undefined;
  /** End of the recovery window of a secret that is scheduled for deletion. */
  deletionAt: Date | undefined;
}

/** How a secret was until a change of it; undefined: it was not there. */
interface Before {
  readonly until: Date;
  readonly secret: Secret | undefined;
}

/** Longer than any lag that a test asks for. */
const REMEMBERED_MILLISECONDS = 10 * 60 * 1000;

/** All secrets, by account and region: AWS keeps each pair apart. */
export class Store {
  private readonly past = new Map<string, Before[]>();
  private readonly places = new Map<string, Map<string, Secret>>();
  private secretsEverMade = 0;
  private readonly forcedDeletions = new Map<string, Date>();

  /** The secrets of one account and region by name, without those whose recovery window has ended. */
  secrets(account: string, region: string, now: Date): Map<string, Secret> {
    const place = `${account}/${region}`;
    const secrets = this.places.get(place) ?? new Map<string, Secret>();
    this.places.set(place, secrets);
    for (const secret of secrets.values()) {
      if (secret.deletionAt !== undefined && secret.deletionAt <= now) secrets.delete(secret.name);
    }
    return secrets;
  }

  /** Keeps how a secret is before it changes, for reads that lag. */
  remember(account: string, region: string, name: string, now: Date): void {
    const key = `${account}/${region}/${name}`;
    const secret = structuredClone(this.secrets(account, region, now).get(name));
    const kept = (this.past.get(key) ?? []).filter(
      ({ until }) => until.getTime() > now.getTime() - REMEMBERED_MILLISECONDS,
    );
    this.past.set(key, [...kept, { until: now, secret }]);
  }

  /** The one secret as it was then, alone in a store. */
  asOf(account: string, region: string, name: string, then: Date, now: Date): Store {
    const past = this.past.get(`${account}/${region}/${name}`)?.find(({ until }) => until > then);
    const secret = past === undefined ? this.secrets(account, region, now).get(name) : past.secret;
    const store = new Store();
    if (secret !== undefined) store.secrets(account, region, now).set(name, secret);
    return store;
  }

  deleteByForce(account: string, region: string, name: string, now: Date): void {
    this.secrets(account, region, now).delete(name);
    this.forcedDeletions.set(`${account}/${region}/${name}`, now);
  }

  /** When the last secret of this name was deleted by force: the name may not be free yet. */
  forcedDeletionOf(account: string, region: string, name: string): Date | undefined {
    return this.forcedDeletions.get(`${account}/${region}/${name}`);
  }

  nextOrder(): number {
    return this.secretsEverMade++;
  }
}

/** LastAccessedDate has day resolution (API reference, DescribeSecret and ListSecretVersionIds). */
export function markAccessed(secret: Secret, version: Version, now: Date): void {
  const day = new Date(now);
  day.setUTCHours(0, 0, 0, 0);
  secret.lastAccessedAt = day;
  version.lastAccessedAt = day;
}
