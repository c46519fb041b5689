import { isUnknown } from "../../rules/unknown";
import { decisionFailures } from "../foreignVersion";
import type { CheckFailure } from "../../rules/checkFailure";
import type { LocalContext } from "../context";
import { inputsThat, withoutEmpty, type InputTable, type Props } from "../../rules/inputTable";
import type { KeyInputs } from "../../kinds/keyInputs";
import type { KeyKind } from "../../kinds/keyKind";
import { givenFor, once, propertyFailures, type Checked } from "./checkInputs";
import { settingsFailures, withDefaultTags } from "./checkSettings";
import { arnFailures, kmsKeyFailures, regionFailures, resolveRegion } from "./region";

/**
 * Judges the inputs of a key resource: all problems at once, nothing is touched.
 *
 * `told`: what state told of the resource in this run, also where the engine gives no `olds` any more.
 */
export async function checkKey<I extends KeyInputs>(
  kind: KeyKind<I>,
  olds: Props,
  given: Props,
  context: LocalContext,
  told: Props = olds,
): Promise<Checked> {
  const news = withoutEmpty(kind.inputs, given);
  const settings = context.awsSettings();
  const region = await resolveRegion(told, news, context);
  const inputs = withDefaultTags({ ...news, ...("region" in region ? { region: region.region } : {}) }, settings);
  const found = await kind.check?.({ olds, told }, inputs, context);
  const all = { ...inputs, ...found?.inputs };
  const refused = propertyFailures(kind.inputs, all);
  return {
    inputs: all,
    failures: once([
      ...refused,
      ...("reason" in region ? [region] : []),
      ...regionFailures(told, inputs),
      ...settingsFailures(settings),
      ...placeFailures(kind.inputs, inputs),
      ...arnFailures("secretId", inputs),
      ...kmsKeyFailures(told, inputs),
      // A place that cannot be is not moved to
      ...protectionFailures(kind.inputs, olds, inputs).filter(
        ({ property }) => !refused.some((other) => other.property === property),
      ),
      ...decisionFailures(inputs),
      ...compromisedFailures(inputs),
      ...(found?.failures ?? []),
    ]),
  };
}

/** Exactly one secret, and on somebody else's nothing that belongs to its owner. */
function placeFailures(table: InputTable, inputs: Props): CheckFailure[] {
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
  return inputsThat("ownedOnly", table)
    .filter((property) => inputs[property] !== undefined)
    .map((property) => ({
      property,
      reason: `${property}: not allowed with secretId, it belongs to whoever owns that secret`,
    }));
}

/** AWS would put AWSPREVIOUS on the key that is named, and nobody would take it off. */
function compromisedFailures({ compromised, publishAs }: Props): CheckFailure[] {
  if (compromised === undefined || publishAs === "pending" || isUnknown(publishAs)) return [];
  const reason =
    'compromised: given without publishAs "pending", allowed: on a key whose labels an Activation moves, which gets the same list';
  return [{ property: "compromised", reason }];
}

function protectionFailures(table: InputTable, olds: Props, inputs: Props): CheckFailure[] {
  if (olds["deletionProtection"] !== true || olds["secretName"] === undefined) return [];
  return inputsThat("isPlace", table)
    .filter((property) => !isUnknown(inputs[property]) && olds[property] !== inputs[property])
    .slice(0, 1)
    .map((property) => ({
      property,
      reason:
        `${property}: ${givenFor(table[property], inputs[property])} would delete secret ${JSON.stringify(olds["secretName"])}, ` +
        `which has deletionProtection: ${wayBack(olds[property])}; or, to move the key, set deletionProtection to false, ` +
        "run pulumi up, then change it",
    }));
}

/** First, because most often it is a slip: the config of another stack, say. What state has was taken once and is shown. */
function wayBack(old: unknown): string {
  return old === undefined ? "take it out" : `put ${JSON.stringify(old)} back`;
}
