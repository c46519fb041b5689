import { isFingerprintOf } from "../../partners/acknowledgement";
import { failure } from "../../errors";
import { nameLike, nameOf, type KeyVersion } from "../../words/keyVersion";
import { isImmediate, type ActivationInputs } from "./activationInputs";
import type { KnownKeys } from "./activationState";

/**
 * The one rule: the live key is the one whose fingerprint is acknowledged; without an acknowledgement nothing moves.
 * Pure. `known` are the keys of this secret before the change.
 *
 * @returns the key that has to be live
 * @throws {@link PartnerKeysError} `ERR_UNKNOWN_FINGERPRINT` for an acknowledgement that names no known key, or several
 */
export function decideLive(inputs: ActivationInputs, known: KnownKeys): KeyVersion {
  const asked = askedLive(inputs, known);
  if (known.live === undefined || asked.versionId !== known.previous?.versionId) return asked;
  // What was asked for before an adoption is no sign that the key that was live then has to be so again. Only an
  // acknowledgement can be one, once the adoption is taken out
  const isAdopted = known.live.versionId === inputs.adoptVersionId;
  return isAdopted || (known.live.fingerprint === "" && isImmediate(inputs)) ? known.live : asked;
}

function askedLive(inputs: ActivationInputs, known: KnownKeys): KeyVersion {
  const { candidate, acknowledgedFingerprint: acknowledged } = inputs;
  if (isImmediate(inputs)) return candidate;
  if (known.live === undefined)
    return acknowledgedAmong([candidate, known.pending, known.previous], acknowledged) ?? candidate;
  if (acknowledged === undefined) return known.live;
  // The pending key stays one that can be acknowledged where this very run made a newer candidate
  const keys = distinct([known.live, candidate, known.pending, known.previous]);
  // Whether a version of somebody else is meant cannot be told: nothing moves
  if (known.live.fingerprint === "" && !keys.some((key) => isFingerprintOf(acknowledged, key))) return known.live;
  return acknowledgedKey(acknowledged, keys, known);
}

/** Where no key is live, or the live one is compromised: the one that is acknowledged; `undefined` for none, or several. */
function acknowledgedAmong(
  keys: readonly (KeyVersion | undefined)[],
  acknowledged: string | undefined,
): KeyVersion | undefined {
  const [match, ...others] = acknowledged === undefined ? [] : matching(acknowledged, distinct(keys));
  return others.length === 0 ? match : undefined;
}

/** One key stored twice is one key: the version that comes first, the live one before all. */
function matching(acknowledged: string, keys: readonly KeyVersion[]): KeyVersion[] {
  return keys
    .filter((key) => isFingerprintOf(acknowledged, key))
    .filter((key, i, all) => all.findIndex(({ fingerprint }) => fingerprint === key.fingerprint) === i);
}

function acknowledgedKey(acknowledged: string, keys: readonly KeyVersion[], known: KnownKeys): KeyVersion {
  const matches = matching(acknowledged, keys);
  const [match] = matches;
  if (match !== undefined && matches.length === 1) return match;
  const found = matches.length === 0 ? "names no key of this secret" : "names more than one key of this secret";
  const [only, ...others] = keys;
  throw failure("ERR_UNKNOWN_FINGERPRINT", {
    doing: "activating",
    what: `acknowledgedFingerprint ${acknowledged} ${found}, nothing was moved`,
    advice:
      others.length === 0 && only?.publicKeyPem !== undefined
        ? ofOnlyKey(nameLike(acknowledged, only))
        : keys
            .map((key) => choice(matches.length === 0 ? nameLike(acknowledged, key) : nameOf(key), key, known))
            .join("; "),
  });
}

/** The live key comes first: to acknowledge it moves nothing. */
function choice(name: string, key: KeyVersion, { live, previous }: KnownKeys): string {
  if (key.versionId === live?.versionId)
    return `to leave the live key live, take acknowledgedFingerprint out or acknowledge ${name} (live)`;
  if (key.versionId === previous?.versionId) return `to roll back, acknowledge ${name} (previous)`;
  return `once the partner has the pending key, acknowledge ${name} (pending)`;
}

/**
 * The only key of a secret, which may have been made anew: no output tells its public half as long as `up` stops. Which form
 * of it the partner takes is not known here, and the hand-off has it.
 */
function ofOnlyKey(name: string): string {
  return (
    "take acknowledgedFingerprint out and run pulumi up, which leaves the live key live; then the output handoff of " +
    `PartnerCredentials has what to give to the partner, live.publicKeyPem the key; then acknowledge ${name} (live)`
  );
}

function distinct(keys: readonly (KeyVersion | undefined)[]): KeyVersion[] {
  const byVersion = new Map<string, KeyVersion>();
  for (const key of keys) if (key !== undefined && !byVersion.has(key.versionId)) byVersion.set(key.versionId, key);
  return [...byVersion.values()];
}
