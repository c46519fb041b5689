import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Activation, publicFingerprint, RsaKeyPair } from "pulumi-partner-keys";
import { CaSigned } from "./caSigned";

const config = new pulumi.Config();

const key = new RsaKeyPair("client", {
  secretName: "acme/production/client.pem",
  privateKeyFormat: "pkcs8",
  publishAs: "pending",
  keepers: { rotation: config.get("rotation") ?? "" },
  signingRequest: { subject: { commonName: "acme-client", organization: "Acme Ltd" } },
});

// A CA resource of your own in its place: tls.LocallySignedCert, or aws.acmpca.Certificate
const { certificatePem } = new CaSigned("client", {
  requestPem: key.signingRequestPem.apply((pem) => pem ?? ""),
  caCertificate: config.require("caCertificate"),
  caKey: config.require("caKey"),
  validityDays: 90,
});

// The place beside the key. Its name is a fact of the key: whoever holds the key finds its certificate
const place = new aws.ssm.Parameter("client-certificate", {
  name: pulumi.interpolate`/acme/production/certificates/${key.publicKeyPem.apply((pem) => publicFingerprint(pem, "jwk-thumbprint"))}`,
  type: "String",
  insecureValue: certificatePem,
});

// A key goes live once its certificate is there
const live = new Activation(
  "client-live",
  { secretArn: key.secretArn, candidate: key, mode: "immediate" },
  { dependsOn: place },
);

export const privateKeySecretArn = live.secretArn;
export const certificateParameter = place.name;
export { certificatePem };
