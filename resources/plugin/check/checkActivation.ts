import { publicKeyFingerprint } from "../../crypto/publicKey/fingerprint";
import { publicArtifact } from "../../crypto/publicKey/publicArtifact";
import { PartnerKeysError } from "../../errors";
import { isUnknown } from "../../rules/unknown";
import type { KeyVersion } from "../../words/keyVersion";
import { ACTIVATION_INPUTS } from "../activation/activationInputs";
import { decisionFailures } from "../foreignVersion";
import type { CheckFailure } from "../../rules/checkFailure";
import type { LocalContext } from "../context";
import type { Props } from "../../rules/inputTable";
import { propertyFailures, type Checked } from "./checkInputs";
import { settingsFailures } from "./checkSettings";
import { arnFailures, resolveRegion } from "./region";

/** Judges the inputs of an Activation: all problems at once, nothing is touched. `told`: what state told in this run. */
export async function checkActivation(told: Props, news: Props, context: LocalContext): Promise<Checked> {
  const region = await resolveRegion(told, news, context);
  const { acknowledgedFingerprint, ...others } = news;
  const { candidate, problem } = judgeCandidate(news);
  const inputs: Props = {
    ...others,
    ...(candidate === undefined ? {} : { candidate }),
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
      ...decisionFailures(inputs),
      ...(problem === undefined ? [] : [{ property: "candidate", reason: `candidate: its publicKeyPem ${problem}` }]),
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
 * key would be uploaded under the wrong fingerprint. A PEM with other line ends or columns is written as the tags bring it
 * back, since Qredo's digits are of the text.
 */
function judgeCandidate({ candidate }: Props): { readonly candidate: unknown; readonly problem?: string } {
  if (ACTIVATION_INPUTS.candidate.rule(candidate) !== undefined || isUnknown(candidate)) return { candidate };
  const version = candidate as KeyVersion;
  const { fingerprint, publicKeyPem } = version;
  if (publicKeyPem === undefined) return { candidate };
  try {
    const own = publicKeyFingerprint(publicKeyPem);
    if (own !== fingerprint)
      return { candidate, problem: `is that of ${own}, allowed: that of its fingerprint ${fingerprint}` };
    return { candidate: { ...version, publicKeyPem: publicArtifact(publicKeyPem, "spki-pem") } };
  } catch (error) {
    if (!(error instanceof PartnerKeysError)) throw error;
    return { candidate, problem: `cannot be used: ${error.message}` };
  }
}
