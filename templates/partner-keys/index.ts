import { PartnerCredentials, readConfig } from "pulumi-partner-keys/stacks";

const acme = new PartnerCredentials("acme", readConfig());

export const { publicKeyPem, publicKeyFingerprint, upload, rotationDueAt, overview, handoff } = acme;
export const { pendingPublicKeyPem, pendingFingerprint, pendingUpload, uploadFingerprint } = acme;
export const { previousPublicKeyPem, previousFingerprint } = acme;
export const { privateKeySecretArn, apiKeySecretArn } = acme; // for the service that signs

// Another partner: its config is one object, pulumi config set --path globex.environment production
// const globex = new PartnerCredentials("globex", readConfig("globex"));
// export const { handoff: globexHandoff, pendingUpload: globexPendingUpload, overview: globexOverview } = globex;
// export const { pendingFingerprint: globexPendingFingerprint, previousFingerprint: globexPreviousFingerprint } = globex;
// export const { privateKeySecretArn: globexPrivateKeySecretArn, apiKeySecretArn: globexApiKeySecretArn } = globex;
