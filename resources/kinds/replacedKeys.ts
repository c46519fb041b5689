import type { Props } from "../rules/inputTable";
import type { Findings } from "./keyKind";

/** How many fingerprints of replaced keys state keeps. */
export const REPLACED_KEPT = 5;

/** Fingerprints of the issued keys that were replaced, the newest first. */
export function replacedOf(told: Props): readonly unknown[] {
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
