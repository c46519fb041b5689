import { publicKeyFingerprint } from "../../crypto/publicKey/fingerprint";
import { PartnerKeysError } from "../../errors";
import { isUnknown } from "../../rules/unknown";
import type { KeyVersion } from "../../words/keyVersion";
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
      ...candidateFailures(inputs),
    ],
  };
}

function modeFailures({ mode, acknowledgedFingerprint }: Props): CheckFailure[] {
  if (mode !== "immediate" || acknowledgedFingerprint === undefined || isUnknown(acknowledgedFingerprint)) return [];
  const reason =
    'acknowledgedFingerprint: given with mode "immediate", which asks nobody; remove it, or use mode "acknowledged"';
  return [{ property: "acknowledgedFingerprint", reason }];
}

/**
 * The tags of the secret tell its public key: one that cannot be read would stop the promotion half-way, that of another
 * key would be uploaded under the wrong fingerprint.
 */
function candidateFailures({ candidate }: Props): CheckFailure[] {
  if (ACTIVATION_INPUTS.candidate.rule(candidate) !== undefined || isUnknown(candidate)) return [];
  const { fingerprint, publicKeyPem } = candidate as KeyVersion;
  if (publicKeyPem === undefined) return [];
  const problem = publicKeyProblem(publicKeyPem, fingerprint);
  return problem === undefined ? [] : [{ property: "candidate", reason: `candidate: its publicKeyPem ${problem}` }];
}

function publicKeyProblem(publicKeyPem: string, fingerprint: string): string | undefined {
  try {
    const own = publicKeyFingerprint(publicKeyPem);
    return own === fingerprint ? undefined : `is that of ${own}, allowed: that of its fingerprint ${fingerprint}`;
  } catch (error) {
    if (!(error instanceof PartnerKeysError)) throw error;
    return `cannot be used: ${error.message}`;
  }
}
