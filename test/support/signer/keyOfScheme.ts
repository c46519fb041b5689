import { createPrivateKey } from "node:crypto";
import type { PartnerScheme } from "../../../emulator/partner";
import { selfSigned } from "../selfSigned";
import { publicPemOf, rsaKeyPem } from "./localRotation";

const WITH_CERTIFICATE: readonly PartnerScheme[] = ["entra", "salesforce", "netsuite"];

/** A key as it is stored, and as its partner is given it: with a certificate where the partner wants one. */
export function keyOfScheme(partner: PartnerScheme): { readonly value: string; readonly uploaded: string } {
  const pem = rsaKeyPem("pkcs8");
  if (!WITH_CERTIFICATE.includes(partner)) return { value: pem, uploaded: publicPemOf(pem) };
  const certificatePem = selfSigned(createPrivateKey(pem));
  return { value: JSON.stringify({ privateKeyPem: pem, certificatePem }), uploaded: certificatePem };
}
