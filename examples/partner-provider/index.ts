import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { PartnerCredentials } from "pulumi-partner-keys/stacks";

const config = new pulumi.Config();

// What the upload answers is an argument of the credentials, whose newest key is uploaded
const [fingerprint, isUploaded] = pulumi.deferredOutput<string>();

const files = new PartnerCredentials("files", {
  partner: "files",
  environment: "production",
  profile: "sftp",
  rotation: config.get("rotation") ?? "",
  // The way back to the previous key is its fingerprint as text
  acknowledgedFingerprint: config.get("rollBackTo") ?? fingerprint,
});

// The partner is a server of AWS Transfer Family, in an account of its own
const partner = new aws.Provider("partner", {
  region: "eu-west-1",
  assumeRoles: [{ roleArn: config.require("partnerRoleArn") }],
});

// Another key is another SshKey. The old one stays at the partner, so that nothing is refused and there is a way back
const uploaded = new aws.transfer.SshKey(
  "files",
  { serverId: config.require("serverId"), userName: config.require("userName"), body: files.newestUpload },
  { provider: partner, retainOnDelete: true },
);

// Known once the partner has the key
isUploaded(pulumi.all([files.newestFingerprint, uploaded.sshKeyId]).apply(([newest]) => newest));

export const { privateKeySecretArn, publicKeyFingerprint, previousFingerprint } = files;
