import { isUnknown } from "../../rules/unknown";
import { ACTIVATION_INPUTS } from "../activation/activationInputs";
import type { CheckFailure } from "../checkFailure";
import type { LocalContext } from "../context";
import type { Props } from "../inputs";
import { propertyFailures, type Checked } from "./checkInputs";
import { settingsFailures } from "./checkSettings";
import { arnFailures, resolveRegion } from "./region";

/** Judges the inputs of an Activation: all problems at once, nothing is touched. `told`: what state told in this run. */
export async function checkActivation(told: Props, news: Props, context: LocalContext): Promise<Checked> {
  const region = await resolveRegion(told, news, context);
  const { acknowledgedFingerprint, ...others } = news;
  const inputs: Props = {
    ...others,
    // A config value or an output that is empty acknowledges nothing, like one that is absent
    ...(acknowledgedFingerprint === undefined || acknowledgedFingerprint === "" ? {} : { acknowledgedFingerprint }),
    ...("region" in region ? { region: region.region } : {}),
  };
  return {
    inputs,
    failures: [
      ...propertyFailures(ACTIVATION_INPUTS, inputs),
      ...("reason" in region ? [region] : []),
      ...settingsFailures(context.awsSettings()),
      ...arnFailures("secretArn", inputs),
      ...modeFailures(inputs),
    ],
  };
}

function modeFailures({ mode, acknowledgedFingerprint }: Props): CheckFailure[] {
  if (mode !== "immediate" || acknowledgedFingerprint === undefined || isUnknown(acknowledgedFingerprint)) return [];
  const reason =
    'acknowledgedFingerprint: given with mode "immediate", which asks nobody; remove it, or use mode "acknowledged"';
  return [{ property: "acknowledgedFingerprint", reason }];
}
