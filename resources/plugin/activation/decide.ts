import { isFingerprintOf } from "../../partners/acknowledgement";
import { failure } from "../../errors";
import { nameLike, type KeyVersion } from "../../words/keyVersion";
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
  const { candidate } = inputs;
  if (known.live === undefined || isImmediate(inputs)) return candidate;
  const acknowledged = inputs.acknowledgedFingerprint;
  if (acknowledged === undefined) return known.live;
  // The pending key stays one that can be acknowledged where this very run made a newer candidate
  const keys = distinct([known.live, candidate, known.pending, known.previous]);
  // Whether a version of somebody else is meant cannot be told: nothing moves
  if (known.live.fingerprint === "" && !keys.some((key) => isFingerprintOf(acknowledged, key))) return known.live;
  return acknowledgedKey(acknowledged, keys);
}

function acknowledgedKey(acknowledged: string, keys: readonly KeyVersion[]): KeyVersion {
  // One key stored twice is one key: the version that comes first, the live one before all
  const matches = keys
    .filter((key) => isFingerprintOf(acknowledged, key))
    .filter((key, i, all) => all.findIndex(({ fingerprint }) => fingerprint === key.fingerprint) === i);
  const [match] = matches;
  if (match !== undefined && matches.length === 1) return match;
  const found = matches.length === 0 ? "names no key of this secret" : "names more than one key of this secret";
  const which = matches.length === 0 ? "acknowledge one of" : "acknowledge the full fingerprint of one of";
  throw failure("ERR_UNKNOWN_FINGERPRINT", {
    doing: "activating",
    what: `acknowledgedFingerprint ${acknowledged} ${found}, nothing was moved`,
    advice: `${which}: ${keys.map((key) => nameLike(acknowledged, key)).join(", ")}${uploadOf(keys)}`,
  });
}

/** The only key of a secret that was made anew: no output tells its public half as long as `up` stops. */
function uploadOf([key, ...others]: readonly KeyVersion[]): string {
  if (key?.publicKeyPem === undefined || others.length > 0) return "";
  return `; the partner has to know it first, upload this public key:\n${key.publicKeyPem}`;
}

function distinct(keys: readonly (KeyVersion | undefined)[]): KeyVersion[] {
  const byVersion = new Map<string, KeyVersion>();
  for (const key of keys) if (key !== undefined && !byVersion.has(key.versionId)) byVersion.set(key.versionId, key);
  return [...byVersion.values()];
}
