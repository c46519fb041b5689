import { publicKeyOfCertificate } from "../../crypto/publicKey/certificate";
import { publicKeyFingerprint } from "../../crypto/publicKey/fingerprint";
import { publicArtifact } from "../../crypto/publicKey/publicArtifact";
import { PartnerKeysError } from "../../errors";
import { isUnknown } from "../../rules/unknown";
import type { KeyVersion } from "../../words/keyVersion";
import {
  ACTIVATION_INPUTS,
  keptCandidate,
  keptSpare,
  type CertificateOf,
  type SpareOf,
} from "../activation/activationInputs";
import { decisionFailures } from "../foreignVersion";
import type { CheckFailure } from "../../rules/checkFailure";
import type { LocalContext } from "../context";
import { withoutEmpty, type Props } from "../../rules/inputTable";
import { isRecord } from "../../rules/rule";
import { once, propertyFailures, type Checked } from "./checkInputs";
import { settingsFailures } from "./checkSettings";
import { arnFailures, regionFailures, resolveRegion } from "./region";

/**
 * Judges the inputs of an Activation: all problems at once, nothing is touched. `told`: what state told in this run.
 * `certificateOf`, `spareOf`: what the keys told in this run, which the inputs do not repeat.
 */
export async function checkActivation(
  told: Props,
  given: Props,
  context: LocalContext,
  certificateOf?: CertificateOf,
  spareOf: SpareOf = () => undefined,
): Promise<Checked> {
  // A config value or an output that is empty acknowledges nothing, like one that is absent
  const news = withoutEmpty(ACTIVATION_INPUTS, given);
  const { standbyKey } = news;
  const region = await resolveRegion(told, news, context);
  const { candidate, problem } = judgeCandidate(news, certificateOf);
  const inputs: Props = {
    ...news,
    ...(candidate === undefined ? {} : { candidate }),
    ...(isRecord(standbyKey) ? { standbyKey: keptSpare(standbyKey as unknown as KeyVersion, spareOf) } : {}),
    ...("region" in region ? { region: region.region } : {}),
  };
  return {
    inputs,
    failures: once([
      ...propertyFailures(ACTIVATION_INPUTS, inputs),
      ...("reason" in region ? [region] : []),
      ...regionFailures(told, inputs),
      ...settingsFailures(context.awsSettings()),
      ...arnFailures("secretArn", inputs),
      ...modeFailures(inputs),
      ...publishedFailures(inputs),
      ...decisionFailures(inputs),
      ...(problem === undefined ? [] : [{ property: "candidate", reason: `candidate: its ${problem}` }]),
    ]),
  };
}

function modeFailures({ mode, standbyKey, ...asked }: Props): CheckFailure[] {
  const { acknowledgedFingerprint, acknowledgedKeyId, acknowledgedStandbyFingerprint } = asked;
  if (mode === "published" && standbyKey !== undefined) {
    const reason =
      'standbyKey: given with mode "published", where nobody hands a key over and a spare would be published, allowed: no standby';
    return [{ property: "standbyKey", reason }];
  }
  if (mode === "immediate") {
    const given = Object.entries({ acknowledgedFingerprint, acknowledgedKeyId, acknowledgedStandbyFingerprint });
    return given
      .filter(([, value]) => value !== undefined && !isUnknown(value))
      .map(([property]) => ({
        property,
        reason: `${property}: given with mode "immediate", which asks nobody; remove it, or use mode "acknowledged"`,
      }));
  }
  if (acknowledgedKeyId === undefined || acknowledgedFingerprint !== undefined) return [];
  const reason =
    "acknowledgedKeyId: given without acknowledgedFingerprint, which names the key that it belongs to; give both";
  return [{ property: "acknowledgedKeyId", reason }];
}

/** What is published, where and for how long go together. */
function publishedFailures({ mode, jwksUrl, publishedForHours }: Props): CheckFailure[] {
  if (isUnknown(mode)) return [];
  const given = Object.entries({ jwksUrl, publishedForHours });
  if (mode === "published")
    return given
      .filter(([, value]) => value === undefined)
      .map(([property]) => ({ property, reason: `${property}: missing, mode "published" needs it` }));
  return given
    .filter(([, value]) => value !== undefined && !isUnknown(value))
    .map(([property]) => ({
      property,
      reason: `${property}: given without mode "published", which alone asks a published JWKS; remove it, or use that mode`,
    }));
}

/**
 * The tags of the secret tell its public key: one that cannot be read would stop the promotion half-way, that of another
 * key would be uploaded under the wrong fingerprint. A PEM with other line ends or columns is written as the tags bring it
 * back, since Qredo's digits are of the text.
 */
function judgeCandidate(
  news: Props,
  certificateOf: CertificateOf | undefined,
): { readonly candidate: unknown; readonly problem?: string } {
  const candidate = withoutEmptyPem(news["candidate"]);
  if ("allowed" in ACTIVATION_INPUTS.candidate.rule(candidate) || isUnknown(candidate)) return { candidate };
  const version = candidate as KeyVersion;
  const { publicKeyPem, certificatePem } = version;
  const problem =
    problemOf("publicKeyPem", version, () => publicKeyPem) ??
    problemOf("certificatePem", version, () => certificatePem && publicKeyOfCertificate(certificatePem));
  if (problem !== undefined || publicKeyPem === undefined) return { candidate, ...(problem && { problem }) };
  const whole = { ...version, publicKeyPem: publicArtifact(publicKeyPem, "spki-pem") };
  return { candidate: keptCandidate(whole, certificateOf) };
}

/** `publicKeyOf`: the public key that a property of a candidate tells, absent where the property is. */
function problemOf(
  property: string,
  { fingerprint }: KeyVersion,
  publicKeyOf: () => string | undefined,
): string | undefined {
  try {
    const publicKeyPem = publicKeyOf();
    const own = publicKeyPem === undefined ? fingerprint : publicKeyFingerprint(publicKeyPem);
    return own === fingerprint
      ? undefined
      : `${property} is that of ${own}, allowed: that of its fingerprint ${fingerprint}`;
  } catch (error) {
    if (!(error instanceof PartnerKeysError)) throw error;
    return `${property} cannot be used: ${error.message}`;
  }
}

/** An API key has no public half, and an output tells that by "". */
function withoutEmptyPem(candidate: unknown): unknown {
  if (!isRecord(candidate) || candidate["publicKeyPem"] !== "") return candidate;
  return Object.fromEntries(Object.entries(candidate).filter(([name]) => name !== "publicKeyPem"));
}
