import type { Props } from "../rules/inputTable";
import { isCompromised } from "./keyInputs";
import type { IssuedSource } from "./issuedSource";
import type { Findings } from "./keyKind";

/** How many fingerprints of replaced keys state keeps. */
export const REPLACED_KEPT = 5;

/** Why a key that was replaced is not taken back; `undefined` where it was not, or where the source asks for it. */
export function replacedProblem(told: Props, fingerprint: string, source: IssuedSource): string | undefined {
  if (!replacedOf(told).includes(fingerprint) || source.allowPrevious === true) return undefined;
  return (
    "it is a key that was replaced before, perhaps an old copy on this machine: provide the newest key; " +
    "to go back to this one, add allowPrevious: true to issued"
  );
}

/** Why a key that is named in `compromised` is not stored, whatever its source says; `undefined` where it is not. */
export function compromisedProblem(inputs: Props, fingerprint: string): string | undefined {
  if (!isCompromised(inputs, fingerprint)) return undefined;
  return `it holds the key ${fingerprint}, which is named in compromised: provide another key there`;
}

/** Why the stored key cannot stay where its source is gone; `undefined` where it can. */
export function compromisedStoredProblem(inputs: Props, known: unknown, absent: string): string | undefined {
  if (!isCompromised(inputs, known)) return undefined;
  return `${absent}, and the stored key ${String(known)} is named in compromised: provide another key there`;
}

/** Fingerprints of the issued keys that were replaced, the newest first. */
function replacedOf(told: Props): readonly unknown[] {
  return Array.isArray(told["replacedFingerprints"]) ? (told["replacedFingerprints"] as unknown[]) : [];
}

/** Fingerprints of replaced keys follow the resource from run to run; the one that is stored now is none of them. */
export function found(told: Props, issuedFingerprint?: unknown): Findings {
  const before = told["issuedFingerprint"];
  const replaced = [before, ...replacedOf(told)]
    .filter((digest, i, all) => digest !== undefined && digest !== issuedFingerprint && all.indexOf(digest) === i)
    .slice(0, REPLACED_KEPT);
  return {
    inputs: {
      ...(issuedFingerprint === undefined ? {} : { issuedFingerprint }),
      ...(replaced.length === 0 ? {} : { replacedFingerprints: replaced }),
    },
    failures: [],
  };
}
