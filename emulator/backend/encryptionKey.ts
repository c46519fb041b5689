import { type Input, optionalText } from "./input";

const MANAGED_KEY = "alias/aws/secretsmanager";

/** The name under which ListSecretVersionIds shows the AWS managed key. */
export const MANAGED_KEY_IN_VERSIONS = "DefaultEncryptionKey";

/**
 * The key asked for; undefined when none was. An empty text, like the managed key's own alias, asks for the AWS managed
 * key, which DescribeSecret leaves out: null here. Whether a key exists is not checked: there is no KMS.
 */
export function readKmsKeyId(input: Input): string | null | undefined {
  const key = optionalText(input, "KmsKeyId", { max: 2048 });
  return key === "" || key === MANAGED_KEY ? null : key;
}
