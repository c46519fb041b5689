import { secretNameIn } from "./arn";

/** What the calls of this package ask with, and the members by which an answer of AWS is told from any other. */
interface Asked {
  readonly Name?: string;
  readonly SecretId?: string;
  readonly ClientRequestToken?: string;
}
interface Answered {
  readonly ARN?: string;
  readonly Name?: string;
  readonly VersionId?: string;
  readonly DeletionDate?: Date;
  readonly SecretList?: readonly unknown[];
  readonly Account?: string;
  readonly Credentials?: {
    readonly AccessKeyId?: string;
    readonly SecretAccessKey?: string;
    readonly SessionToken?: string;
  };
  readonly $metadata?: { readonly requestId?: string };
}

type Judge = (asked: Asked, answered: Answered) => boolean;

/**
 * Something else than AWS answered: a captive portal, a proxy, a load balancer or a mock says 200 to everything. Whether
 * the call was carried out is not known, so it is repeated, as one whose answer was lost.
 */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
  readonly $retryable = { throttling: false };

  constructor(
    readonly operation: string,
    readonly host: string,
    readonly status: number | undefined,
  ) {
    super(operation);
  }
}

/** A secret's ARN ends in a hyphen and six characters, which a partial ARN leaves out (user guide, troubleshooting). */
const withoutSuffix = (id: string) => id.replace(/-[A-Za-z0-9]{6}$/, "");

const isArnOf: Judge = ({ SecretId, Name }, { ARN = "" }) => {
  const asked = SecretId ?? Name ?? "";
  const name = secretNameIn(ARN);
  if (name === undefined) return false;
  if (secretNameIn(asked) === undefined) return withoutSuffix(name) === asked;
  return ARN === asked || withoutSuffix(ARN) === asked;
};

/** For answers of which nothing goes into state: moto lists versions with the name in the place of the ARN. */
const isOfSecret: Judge = (asked, answered) => {
  const { SecretId = "" } = asked;
  const names = [SecretId, withoutSuffix(secretNameIn(SecretId) ?? SecretId)];
  return isArnOf(asked, answered) || [answered.ARN, answered.Name].some((told) => names.includes(told ?? ""));
};

const isWritten: Judge = (asked, answered) =>
  isArnOf(asked, answered) && answered.VersionId !== undefined && answered.VersionId === asked.ClientRequestToken;

/** The answer has no content by design: AWS numbers all of its own. */
const isNumbered: Judge = (_asked, { $metadata }) => $metadata?.requestId !== undefined;

const hasSession: Judge = (_asked, { Credentials }) =>
  [Credentials?.AccessKeyId, Credentials?.SecretAccessKey, Credentials?.SessionToken].every(Boolean);

/** By operation; one that is not named is believed. */
const JUDGES: Readonly<Record<string, Judge>> = {
  CreateSecret: isWritten,
  PutSecretValue: isWritten,
  DescribeSecret: isArnOf,
  // An empty account answers with an empty list
  ListSecrets: (_asked, { SecretList }) => SecretList !== undefined,
  ListSecretVersionIds: isOfSecret,
  GetResourcePolicy: isOfSecret,
  UpdateSecret: isOfSecret,
  UpdateSecretVersionStage: isOfSecret,
  RestoreSecret: isOfSecret,
  DeleteSecret: (asked, answered) => isOfSecret(asked, answered) && answered.DeletionDate !== undefined,
  TagResource: isNumbered,
  UntagResource: isNumbered,
  GetCallerIdentity: (_asked, { Account = "" }) => /^\d{12}$/.test(Account),
  AssumeRole: hasSession,
  AssumeRoleWithWebIdentity: hasSession,
};

/** Whether AWS's own answer to this operation could be this: a 200 without content is none. */
export function isAnswer(operation: string, asked: object, answered: object): boolean {
  return JUDGES[operation]?.(asked, answered) ?? true;
}
