import * as pulumi from "@pulumi/pulumi";
import { PartnerCredentials } from "pulumi-partner-keys/stacks";
import { UploadedKey } from "./uploadedKey";

const config = new pulumi.Config();
const privateKeySecretName = "acme/production/private.pem";

// What the upload answers is an argument of the credentials, whose newest key is uploaded
const [fingerprint, isUploaded] = pulumi.deferredOutput<string>();
const [keyId, isNamed] = pulumi.deferredOutput<string>();
// The way back to the previous key is its fingerprint as text: the upload is always that of the newest key
const rollBackTo = config.get("rollBackTo");

const acme = new PartnerCredentials("acme", {
  partner: "acme",
  environment: "production",
  privateKeySecretName,
  rotation: config.get("rotation") ?? "",
  ...(rollBackTo === undefined
    ? { acknowledgedFingerprint: fingerprint, acknowledgedKeyId: keyId }
    : { acknowledgedFingerprint: rollBackTo }),
});

const uploaded = new UploadedKey("acme", {
  partnerUrl: config.require("partnerUrl"),
  secretName: privateKeySecretName,
  versionId: acme.newestVersionId,
  fingerprint: acme.newestFingerprint,
  publicKey: acme.newestUpload,
});
isUploaded(uploaded.fingerprint);
isNamed(uploaded.keyId);

export const { privateKeySecretArn, publicKeyFingerprint, previousFingerprint } = acme;
export const liveKeyId = acme.keyId;
