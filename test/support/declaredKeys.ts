import type { Answers } from "./mockedProgram";

export const RSA_KEY_PAIR = "pulumi-nodejs:dynamic/partnerkeys:RsaKeyPair";
export const EC_KEY_PAIR = "pulumi-nodejs:dynamic/partnerkeys:EcKeyPair";
export const ED25519_KEY_PAIR = "pulumi-nodejs:dynamic/partnerkeys:Ed25519KeyPair";
export const API_KEY = "pulumi-nodejs:dynamic/partnerkeys:ApiKey";
export const ACTIVATION = "pulumi-nodejs:dynamic/partnerkeys:Activation";

export const PRIVATE_KEY_ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:qredo/private.pem-AbCdEf";
export const API_KEY_ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:qredo/apikey-GhIjKl";

const key = (letter: string) => ({
  versionId: letter.repeat(36),
  fingerprint: `SHA256:${letter.repeat(43)}=`,
  publicKeyPem: `public key ${letter}\n`,
});
/** The live key and the one that waits. */
export const LIVE = key("A");
export const PENDING = key("B");

const keyPair = () => ({
  ...PENDING,
  secretArn: PRIVATE_KEY_ARN,
  createdAt: "2030-01-01T00:00:00.000Z",
  drift: "",
});

/** What the provider would answer, for programs that are run without one. */
export const KEY_ANSWERS: Answers = {
  "partnerkeys:index:PartnerCredentials": () => ({}),
  [RSA_KEY_PAIR]: keyPair,
  [EC_KEY_PAIR]: keyPair,
  [ED25519_KEY_PAIR]: keyPair,
  [API_KEY]: () => ({
    fingerprint: LIVE.fingerprint,
    versionId: LIVE.versionId,
    secretArn: API_KEY_ARN,
    createdAt: "2030-01-01T00:00:00.000Z",
    keyId: "key-id",
    drift: "",
  }),
  [ACTIVATION]: ({ mode }) => ({
    promotedAt: "2030-01-01T00:00:00.000Z",
    drift: "",
    ...(mode === "immediate" ? { live: PENDING, previous: LIVE } : { live: LIVE, pending: PENDING }),
  }),
};

/** The text in every state, written down a second time: it is public API. */
export const PROVIDER_TEXT = (type: string) =>
  `exports.handler = () => require("node:module").createRequire(process.cwd() + "/_.js")("pulumi-partner-keys/provider").${type};`;
