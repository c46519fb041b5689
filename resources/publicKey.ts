/** `pulumi-partner-keys/public-key`: a public key in every form. Loads no Pulumi and no AWS. */
export { PartnerKeysError, type ErrorCode } from "./errors";
export { publicKeyFingerprint } from "./crypto/publicKey/fingerprint";
export { shortFingerprint } from "./partners/shortFingerprint";
export { publicFingerprint, type FingerprintForm } from "./partners/fingerprintForms";
export { jwkThumbprint, publicJwk, publicJwks, type JwkOptions, type PublicJwk } from "./crypto/publicKey/jwk";
export { openSshPublicKey } from "./crypto/publicKey/openSsh";
export { publicArtifact, type PublicArtifact, type PublicForm } from "./crypto/publicKey/publicArtifact";
export { rawPublicKey } from "./crypto/publicKey/raw";
