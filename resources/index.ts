/** The public package: everything a program or a signing client imports from `pulumi-partner-keys`. */
export { Activation, type ActivationArgs, type ActivationCandidate } from "./program/activation";
export { ApiKey, type ApiKeyArgs, type GenerateApiKeyArgs, type IssuedApiKeyArgs } from "./program/apiKey";
export type { CertificateArgs, SigningRequestArgs, SubjectArgs } from "./program/certificateArgs";
export type { KeyArgs } from "./program/keyArgs";
export { Provider } from "./program/provider";
export type {
  ProviderArgs,
  ProviderAssumeRoleArgs,
  ProviderRoleArgs,
  ProviderWebIdentityArgs,
} from "./program/providerArgs";
export { keyPairAliases, type IssuedKeyPairArgs, type KeyPairArgs } from "./program/keyPair";
export type { ApiKeySecretFields, KeyPairSecretFields } from "./program/secretFieldsArgs";
export { publicArtifact, type PublicArtifact, type PublicForm } from "./crypto/publicKey/publicArtifact";
export { publicFingerprint, type FingerprintForm } from "./partners/fingerprintForms";
export type { ProfileName } from "./partners/knownProfiles";
export type { FactName, PartnerProfile, Source } from "./partners/profile";
export type { KeyIdRule, ProfileKeyPair, ProfileStep, SignedRule } from "./partners/profileParts";
export { EcKeyPair, type EcKeyPairArgs } from "./program/ecKeyPair";
export { Ed25519KeyPair, type Ed25519KeyPairArgs } from "./program/ed25519KeyPair";
export { RsaKeyPair, type RsaKeyPairArgs } from "./program/rsaKeyPair";
export { fingerprintOf, publicKeyFingerprint } from "./crypto/publicKey/fingerprint";
export { shortFingerprint } from "./partners/shortFingerprint";
export { PartnerKeysError, type ErrorCode } from "./errors";
export { deployerPolicy, type DeployerPolicyArgs } from "./iam/deployerPolicy";
export { readerPolicy, type ReaderPolicyArgs } from "./iam/readerPolicy";
export { statusPolicy, type StatusPolicyArgs } from "./iam/statusPolicy";
export { signRequest, type RequestToSign, type SignedHeaders } from "./partners/signRequest";
export type { KeyVersion } from "./words/keyVersion";
