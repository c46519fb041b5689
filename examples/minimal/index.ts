import { RsaKeyPair } from "pulumi-partner-keys";

const signer = new RsaKeyPair("signer", {
  secretName: "acme/sandbox/private.pem",
  rotateAfterDays: 90,
  keepers: { rotation: "2026-11" },
});

export const publicKeyPem = signer.publicKeyPem;
export const privateKeySecretArn = signer.secretArn;
