import { failure, type PartnerKeysError } from "../../errors";
import { aboutTagOf, aboutWithin, factsOf, KEY_ID } from "../../secrets/about";
import { isOurs } from "../../secrets/liveRecord";
import type { SecretDescription } from "../../secrets/secretStore";
import { ABOUT_TAGS, MOST_TAGS, type Tags } from "../../secrets/tags";
import type { KeyVersion } from "../../words/keyVersion";
import type { ActivationPlan } from "./plan";

/**
 * The tags that name the version that is to be live and the id that the partner gave it. They are written before the label
 * moves, and keep what they say of the version that is live until then: a signer that reads either version finds its id. Pure.
 *
 * @returns none where the key has no id, or the tags say it already
 * @throws {@link PartnerKeysError} `ERR_SECRET_NOT_OURS` for a secret without our tags, `ERR_STORE_REFUSED` where there is no
 *   room for them
 */
export function aboutTags(
  secret: SecretDescription,
  owner: string,
  liveNow: string | undefined,
  { keys: { live } }: Pick<ActivationPlan, "keys">,
): Tags {
  const { tags } = secret;
  const { versionId, keyId } = live;
  if (keyId === undefined || factsOf(tags, versionId)?.[KEY_ID] === keyId) return {};
  if (!isOurs(tags, owner)) {
    throw noRoom(
      "ERR_SECRET_NOT_OURS",
      secret,
      "it is no secret of this stack, so the id of the key cannot be on record there",
    );
  }
  const isLiveNow = liveNow === undefined || liveNow === versionId;
  const tag = aboutTagOf(tags, versionId) ?? (isLiveNow ? ABOUT_TAGS.live : ABOUT_TAGS.pending);
  const isOfLiveNow = !isLiveNow && aboutTagOf(tags, liveNow) === tag;
  const wanted = { [tag]: textOf(secret, live), ...(isOfLiveNow ? { [ABOUT_TAGS.live]: tags[tag] ?? "" } : {}) };
  if (new Set([...Object.keys(tags), ...Object.keys(wanted)]).size > MOST_TAGS) {
    const what = `it has ${Object.keys(tags).length} tags, and AWS takes ${MOST_TAGS}: there is no room for the id of the key`;
    throw noRoom("ERR_STORE_REFUSED", secret, what);
  }
  return wanted;
}

/** What else is known of the version is left out where it does not fit beside the id. */
function textOf(secret: SecretDescription, { versionId, keyId = "" }: KeyVersion): string {
  const text = aboutWithin(versionId, { [KEY_ID]: keyId }, factsOf(secret.tags, versionId) ?? {});
  if (text === undefined) {
    const what =
      "acknowledgedKeyId is longer than a tag of AWS can be once it is written in the characters that AWS takes";
    throw noRoom("ERR_STORE_REFUSED", secret, what);
  }
  return text;
}

const ADVICE = {
  ERR_SECRET_NOT_OURS: "give acknowledgedKeyId for a key in a secret of its own (secretName)",
  ERR_STORE_REFUSED: "take tags of your own off the secret, or ask the partner for a shorter id",
} as const;

function noRoom(code: keyof typeof ADVICE, { name }: SecretDescription, what: string): PartnerKeysError {
  return failure(code, {
    doing: `activating secret ${name}`,
    what: `${what}, nothing was moved`,
    advice: ADVICE[code],
  });
}
