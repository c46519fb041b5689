import { DescribeSecretCommand, GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { adviceOnTheWay, noAnswer, OF_A_SERVICE, type OnTheWay } from "../aws/onTheWay";
import "../aws/quietSdk";
import { isNamed } from "../aws/isNamed";
import { firstOf } from "../aws/settings/awsSettings";
import { proxiesOf, Transport } from "../aws/transport";
import { failure, type PartnerKeysError } from "../errors";
import type { AwsReader } from "./keySource";

/** A request waits for the first read, and in a trial. */
const MAX_ATTEMPTS = 2;

const DENIED = "give this role what grantRead gives on the secret, for this label too";
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

export interface Reader extends Pick<AwsReader, "read" | "tags"> {
  close(): void;
}

/**
 * GetSecretValue, in the one file of this package that reads a value. The label is always named: a policy with a condition on
 * `secretsmanager:VersionStage` matches only then.
 */
export function secretsManagerReader(region: string): Reader {
  let made: SecretsManagerClient | undefined;
  const client = () => (made ??= clientOf(region));
  return {
    read: async (secretArn, stage) => readBy(client(), region)(secretArn, stage),
    tags: async (secretArn) => tagsBy(client(), region)(secretArn),
    // The client closes its transport too
    close: () => made?.destroy(),
  };
}

/** As {@link secretsManagerReader}, with a client that somebody else made and closes. */
export function readBy(client: SecretsManagerClient, region: string): AwsReader["read"] {
  return async (secretArn, stage) => {
    try {
      const answer = await client.send(new GetSecretValueCommand({ SecretId: secretArn, VersionStage: stage }));
      // The date is for who tells the age of a key
      const version = {
        versionId: answer.VersionId ?? "",
        value: answer.SecretString ?? "",
        createdAt: answer.CreatedDate,
      };
      return version;
    } catch (error) {
      if (isNamed(error, "ResourceNotFoundException")) return undefined;
      throw readError(`reading ${stage} of ${secretArn}`, region, error);
    }
  };
}

/** As {@link readBy}, the tags of a secret. */
export function tagsBy(client: SecretsManagerClient, region: string): AwsReader["tags"] {
  return async (secretArn) =>
    client.send(new DescribeSecretCommand({ SecretId: secretArn })).then(
      ({ Tags = [] }) => Tags,
      (error: unknown) => {
        throw readError(`reading the tags of ${secretArn}`, region, error);
      },
    );
}

function clientOf(region: string): SecretsManagerClient {
  const environment = (name: string) => process.env[name];
  const transport = new Transport(
    proxiesOf({}, environment),
    async () => firstOf(environment, "AWS_CA_BUNDLE"),
    (line) => process.emitWarning(line, "PartnerKeysWarning"),
    // The handler that a client makes for itself: another import would double what a bundle holds
    (requestHandler) => new SecretsManagerClient({ region, requestHandler }).config.requestHandler,
  );
  return new SecretsManagerClient({ region, maxAttempts: MAX_ATTEMPTS, requestHandler: transport });
}

/** Without the cause: the SDK hangs the raw answer on an error of parsing, and the answer to a read holds the value. */
function readError(doing: string, region: string, error: unknown): PartnerKeysError {
  const { name, message, ...more } =
    error instanceof Error ? (error as Error & OnTheWay & { code?: string }) : { name: typeof error, message: "" };
  const known = KMS.test(message) ? ADVICE["DecryptionFailure"] : ADVICE[name];
  if (known !== undefined) {
    const code = DENIALS.includes(name) ? "ERR_STORE_DENIED" : "ERR_STORE_UNAVAILABLE";
    return failure(code, { doing, what: `${name}: ${message.replace(/\.$/, "")}`, advice: known });
  }
  const lost = { name, message, ...more };
  const what =
    lost.code === undefined
      ? `AWS gave no answer that can be used (${name})`
      : noAnswer(lost, `Secrets Manager in ${region}`);
  const advice = adviceOnTheWay(lost, OF_A_SERVICE) ?? "try again";
  return failure("ERR_STORE_UNAVAILABLE", { doing, what, advice });
}
