import { failure } from "../errors";
import { factsOf, KEY_ID } from "../secrets/about";
import type { AwsReader, ReadSecret } from "./keySource";

/**
 * `read` of `createSigner` where the partner assigns an id to each key: reads as the signer does, and the id that was
 * acknowledged (`acknowledgedKeyId`) from the tags of the secret, once for each version.
 *
 * @throws PartnerKeysError what a read of AWS throws; `ERR_KEY_UNUSABLE` for a version without an id on record, so that
 *   nothing is signed with it
 *
 * @example
 * ```ts
 * import { readWithKeyId } from "pulumi-partner-keys/schemes";
 * import { createSigner } from "pulumi-partner-keys/signer";
 *
 * const signer = createSigner({ privateKeySecretArn, read: readWithKeyId() });
 * ```
 */
export function readWithKeyId(): ReadSecret {
  const known = new Map<string, string>();
  return async (secretArn, stage, aws) => {
    const version = await aws.read(secretArn, stage);
    if (version === undefined || secretArn !== aws.privateKeySecretArn) return version;
    const { versionId } = version;
    const keyId = known.get(versionId) ?? factsOf(asMap(await aws.tags(secretArn)), versionId)?.[KEY_ID];
    if (keyId === undefined) {
      throw failure("ERR_KEY_UNUSABLE", {
        doing: `reading ${stage} of ${secretArn}`,
        what: `of version ${versionId} no id is on record that the partner assigned`,
        advice: "acknowledge the key with its acknowledgedKeyId",
      });
    }
    known.set(versionId, keyId);
    return { ...version, keyId };
  };
}

function asMap(tags: Awaited<ReturnType<AwsReader["tags"]>>): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}
