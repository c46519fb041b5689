import { PartnerCredentials, readConfig } from "pulumi-partner-keys/stacks";

const acme = new PartnerCredentials("acme", readConfig());

export const { publicKeyPem, publicKeyFingerprint, upload, rotationDueAt, handoff } = acme;
export const { pendingPublicKeyPem, pendingFingerprint, pendingUpload } = acme;
export const { previousPublicKeyPem, previousFingerprint } = acme;
export const { privateKeySecretArn, apiKeySecretArn } = acme; // for the service that signs
