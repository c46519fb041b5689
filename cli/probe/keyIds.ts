import { failure } from "../../resources/errors";
import { readWithKeyId } from "../../resources/signer/keyIds";
import type { ReadSecret } from "../../resources/signer";

/** As `readWithKeyId()`. The id of the pending key is on record once that key is acknowledged; until then a person has it. */
export function readAlsoPending(keyId: string | undefined): ReadSecret {
  const onRecord = readWithKeyId();
  return async (secretArn, stage, aws) => {
    if (stage !== "AWSPENDING") return onRecord(secretArn, stage, aws);
    const version = await aws.read(secretArn, stage);
    if (version === undefined) return undefined;
    if (keyId !== undefined) return { ...version, keyId };
    throw failure("ERR_INVALID_INPUT", {
      doing: `reading ${stage} of ${secretArn}`,
      what: `of version ${version.versionId} no id is on record that the partner assigned`,
      advice: "pass --key-id, the id that the partner shows for the key",
    });
  };
}
