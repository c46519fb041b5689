import { publicKeyFingerprint, spkiDer, spkiPem } from "../crypto/publicKey/fingerprint";
import type { KeyVersion } from "../words/keyVersion";
import { isOfStack, LIVE_TAGS, OWNER_TAG, TAG_VALUE_LENGTH, type Tags } from "./tags";

const { version: VERSION, fingerprint: FINGERPRINT, publicKey: PUBLIC_KEY } = LIVE_TAGS;

/**
 * Tags that record, on the secret itself, which version is live and its public half. They are what makes a live key
 * known again whose resource never reached state (killed right after CreateSecret) or left it (destroyed, restored).
 * An SPKI of 4096 bits is 736 base64 characters: three tags; unused ones are written empty.
 */
export function toLiveRecord(live: KeyVersion): Record<string, string> {
  const base64 = live.publicKeyPem === undefined ? "" : spkiDer(live.publicKeyPem).toString("base64");
  const chunks = PUBLIC_KEY.map((key, i) => [key, base64.slice(i * TAG_VALUE_LENGTH, (i + 1) * TAG_VALUE_LENGTH)]);
  return Object.fromEntries([[VERSION, live.versionId], [FINGERPRINT, live.fingerprint], ...chunks]) as Record<
    string,
    string
  >;
}

/** The recorded live key, or `undefined` where there is no record or somebody edited it. */
export function fromLiveRecord(tags: Tags): KeyVersion | undefined {
  const [versionId, fingerprint] = [tags[VERSION], tags[FINGERPRINT]];
  if (versionId === undefined || fingerprint === undefined) return undefined;
  const base64 = PUBLIC_KEY.map((key) => tags[key] ?? "").join("");
  if (base64 === "") return { versionId, fingerprint };
  try {
    const publicKeyPem = spkiPem(Buffer.from(base64, "base64"));
    return publicKeyFingerprint(publicKeyPem) === fingerprint ? { versionId, fingerprint, publicKeyPem } : undefined;
  } catch {
    return undefined; // not an SPKI any more: somebody edited the tags, and an edited record is no record
  }
}

/**
 * Whether the record on an owned secret has to be written (again). A secret without one gets it when its live key begins
 * to differ from the newest one: until then the key resource itself tells the live key, and the call is saved.
 * `owner`: the Activation's own.
 */
export function isLiveRecordStale(
  tags: Tags,
  owner: string,
  keys: { readonly live?: KeyVersion | null; readonly pending?: KeyVersion | null },
): boolean {
  if (!keys.live || !isOurs(tags, owner)) return false;
  if (tags[VERSION] === undefined && !keys.pending) return false;
  return fromLiveRecord(tags)?.versionId !== keys.live.versionId;
}

/** Only a secret of ours carries our tags; one whose owner tag was taken off, record and all but that, is ours still. */
export function isOurs(tags: Tags, owner: string): boolean {
  return isOfStack(tags, owner) || (tags[OWNER_TAG] === undefined && tags[VERSION] !== undefined);
}
