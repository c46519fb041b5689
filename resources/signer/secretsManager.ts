import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { isNamed } from "../aws/reasons";
import { failure, type PartnerKeysError } from "../errors";
import type { ReadSecret } from "./keySource";

/** Two tries of three seconds: a request waits for the first read, and in a trial. Without throwOnRequestTimeout the SDK only warns. */
const TIMEOUTS = {
  connectionTimeout: 3_000,
  requestTimeout: 3_000,
  socketTimeout: 4_000, // of a body that stops half-way: the other limit ends with the headers
  throwOnRequestTimeout: true,
};
const MAX_ATTEMPTS = 2;

const DENIED = "give this role secretsmanager:GetSecretValue on the secret (grantRead), for this label too";
/** Errors of AWS that stay until somebody acts, with what to do. Their text cannot hold a value and is shown. */
const ADVICE: Readonly<Record<string, string>> = {
  AccessDeniedException: DENIED,
  AccessDenied: DENIED,
  DecryptionFailure: "give this role kms:Decrypt on the key of the secret",
  ExpiredTokenException: "renew the AWS credentials of this process",
  UnrecognizedClientException: "check the AWS credentials of this process",
  InvalidSignatureException: "check the AWS credentials and the clock of this machine",
  InvalidRequestException: "restore the secret where it is scheduled for deletion (pulumi up does), and check the ARN",
  CredentialsProviderError: "give this process AWS credentials: a role, AWS_PROFILE or the variables",
};
/** How AWS refuses a read whose KMS key is not allowed: under the name of a refused call. */
const KMS = /access to KMS|\bkms:\w/i;
/** The credentials are of the process, not of the secret: a key in memory is used on. */
const DENIALS = ["AccessDeniedException", "AccessDenied"];

export interface Reader {
  readonly read: ReadSecret;
  close(): void;
}

/**
 * GetSecretValue, the one place of this package that reads a value. The label is always named: a policy with a condition on
 * `secretsmanager:VersionStage` matches only then.
 */
export function secretsManagerReader(region: string): Reader {
  const client = new SecretsManagerClient({ region, maxAttempts: MAX_ATTEMPTS, requestHandler: TIMEOUTS });
  return {
    async read(secretArn, stage) {
      try {
        const answer = await client.send(new GetSecretValueCommand({ SecretId: secretArn, VersionStage: stage }));
        return { versionId: answer.VersionId ?? "", value: answer.SecretString ?? "" };
      } catch (error) {
        if (isNamed(error, "ResourceNotFoundException")) return undefined;
        throw readError(`reading ${stage} of ${secretArn}`, error);
      }
    },
    close: () => client.destroy(),
  };
}

/** Without the cause: the SDK hangs the raw answer on an error of parsing, and the answer to a read holds the value. */
function readError(doing: string, error: unknown): PartnerKeysError {
  const { name, message } = error instanceof Error ? error : { name: typeof error, message: "" };
  const advice = KMS.test(message) ? ADVICE["DecryptionFailure"] : ADVICE[name];
  if (advice === undefined) {
    const what = `AWS gave no answer that can be used (${name})`;
    return failure("ERR_STORE_UNAVAILABLE", { doing, what, advice: "try again" });
  }
  const code = DENIALS.includes(name) ? "ERR_STORE_DENIED" : "ERR_STORE_UNAVAILABLE";
  return failure(code, { doing, what: `${name}: ${message.replace(/\.$/, "")}`, advice });
}
