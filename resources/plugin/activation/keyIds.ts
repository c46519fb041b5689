import { failure, type ErrorCode, type PartnerKeysError } from "../../errors";
import { isFingerprintOf } from "../../partners/acknowledgement";
import { factsOf, KEY_ID, readAbout } from "../../secrets/about";
import { ABOUT_TAGS, type Tags } from "../../secrets/tags";
import { nameOf, type KeyVersion } from "../../words/keyVersion";
import type { ActivationInputs } from "./activationInputs";
import type { KnownKeys } from "./activationState";
import type { ActivationPlan } from "./plan";

/** Where ids are on record: keys as state knows them, and the tags of the secret; none in a preview, which asks nobody. */
interface Record {
  readonly known: KnownKeys;
  readonly tags: Tags;
}

/**
 * The plan with the ids that the partner gave the keys: the acknowledged one belongs to the key that the acknowledgement
 * names, any other one is on record. Pure.
 *
 * @throws {@link PartnerKeysError} `ERR_INVALID_INPUT` for an id that is on record for another key, `ERR_NOT_ACKNOWLEDGED`
 *   for a key without one that takes the place of a key with one: the service could not sign with it. A compromised key
 *   gives way all the same
 */
export function withKeyIds(inputs: ActivationInputs, plan: ActivationPlan, record: Record): ActivationPlan {
  const { acknowledgedFingerprint, acknowledgedKeyId } = inputs;
  const { live, ...others } = plan.keys;
  const isNamed = acknowledgedFingerprint !== undefined && isFingerprintOf(acknowledgedFingerprint, live);
  const acknowledged = isNamed ? acknowledgedKeyId : undefined;
  const holder = acknowledged === undefined ? undefined : otherHolder(acknowledged, live, record);
  if (holder !== undefined) {
    const what = `acknowledgedKeyId ${String(acknowledged)} is on record for ${holder}`;
    throw refused("ERR_INVALID_INPUT", inputs, what, `give the id that the partner gave ${nameOf(live)}`);
  }
  const keyId = acknowledged ?? idOf(live.versionId, record);
  const before = record.known.live;
  const isForced = plan.compromised.some((key) => key.versionId === before?.versionId);
  if (plan.isPromotion && !isForced && keyId === undefined && before && idOf(before.versionId, record) !== undefined) {
    const what = `the partner gave ${nameOf(before)} (live) an id, and that of ${nameOf(live)} is not known`;
    throw refused("ERR_NOT_ACKNOWLEDGED", inputs, what, "give acknowledgedKeyId with its acknowledgedFingerprint");
  }
  const named = Object.entries(others).map(([name, key]) => [name, withId(key, idOf(key.versionId, record))] as const);
  return { ...plan, keys: { ...Object.fromEntries(named), live: withId(live, keyId) } };
}

function idOf(versionId: string, { known, tags }: Record): string | undefined {
  const keys: readonly KeyVersion[] = Object.values(known);
  return keys.find((key) => key.versionId === versionId)?.keyId ?? factsOf(tags, versionId)?.[KEY_ID];
}

/** The key, other than this one, that the partner gave this id. */
function otherHolder(keyId: string, { versionId }: KeyVersion, { known, tags }: Record): string | undefined {
  const keys = Object.entries<KeyVersion>({ ...known });
  const recorded = Object.values(ABOUT_TAGS).map((tag) => readAbout(tags[tag] ?? ""));
  const [name, key] = keys.find(([, one]) => one.keyId === keyId && one.versionId !== versionId) ?? [];
  if (key !== undefined) return `${nameOf(key)} (${String(name)})`;
  const other = recorded.find((about) => about.facts[KEY_ID] === keyId && about.versionId !== versionId);
  return other && `version ${other.versionId}`;
}

function withId(key: KeyVersion, keyId: string | undefined): KeyVersion {
  return keyId === undefined ? key : { ...key, keyId };
}

function refused(code: ErrorCode, { secretArn }: ActivationInputs, what: string, advice: string): PartnerKeysError {
  return failure(code, { doing: `activating secret ${secretArn}`, what: `${what}, nothing was moved`, advice });
}
