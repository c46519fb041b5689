import { PartnerCredentials, readConfig } from "pulumi-partner-keys/stacks";

const acme = new PartnerCredentials("acme", readConfig());

export const { publicKeyPem, pendingPublicKeyPem, pendingFingerprint } = acme;
export const { previousPublicKeyPem, previousFingerprint, rotationDueAt, handoff } = acme;
export const { privateKeySecretArn, apiKeySecretArn } = acme; // for the service that signs
