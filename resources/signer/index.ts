/** `pulumi-partner-keys/signer`: for the service that calls the partner. Loads no Pulumi. */
import type { SignerOptions } from "./options";
import { signerWith, type Signer } from "./signer";

export { PartnerKeysError, type ErrorCode } from "../errors";
export type { RequestScheme, SchemeKey, SchemeRequest } from "../partners/schemes/scheme";
export type { SignedHeaders } from "../partners/signRequest";
export type { SignerEvent } from "./events";
export type { SecretVersion } from "./heldValue";
export type { AwsReader, ReadSecret } from "./keySource";
export type { PartnerAnswer, SignerOptions } from "./options";
export type { SignedInit } from "./partnerRequest";
export type { RunOptions } from "./runOptions";
export type { Signer } from "./signer";
export type { Stage } from "../secrets/labels";
export type { KeyRef, SigningKey } from "./signingKey";

/**
 * A signer that takes requests through a rotation: it signs with the key that `AWSCURRENT` names, and when the partner
 * refuses a signature it tries the keys that the other labels name, within bounds. It writes nothing.
 *
 * @throws PartnerKeysError `ERR_INVALID_INPUT` with everything that is wrong with the options; nothing is read yet
 *
 * @example
 * ```ts
 * import { createSigner } from "pulumi-partner-keys/signer";
 *
 * const origin = "https://api.qredo.network";
 * const signer = createSigner({ privateKeySecretArn, apiKeySecretArn, origin });
 * const response = await signer.fetch(`${origin}/api/v1/p/company`, { method: "POST", body });
 * ```
 */
export function createSigner(options: SignerOptions): Signer {
  return signerWith(options, { now: Date.now, steady: () => performance.now(), random: Math.random });
}
