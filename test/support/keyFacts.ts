import type { KeyFacts, SecretFacts, ToldFacts } from "../../resources/secrets/look";

/** 2026-04-11, 100 days after the live key of {@link secretFacts} was made. */
export const NOW = new Date("2026-04-11T00:00:00Z");

export function keyFacts(versionId: string, createdAt: string, more: Partial<KeyFacts> = {}): KeyFacts {
  const unknown = { key: undefined, lastReadAt: undefined, told: undefined, isLeftOut: false };
  return { versionId, createdAt: new Date(createdAt), ...unknown, ...more };
}

/** What the tags tell of a key that this version put live; it has no certificate, unless `more` says so. */
export function toldFacts(more: Partial<ToldFacts> = {}): ToldFacts {
  const none = { acknowledged: undefined, certificateEndsAt: undefined, keyId: undefined };
  return { promotedAt: new Date("2026-01-02T00:00:00Z"), ...none, ...more };
}

export function secretFacts(more: Partial<SecretFacts> = {}): SecretFacts {
  return {
    ...{ arn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:acme/production/private.pem-AbCdEf" },
    ...{ name: "acme/production/private.pem", account: "123456789012", region: "us-east-1" },
    ...{ owner: "acme/production/acme-key", kind: "key-pair" },
    live: keyFacts("one", "2026-01-01T00:00:00Z"),
    ...{ pending: undefined, previous: undefined, createdAt: new Date("2026-01-01T00:00:00Z") },
    ...{ lastReadAt: undefined, deletedDate: undefined, moved: undefined, unseen: undefined },
    ...more,
  };
}
