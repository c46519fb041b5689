import {
  aboutTagOf,
  aboutWithin,
  ACKNOWLEDGED,
  CERTIFICATE_ENDS,
  factsOf,
  KEY_ID,
  PROMOTED,
} from "../../secrets/about";
import { ABOUT_TAGS, MOST_TAGS, type Tags } from "../../secrets/tags";
import { endOf } from "../../words/certificateEnd";
import type { ActivationPlan } from "./plan";

/**
 * What AWS does not know of the key that goes live: since when, by which acknowledgement, until when its certificate holds.
 * It joins the call that records the live key. Where the tags have no room, facts are left out, and never a key: `status`
 * tells that. Pure.
 *
 * @param tags - of the secret, as they are by then
 * @param acknowledged - what acknowledged this very key, as it was given
 */
export function factsOfLive(
  tags: Tags,
  { keys: { live }, isPromotion, promotedAt }: Pick<ActivationPlan, "keys" | "isPromotion" | "promotedAt">,
  acknowledged: string | undefined,
): Tags {
  const { versionId, certificatePem } = live;
  const tag = aboutTagOf(tags, versionId) ?? ABOUT_TAGS.live;
  if (tags[tag] === undefined && Object.keys(tags).length >= MOST_TAGS) return {};
  const { [KEY_ID]: keyId, ...known } = factsOf(tags, versionId) ?? {};
  const ends = certificatePem === undefined ? "" : endOf(certificatePem);
  const facts = {
    // A key that was found live has been so for longer
    ...(isPromotion ? { [PROMOTED]: promotedAt } : known),
    ...(ends === "" ? {} : { [CERTIFICATE_ENDS]: ends }),
    ...(acknowledged === undefined ? {} : { [ACKNOWLEDGED]: acknowledged }),
  };
  if (Object.keys(facts).length === 0) return {};
  const text = aboutWithin(versionId, keyId === undefined ? {} : { [KEY_ID]: keyId }, facts);
  return text === undefined ? {} : { [tag]: text };
}
