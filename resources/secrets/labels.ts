/** Label of the live version. Moving it makes AWS put AWSPREVIOUS on the version that lost it. */
export const CURRENT = "AWSCURRENT";
export const PENDING = "AWSPENDING";
export const PREVIOUS = "AWSPREVIOUS";
/** Our own label: the newest version we wrote. It decides whether deleting a resource may delete its secret. */
export const LATEST = "partner-keys-latest";

/** Our own label: the spare key, which takes the place of the next one. No reader has it (docs/decisions/0057). */
export const STANDBY = "partner-keys-standby";

/** Labels that a reader may name, in the order a signer tries them. AWS's own: docs of UpdateSecretVersionStage. */
export const STAGES = [CURRENT, PENDING, PREVIOUS] as const;
/** A label that a version is read by. */
export type Stage = (typeof STAGES)[number];

/** The version that holds a label. */
export function holderOf(
  { stages }: { readonly stages: Readonly<Record<string, readonly string[]>> },
  stage: string,
): string | undefined {
  return Object.keys(stages).find((versionId) => stages[versionId]?.includes(stage));
}
