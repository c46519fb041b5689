import type { KeyFacts, SecretFacts } from "../../resources/secrets/look";

/** 2026-04-11, 100 days after the live key of {@link secretFacts} was made. */
export const NOW = new Date("2026-04-11T00:00:00Z");

export function keyFacts(versionId: string, createdAt: string, more: Partial<KeyFacts> = {}): KeyFacts {
  return { versionId, key: undefined, createdAt: new Date(createdAt), lastReadAt: undefined, ...more };
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
