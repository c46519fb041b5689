import { createPublicKey } from "node:crypto";
import { readPrivateKey, whatItIs } from "../crypto/privateKey";
import { fingerprintOf } from "../crypto/publicKey/fingerprint";
import { readApiKey } from "../crypto/readApiKey";
import { failure } from "../errors";
import type { Stage } from "../secrets/labels";
import type { HeldApiKey, HeldKey } from "./signingKey";

/** A version of a secret as it was read. */
export interface SecretVersion {
  /** Version of the secret, as AWS names it. */
  readonly versionId: string;
  /** What the secret holds, as text: a private key or an API key. */
  readonly value: string;
  /** The id that the partner gave this key, where your reader knows it. */
  readonly keyId?: string;
}

/** @throws PartnerKeysError `ERR_KEY_UNUSABLE`: what it is, and nothing of it */
export function heldKey(secretArn: string, stage: Stage, { versionId, value, keyId }: SecretVersion): HeldKey {
  const privateKey = readPrivateKey(value);
  if (privateKey === undefined) {
    throw failure("ERR_KEY_UNUSABLE", {
      doing: `reading ${stage} of ${secretArn}`,
      what: `version ${versionId} holds no private key that can be read (it is ${whatItIs(value)})`,
      advice: "allowed: a form that this package stores, without a passphrase; is this the secret of the API key?",
    });
  }
  const fingerprint = fingerprintOf(createPublicKey(privateKey).export({ type: "spki", format: "der" }));
  return { versionId, stage, fingerprint, privateKey, certificatePem: certificateOf(value), keyId };
}

/** The certificate that stands beside a private key in its secret; whose it is, judges who needs it. */
function certificateOf(value: string): string | undefined {
  try {
    const { certificatePem } = JSON.parse(value) as { readonly certificatePem?: unknown };
    return typeof certificatePem === "string" ? certificatePem : undefined;
  } catch {
    return undefined;
  }
}

/** It goes into a header, and to the partner: a private key that was taken for it must not. */
export function heldApiKey(secretArn: string, { versionId, value }: SecretVersion): HeldApiKey {
  const read = readApiKey(value);
  if ("line" in read) return { versionId, value: read.line };
  throw failure("ERR_KEY_UNUSABLE", {
    doing: `reading AWSCURRENT of ${secretArn}`,
    what: `version ${versionId} holds no API key (it is ${read.isInstead})`,
    advice: "allowed: one line of printable ASCII; is this the secret of the private key?",
  });
}
