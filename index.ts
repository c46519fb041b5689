import { PartnerCredentials, readConfig } from "./stacks";

const config = readConfig();
const credentials = new PartnerCredentials("partner", config);

export const environment = config.environment;
export const publicKeyPem = credentials.publicKeyPem;
export const publicKeyFingerprint = credentials.publicKeyFingerprint;
export const pendingPublicKeyPem = credentials.pendingPublicKeyPem;
export const pendingFingerprint = credentials.pendingFingerprint;
export const upload = credentials.upload;
export const pendingUpload = credentials.pendingUpload;
export const previousPublicKeyPem = credentials.previousPublicKeyPem;
export const previousFingerprint = credentials.previousFingerprint;
export const privateKeySecretArn = credentials.privateKeySecretArn;
export const privateKeyVersionId = credentials.privateKeyVersionId;
export const apiKeySecretArn = credentials.apiKeySecretArn;
export const apiKeyVersionId = credentials.apiKeyVersionId;
export const apiKeyFingerprint = credentials.apiKeyFingerprint;
export const apiKeyId = credentials.apiKeyId;
export const rotationDueAt = credentials.rotationDueAt;
export const liveCreatedAt = credentials.liveCreatedAt;
export const pendingCreatedAt = credentials.pendingCreatedAt;
export const previousCreatedAt = credentials.previousCreatedAt;
export const overview = credentials.overview;
export const uploadFingerprint = credentials.uploadFingerprint;
export const handoff = credentials.handoff;
