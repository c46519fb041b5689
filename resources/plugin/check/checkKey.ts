import type { Context } from "../context";
import type { KeyInputs } from "../keys/keyInputs";
import type { KeyKind } from "../keys/kinds/keyKind";
import { isUnknown } from "./rules";
import { propertyFailures, resolveRegion, type CheckFailure, type Props } from "./checkInputs";

export interface Checked {
  readonly inputs: Props;
  readonly failures: CheckFailure[];
}

/** What an extra check of one kind may look at and change. */
export type KindCheck = (olds: Props, inputs: Props, context: Context) => Promise<CheckFailure[]>;

/** Judges the inputs of a key resource: all problems at once, nothing is touched. */
export async function checkKey<I extends KeyInputs>(
  kind: KeyKind<I>,
  olds: Props,
  news: Props,
  context: Context,
  pinnedRegions: Map<string, string>,
  kindCheck?: KindCheck,
): Promise<Checked> {
  const region = resolveRegion(olds, news, pinnedRegions, (name) => context.readEnvironment(name));
  const inputs: Props = { ...news, ...("region" in region ? { region: region.region } : {}) };
  const failures = [
    ...propertyFailures(kind.rules, ["owner"], inputs),
    ...("reason" in region ? [region] : []),
    ...containerFailures(inputs),
    ...protectionFailures(olds, inputs),
  ];
  if (kindCheck !== undefined) failures.push(...(await kindCheck(olds, inputs, context)));
  return { inputs, failures };
}

// Each of these belongs to a secret that we own; on a borrowed one it would be ignored, which is worse than refused
const OWNED_ONLY = ["description", "kmsKeyId", "tags", "recoveryWindowInDays", "deletionProtection", "adopt"];

function containerFailures(inputs: Props): CheckFailure[] {
  const { secretName, secretId } = inputs;
  if (secretName === undefined && secretId === undefined) {
    const reason = "secretName: missing, give secretName (a secret we own) or secretId (a secret that exists)";
    return [{ property: "secretName", reason }];
  }
  if (secretId === undefined) return [];
  if (secretName !== undefined) {
    const reason = "secretId: given together with secretName, allowed: exactly one of the two";
    return [{ property: "secretId", reason }];
  }
  return OWNED_ONLY.filter((property) => inputs[property] !== undefined).map((property) => ({
    property,
    reason: `${property}: not allowed with secretId, it belongs to whoever owns that secret`,
  }));
}

const PLACE = ["secretName", "secretId", "region"];

function protectionFailures(olds: Props, inputs: Props): CheckFailure[] {
  if (olds["deletionProtection"] !== true) return [];
  return PLACE.filter((property) => olds["secretName"] !== undefined && !isUnknown(inputs[property]))
    .filter((property) => olds[property] !== inputs[property])
    .slice(0, 1)
    .map((property) => ({
      property,
      reason:
        `${property}: ${JSON.stringify(inputs[property])} would delete secret ${JSON.stringify(olds["secretName"])}, ` +
        "which has deletionProtection: set deletionProtection to false, run pulumi up, then change it",
    }));
}
