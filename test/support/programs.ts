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
