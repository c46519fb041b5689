/** `pulumi-partner-keys/public-key`: a public key in every form. Loads no Pulumi and no AWS. */
export { PartnerKeysError, type ErrorCode } from "../../errors";
export { publicKeyFingerprint, shortFingerprint } from "./fingerprint";
export { publicFingerprint, type FingerprintForm } from "./fingerprintForms";
export { jwkThumbprint, publicJwk, publicJwks, type JwkOptions, type PublicJwk } from "./jwk";
export { openSshPublicKey } from "./openSsh";
export { publicArtifact, type PublicArtifact, type PublicForm } from "./publicArtifact";
export { rawPublicKey } from "./raw";
