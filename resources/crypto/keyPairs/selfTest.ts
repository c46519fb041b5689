import { sign } from "node:crypto";
import * as forge from "node-forge";
import { PartnerKeysError } from "../../errors";

const MESSAGE = "pulumi-partner-keys self-test";

/**
 * Signs with the private PEM as it will be stored (OpenSSL) and verifies with the public PEM as it will be published
 * (node-forge, an independent implementation). What is pushed has been seen to work: it can never be read back.
 *
 * @throws {@link PartnerKeysError} `ERR_KEY_GENERATION` when the two are not a pair, or one of them cannot be read
 */
export function assertPairWorks(privateKeyPem: string, publicKeyPem: string): void {
  if (!isPair(privateKeyPem, publicKeyPem)) {
    throw new PartnerKeysError(
      "ERR_KEY_GENERATION",
      "generating RSA key pair: the new pair failed its self-test, nothing was stored; run pulumi up again",
    );
  }
}

function isPair(privateKeyPem: string, publicKeyPem: string): boolean {
  try {
    const signature = sign("sha256", Buffer.from(MESSAGE), privateKeyPem);
    const digest = forge.md.sha256.create().update(MESSAGE);
    return forge.pki.publicKeyFromPem(publicKeyPem).verify(digest.digest().getBytes(), signature.toString("binary"));
  } catch {
    return false; // a PEM that cannot be read, or a signature that cannot be decoded; the cause could quote a key
  }
}
