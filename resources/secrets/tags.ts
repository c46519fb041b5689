/** What the key of every tag of ours begins with; no user's tag may (resources/aws/settings/rows.ts, tagMap). */
export const OURS = "partner-keys:";

/** Tag of every secret we own: `<project>/<stack>/<resource name>`. */
export const OWNER_TAG = "partner-keys:owner";

/** Tag that says what a secret holds, written when it is made: a key pair and an API key never share one by mistake. */
export const KIND_TAG = "partner-keys:kind";

/** Tags of the live record: which version is live, its fingerprint, and its public half in as many parts as it needs. */
export const LIVE_TAGS = {
  version: "partner-keys:live-version",
  fingerprint: "partner-keys:live-fingerprint",
  publicKey: ["partner-keys:live-public-key-1", "partner-keys:live-public-key-2", "partner-keys:live-public-key-3"],
} as const;

/** Tags of facts about two versions, as resources/secrets/about.ts writes them. What they say is of the version they name. */
export const ABOUT_TAGS = { live: "partner-keys:about-live", pending: "partner-keys:about-pending" } as const;

/** The most tags that a resource can have (quotas of Secrets Manager). */
export const MOST_TAGS = 50;

/** What AWS allows in the value of a tag (API reference, Tag). */
export const TAG_VALUE_LENGTH = 256;

export type Tags = Readonly<Record<string, string>>;

/** Whether the owner tag names a resource of the stack of `owner` (`<project>/<stack>/<resource name>`). */
export function isOfStack(tags: Tags, owner: string): boolean {
  const stackOf = (resource: string) => resource.split("/").slice(0, 2).join("/");
  const tag = tags[OWNER_TAG];
  return tag !== undefined && stackOf(tag) === stackOf(owner);
}
