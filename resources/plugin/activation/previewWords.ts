import { isFingerprintOf } from "../../partners/acknowledgement";
import { nameOf, type KeyVersion } from "../../words/keyVersion";
import type { ActivationInputs } from "./activationInputs";
import type { KnownKeys } from "./activationState";
import { losingLabels, PUBLISH } from "./incidentWords";

/** The parts of a preview that say something, in one line. */
export function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("; ");
}

export function liveName({ live }: KnownKeys): string {
  return live === undefined ? "no key" : nameOf(live);
}

/** Another key goes live. `known`: the keys before, the compromised ones too. */
export function promotion(
  next: KeyVersion,
  known: KnownKeys,
  compromised: readonly KeyVersion[],
  { acknowledgedFingerprint: text, mode }: Pick<ActivationInputs, "acknowledgedFingerprint" | "mode">,
): string {
  if (losingLabels(known, compromised).live === undefined)
    return `${nameOf(next)} goes live; ${liveName(known)} becomes the previous key`;
  if (text !== undefined && isFingerprintOf(text, next)) return `${nameOf(next)} goes live`;
  if (mode === "published") return `${nameOf(next)} goes live; ${PUBLISH}`;
  return `${nameOf(next)} goes live; nobody has acknowledged it, so upload it right after this run, unless the partner has it`;
}

/** A pending key whose place is taken by a newer one: whoever has not uploaded it yet need not any more. */
export function wordsOfLost({ pending }: KnownKeys, live: KeyVersion, compromised: readonly KeyVersion[] = []): string {
  if (pending === undefined || pending.versionId === live.versionId) return "";
  if (compromised.some((key) => key.versionId === pending.versionId)) return "";
  return `pending key ${nameOf(pending)} can no longer be acknowledged then`;
}
