import type { FingerprintForm } from "./fingerprintForms";
import type { PartnerApi } from "./partnerApi";
import { QREDO } from "./qredo";

/** The partners that are known, with the form of fingerprint that each shows. */
const KNOWN: readonly (PartnerApi & { readonly shortFingerprint: { readonly form: FingerprintForm } })[] = [QREDO];

/**
 * The form of fingerprint that a partner shows for an uploaded key, by the name that a stack gives the partner; `undefined`
 * where nobody has told what the partner shows.
 */
export function formShownBy(partner: string): FingerprintForm | undefined {
  return KNOWN.find(({ name }) => name.toLowerCase() === partner.toLowerCase())?.shortFingerprint.form;
}
