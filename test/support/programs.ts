/**
 * A program with one key pair (and an API key where asked for) whose inputs come from the environment of the run, so
 * that a test changes an input without rewriting the program.
 */
export const KEY_PROGRAM = `
import { ApiKey, RsaKeyPair } from "pulumi-partner-keys";

const args = (name: string) => JSON.parse(process.env[name] ?? "null");
const keyPair = args("KEY_PAIR") && new RsaKeyPair("signer", args("KEY_PAIR"));
const apiKey = args("API_KEY") && new ApiKey("api", args("API_KEY"));

export const publicKeyPem = keyPair?.publicKeyPem;
export const fingerprint = keyPair?.fingerprint;
export const secretArn = keyPair?.secretArn;
export const versionId = keyPair?.versionId;
export const drift = keyPair?.drift;
export const apiKeySecretArn = apiKey?.secretArn;
export const apiKeyFingerprint = apiKey?.fingerprint;
export const keyId = apiKey?.keyId;
`;

/** An issued key of the partner's shape, made for this run only. */
export function issuedKey(facts: { readonly sandbox?: boolean; readonly seed?: string } = {}): string {
  const { seed = "x", ...flags } = facts;
  const key = { key_id: "q".repeat(14), key: seed.repeat(43).slice(0, 43), ...flags };
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** The component as a program of an installed package uses it; its arguments come from the environment of the run. */
export const CREDENTIALS_PROGRAM = `
import { PartnerCredentials } from "pulumi-partner-keys/stacks";

const credentials = new PartnerCredentials("partner", JSON.parse(process.env["CREDENTIALS"] ?? "{}"));

export const publicKeyPem = credentials.publicKeyPem;
export const publicKeyFingerprint = credentials.publicKeyFingerprint;
export const pendingPublicKeyPem = credentials.pendingPublicKeyPem;
export const pendingFingerprint = credentials.pendingFingerprint;
`;

export const PRIVATE_KEY_SECRET = "acme/production/private.pem";
export const API_KEY_SECRET = "acme/production/apikey";

/** Environment of a run of {@link CREDENTIALS_PROGRAM}: an acknowledged production stack unless said otherwise. */
export function credentials(args: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  const defaults = {
    partner: "acme",
    environment: "production",
    apiKey: { generate: {} },
    deletionProtection: false,
    recoveryWindowInDays: 7,
  };
  return { CREDENTIALS: JSON.stringify({ ...defaults, ...args }), PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
}
