import { FINGERPRINT, shortFingerprint, SHORT_FINGERPRINT } from "../../crypto/publicKey/fingerprint";
import { PartnerKeysError } from "../../errors";
import type { KeyVersion } from "../keys/liveRecord";
import { DEFAULT_MODE, type ActivationInputs, type KnownKeys } from "./activationState";

/** How a key is named to a person: the fingerprint, and what the partner's web app shows for it. */
export function nameOf(key: KeyVersion): string {
  if (key.fingerprint === "") return `version ${key.versionId} (not made by this stack)`;
  return key.publicKeyPem === undefined
    ? key.fingerprint
    : `${key.fingerprint} (…${shortFingerprint(key.publicKeyPem)})`;
}

/**
 * The one rule: the live key is the one whose fingerprint is acknowledged; without an acknowledgement nothing moves.
 * Pure. `known` are the keys of this secret before the change.
 *
 * @returns the key that has to be live
 * @throws {@link PartnerKeysError} `ERR_UNKNOWN_FINGERPRINT` for an acknowledgement that names no known key, or several
 */
export function decideLive(inputs: ActivationInputs, known: KnownKeys): KeyVersion {
  const { candidate } = inputs;
  if (known.live === undefined || (inputs.mode ?? DEFAULT_MODE) === "immediate") return candidate;
  const acknowledged = inputs.acknowledgedFingerprint;
  if (acknowledged === undefined) return known.live;
  // The pending key stays one that can be acknowledged where this very run made a newer candidate
  const keys = distinct([known.live, candidate, known.pending, known.previous]);
  // Whether a version of somebody else is meant cannot be told: nothing moves
  if (known.live.fingerprint === "" && !keys.some((key) => isAcknowledgedBy(key, acknowledged))) return known.live;
  return acknowledgedKey(acknowledged, keys);
}

function acknowledgedKey(acknowledged: string, keys: readonly KeyVersion[]): KeyVersion {
  // One key stored twice is one key: the version that comes first, the live one before all
  const matches = keys
    .filter((key) => isAcknowledgedBy(key, acknowledged))
    .filter((key, i, all) => all.findIndex(({ fingerprint }) => fingerprint === key.fingerprint) === i);
  const [match] = matches;
  if (match !== undefined && matches.length === 1) return match;
  const found = matches.length === 0 ? "names no key of this secret" : "names more than one key of this secret";
  const advice = matches.length === 0 ? "acknowledge one of" : "acknowledge the full fingerprint of one of";
  throw new PartnerKeysError(
    "ERR_UNKNOWN_FINGERPRINT",
    `activating: acknowledgedFingerprint ${acknowledged} ${found}, nothing was moved; ${advice}: ${keys.map(nameOf).join(", ")}${uploadOf(keys)}`,
  );
}

/** The only key of a secret that was made anew: no output tells its public half as long as `up` stops. */
function uploadOf([key, ...others]: readonly KeyVersion[]): string {
  if (key?.publicKeyPem === undefined || others.length > 0) return "";
  return `; the partner has to know it first, upload this public key:\n${key.publicKeyPem}`;
}

/** The full fingerprint, or the short form that a person reads off the partner's web app. */
export function isAcknowledgedBy(key: KeyVersion, acknowledged: string): boolean {
  if (FINGERPRINT.test(acknowledged)) return key.fingerprint === acknowledged;
  if (!SHORT_FINGERPRINT.test(acknowledged) || key.publicKeyPem === undefined) return false;
  return shortFingerprint(key.publicKeyPem) === acknowledged;
}

function distinct(keys: readonly (KeyVersion | undefined)[]): KeyVersion[] {
  const byVersion = new Map<string, KeyVersion>();
  for (const key of keys) if (key !== undefined && !byVersion.has(key.versionId)) byVersion.set(key.versionId, key);
  return [...byVersion.values()];
}

/**
 * The keys after `live` was decided: the key that lost its place becomes the previous one.
 *
 * `lastCandidate`: version id of the candidate of the last run. One that is still the candidate and was not pending then
 * has had its time: it was rolled back from, and retired since.
 */
export function keysAfter(
  known: KnownKeys,
  candidate: KeyVersion,
  live: KeyVersion,
  lastCandidate?: string,
): KnownKeys {
  const moved = known.live !== undefined && known.live.versionId !== live.versionId;
  const previous = moved ? known.live : known.previous;
  const wasSettled = candidate.versionId === lastCandidate && candidate.versionId !== known.pending?.versionId;
  const isPending =
    !wasSettled && candidate.versionId !== live.versionId && candidate.versionId !== previous?.versionId;
  return { live, ...(isPending ? { pending: candidate } : {}), ...(previous === undefined ? {} : { previous }) };
}

const HOUR = 60 * 60 * 1000;

/** Whether the previous key has kept its label for as long as was declared. */
export function isRetirementDue(inputs: ActivationInputs, promotedAt: string | undefined, now: Date): boolean {
  const hours = inputs.retirePreviousAfterHours;
  return hours !== undefined && promotedAt !== undefined && Date.parse(promotedAt) + hours * HOUR <= now.getTime();
}
