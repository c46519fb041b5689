import type { KeyObject } from "node:crypto";
import type { CertificateFields } from "../crypto/x509/certificate";
import type { SigningRequestFields } from "../crypto/x509/signingRequest";
import { partsOf, type Subject } from "../crypto/x509/subject";
import type { InputTable, Props } from "../rules/inputTable";
import { isRecord } from "../rules/rule";
import { isUnknown } from "../rules/unknown";
import * as rules from "../rules/x509";
import type { Findings, KindContext } from "./keyKind";

/** What only the private key can sign. It is made with the key, because nobody here can read the key later. */
export interface SignedInputs {
  readonly certificate?: CertificateFields;
  readonly signingRequest?: SigningRequestFields;
}

export const SIGNED_INPUTS = {
  certificate: { rule: rules.certificate, onChange: "replace", comparedBy: whatIsSigned },
  signingRequest: { rule: rules.signingRequest, onChange: "replace", comparedBy: whatIsSigned },
} as const satisfies InputTable & Record<keyof SignedInputs, unknown>;

export const SIGNED_OUTPUTS = ["certificatePem", "certificateEndsAt", "signingRequestPem"] as const;
export type SignedOutput = (typeof SIGNED_OUTPUTS)[number];

/** Another way to write the same names is no new key: a list instead of an object, an empty list instead of none. */
function whatIsSigned(given: unknown): unknown {
  if (!isRecord(given) || isUnknown(given)) return given;
  const { subject, ...others } = given;
  const said = Object.entries(others).filter(([, value]) => value !== undefined && !isEmptyList(value));
  return { ...Object.fromEntries(said), subject: partsOf(subject as Subject) };
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** A certificate that ends before its key falls due would be an outage that a date in our own inputs announces. */
export function checkSigned({ certificate, rotateAfterDays: days, standby }: Props): Findings {
  const findings = { inputs: {}, failures: [] };
  if (isUnknown(certificate) || "allowed" in rules.certificate(certificate) || typeof days !== "number")
    return findings;
  const { validityDays } = certificate as CertificateFields;
  // A spare waits for as long as the key before it serves
  const served = standby === true ? 2 * days : days;
  const least = served + rules.DAYS_AFTER_ROTATION;
  if (validityDays >= least) return findings;
  const reason =
    `certificate: validityDays ${validityDays} with rotateAfterDays ${days} is not allowed, allowed: at least ${least} ` +
    `(${rules.DAYS_AFTER_ROTATION} days more than ${standby === true ? "twice " : ""}rotateAfterDays), or a smaller rotateAfterDays`;
  return { inputs: {}, failures: [{ property: "certificate", reason }] };
}

/** Makes what the inputs ask for. The library is loaded here, so that a run without certificates does not pay for it. */
export function signWithKey(
  key: KeyObject,
  { certificate, signingRequest }: SignedInputs,
  context: Pick<KindContext, "now" | "randomBytes">,
): Partial<Record<SignedOutput, string>> {
  return {
    ...(certificate === undefined ? {} : certificateOf(key, certificate, context)),
    ...(signingRequest === undefined ? {} : { signingRequestPem: requestOf(key, signingRequest) }),
  };
}

/* eslint-disable @typescript-eslint/no-require-imports */
function certificateOf(key: KeyObject, fields: CertificateFields, context: Pick<KindContext, "now" | "randomBytes">) {
  const { makeCertificate } = require("../crypto/x509/certificate") as typeof import("../crypto/x509/certificate");
  const { pem, endsAt } = makeCertificate(key, fields, context);
  return { certificatePem: pem, certificateEndsAt: endsAt.toISOString() };
}

function requestOf(key: KeyObject, fields: SigningRequestFields): string {
  const { makeSigningRequest } =
    require("../crypto/x509/signingRequest") as typeof import("../crypto/x509/signingRequest");
  return makeSigningRequest(key, fields);
}
/* eslint-enable @typescript-eslint/no-require-imports */
