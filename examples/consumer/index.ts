import * as pulumi from "@pulumi/pulumi";
import { shortFingerprint } from "pulumi-partner-keys";

// pulumi config set credentials <organization>/partner-keys/<stack>
const credentials = new pulumi.StackReference(new pulumi.Config().require("credentials"));
const read = (name: string) => credentials.requireOutput(name) as pulumi.Output<string>;

/** Where the signing client reads its keys: hand these to its deployment. */
export const privateKeySecretArn = read("privateKeySecretArn");
export const apiKeySecretArn = read("apiKeySecretArn");

/** What to give to the person who uploads the key to the partner's web app. */
export const handoffSheet = pulumi
  .all([read("environment"), read("publicKeyPem"), read("publicKeyFingerprint"), read("pendingPublicKeyPem")])
  .apply(([environment, publicKeyPem, fingerprint, pending]) =>
    [
      `environment:     ${environment}`,
      `date:            ${new Date().toISOString().slice(0, 10)}`,
      `live key:        ${fingerprint}`,
      `web app shows:   …${shortFingerprint(publicKeyPem)}`,
      publicKeyPem.trimEnd(),
      ...(pending === "" ? [] : [`pending key (…${shortFingerprint(pending)}), to be uploaded:`, pending.trimEnd()]),
    ].join("\n"),
  );
