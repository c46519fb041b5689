import { secretNameIn } from "../../aws/arn";
import { publicKeyOfCertificate } from "../../crypto/publicKey/certificate";
import { keyText } from "../../crypto/keyText/keyText";
import * as rules from "../../rules/inputs";
import { jwksUrl } from "../../rules/jwksUrl";
import { judgedBy, objectOf, text } from "../../rules/rule";
import { isUnknown } from "../../rules/unknown";
import type { KeyVersion } from "../../words/keyVersion";
import type { InputTable } from "../../rules/inputTable";

export type ActivationMode = "acknowledged" | "immediate" | "published";

/** The checked inputs of an Activation. */
export interface ActivationInputs {
  readonly secretArn: string;
  readonly candidate: KeyVersion;
  /** The spare of the key resource; absent: it has none. */
  readonly standbyKey?: KeyVersion;
  readonly mode?: ActivationMode;
  readonly acknowledgedFingerprint?: string;
  readonly acknowledgedKeyId?: string;
  readonly acknowledgedStandbyFingerprint?: string;
  readonly retirePreviousAfterHours?: number;
  readonly retirePreviousWhenUnreadForDays?: number;
  readonly jwksUrl?: string;
  readonly publishedForHours?: number;
  readonly adoptVersionId?: string;
  readonly discardVersionId?: string;
  readonly compromised?: readonly string[];
  readonly region: string;
  readonly owner: string;
}

const secretArn = judgedBy<string>((value) => {
  const name = typeof value === "string" ? secretNameIn(value) : undefined;
  return name !== undefined && /^[A-Za-z0-9/_+=.@-]{1,520}$/.test(name) ? undefined : "the ARN of a secret";
});
/** Whether it is one, and that of the fingerprint, is judged where the two are compared. */
const pem = (allowed: string) =>
  judgedBy<string>((value) =>
    typeof value === "string" && keyText(value, []).blocks.length > 0 ? undefined : allowed,
  );
const publicKeyPem = pem("a public key in PEM (BEGIN PUBLIC KEY)");
const certificatePem = pem("a certificate in PEM (BEGIN CERTIFICATE)");
const createdAt = text(
  "a date as in 2026-12-31T23:59:59.999Z",
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/,
);
const key = objectOf(
  { versionId: rules.versionId, fingerprint: rules.fingerprint, publicKeyPem, certificatePem, createdAt },
  ["versionId", "fingerprint"],
);

const DEFAULT_MODE: ActivationMode = "acknowledged";

export const ACTIVATION_INPUTS = {
  secretArn: { rule: secretArn, onChange: "update", required: true },
  candidate: { rule: key, onChange: "update", required: true, comparedBy: versionIdOf },
  standbyKey: { rule: key, onChange: "update", comparedBy: versionIdOf, hidden: true },
  mode: { rule: rules.activationMode, onChange: "update", default: DEFAULT_MODE, shown: true },
  acknowledgedFingerprint: { rule: rules.acknowledgedFingerprint, onChange: "update", emptyIsAbsent: true },
  acknowledgedKeyId: { rule: rules.acknowledgedKeyId, onChange: "update", emptyIsAbsent: true },
  acknowledgedStandbyFingerprint: { rule: rules.acknowledgedFingerprint, onChange: "update", emptyIsAbsent: true },
  retirePreviousAfterHours: { rule: rules.retirePreviousAfterHours, onChange: "update", shown: true },
  retirePreviousWhenUnreadForDays: { rule: rules.retirePreviousWhenUnreadForDays, onChange: "update", shown: true },
  jwksUrl: { rule: jwksUrl, onChange: "update", emptyIsAbsent: true },
  publishedForHours: { rule: rules.publishedForHours, onChange: "update", shown: true },
  adoptVersionId: { rule: rules.versionId, onChange: "update" },
  discardVersionId: { rule: rules.versionId, onChange: "update" },
  compromised: { rule: rules.compromised, onChange: "update", default: [], comparedBy: sortedTexts },
  region: { rule: rules.region, onChange: "update", shown: true, emptyIsAbsent: true },
  owner: { rule: rules.owner, onChange: "update", required: true, hidden: true },
} as const satisfies InputTable & Record<keyof ActivationInputs, unknown>;

/** The certificate of the key of a version, as others know it; `undefined`: they know of none. */
export type CertificateOf = (versionId: string) => string | undefined;

const KNOWN_TO_NOBODY: CertificateOf = () => undefined;

/**
 * What the inputs keep of a candidate: the certificate of a key tells its public half, which need not be there twice. Nor
 * need the certificate, where its key has told it to this run.
 */
export function keptCandidate(
  { publicKeyPem, certificatePem, ...candidate }: KeyVersion,
  certificateOf: CertificateOf = KNOWN_TO_NOBODY,
): KeyVersion {
  if (certificatePem === undefined) return publicKeyPem === undefined ? candidate : { ...candidate, publicKeyPem };
  return certificateOf(candidate.versionId) === certificatePem ? candidate : { ...candidate, certificatePem };
}

/** The spare of a version, as its key has told it to this run; `undefined`: it has told none. */
export type SpareOf = (versionId: string) => KeyVersion | undefined;

/** What the inputs keep of a spare: the rest is in the state of its key, which tells it to each run. */
export function keptSpare(spare: KeyVersion, spareOf: SpareOf): KeyVersion {
  const { versionId, fingerprint } = spare;
  return spareOf(versionId)?.fingerprint === fingerprint ? { versionId, fingerprint } : spare;
}

/** The inputs with all that is known of the candidate. */
export function wholeInputs(inputs: ActivationInputs, certificateOf = KNOWN_TO_NOBODY): ActivationInputs {
  const { candidate } = inputs;
  if (isUnknown(candidate)) return inputs;
  const certificatePem = candidate.certificatePem ?? certificateOf(candidate.versionId);
  return { ...inputs, candidate: wholeCandidate({ ...candidate, ...(certificatePem && { certificatePem }) }) };
}

export function wholeCandidate(candidate: KeyVersion): KeyVersion {
  const { publicKeyPem, certificatePem } = candidate;
  if (publicKeyPem !== undefined || certificatePem === undefined || isUnknown(certificatePem)) return candidate;
  return { ...candidate, publicKeyPem: publicKeyOfCertificate(certificatePem) };
}

/** A list that names the same in another order is the same list. */
function sortedTexts(list: unknown): unknown {
  return Array.isArray(list) ? [...new Set(list as unknown[])].sort() : list;
}

/** The rest of a candidate are facts of its version. */
function versionIdOf(candidate: unknown): unknown {
  return isUnknown(candidate) ? candidate : (candidate as KeyVersion | undefined)?.versionId;
}

export function isImmediate({ mode = DEFAULT_MODE }: Pick<ActivationInputs, "mode">): boolean {
  return mode === "immediate";
}
