import { ecKeyPair } from "../crypto/keyPairs/ecKeyPair";
import { ed25519KeyPair } from "../crypto/keyPairs/ed25519KeyPair";
import { rsaKeyPair } from "../crypto/keyPairs/rsaKeyPair";
import { KEY_PAIRS, type KeyPairType } from "../rules/keyPairs";
import { apiKeyKind } from "./apiKey";
import type { KeyKind } from "./keyKind";
import { keyPairKind } from "./keyPair";

/** The kinds of keys: a row each, under the name of its resource type, with which its type token ends. */
export const KINDS = {
  RsaKeyPair: keyPairKind(rsaKeyPair, KEY_PAIRS.rsa),
  EcKeyPair: keyPairKind(ecKeyPair, KEY_PAIRS.ec),
  Ed25519KeyPair: keyPairKind(ed25519KeyPair, KEY_PAIRS.ed25519),
  ApiKey: apiKeyKind,
} as const satisfies Readonly<Record<KeyPairType | "ApiKey", KeyKind<never>>>;

export type KindName = keyof typeof KINDS;
/** An output of a kind, besides those of all keys. */
export type KindOutput = (typeof KINDS)[KindName]["outputs"][number];
/** All that the plugin has a provider for. */
export type ResourceType = KindName | "Activation";
