import { adviceOnTheWay, type OnTheWay, type SettingNames } from "./onTheWay";

interface Failed extends OnTheWay {
  readonly name: string;
  readonly code?: string;
}

type Row = readonly [
  when: (error: Failed, text: string) => boolean,
  advice: string | ((names: SettingNames) => string),
];

/** In AWS's own words: the names of secrets, roles and policies are the user's, and may be any word. */
const says = (pattern: RegExp) => (_error: Failed, text: string) => pattern.test(withoutNames(text));
const withoutNames = (text: string) => text.replace(/\barn:\S+|\bresource: \S+|"[^"]*"/g, "…");
/** In a refusal of that action, a pattern: AWS names it ("not authorized to perform: kms:Decrypt on …"). */
const saysOf = (action: string, pattern: RegExp) => (error: Failed, text: string) =>
  says(pattern)(error, text) && says(new RegExp(`\\bperform:? ${action}`, "i"))(error, text);
/** By the name of the wire; the SDK gives the errors it knows of a service the ending "Exception". */
const isCalled =
  (...names: string[]) =>
  ({ name }: Failed) =>
    names.includes(name.replace(/Exception$/, ""));
const hasCode =
  (pattern: RegExp) =>
  ({ code = "" }: Failed) =>
    pattern.test(code);

/**
 * What to do about a reason, where more is known than the kind of the error tells. Only advice hangs on the wording of
 * AWS (IAM user guide, "Troubleshoot access denied error messages"): where it changes, the general advice is left.
 */
const ROWS: readonly Row[] = [
  [
    says(/explicit deny in a (service|resource) control policy|no (service|resource) control policy allows/i),
    ({ who }) =>
      `a policy of the organisation forbids it, and no policy of ${who} can allow it: ask who administers the organisation`,
  ],
  [says(/permissions boundary/i), ({ who }) => `the permissions boundary of ${who} has to allow it too`],
  [says(/session policy/i), "the session policy of the assumed role has to allow it too (policy, policyArns)"],
  [says(/VPC endpoint policy/i), "the policy of the VPC endpoint has to allow it too"],
  // Which policy is resource-based depends on the service: that of the key, of the role, of the secret
  [
    saysOf("kms:", /resource-based policy/i),
    "the key policy of the KMS key has to allow it to the deployer, and nothing in it may forbid it; where the key is of another account, both accounts have to allow it",
  ],
  [
    says(/not authorized to perform:? sts:AssumeRoleWithWebIdentity/i),
    "the trust policy of the role has to name the OIDC provider, and the audience and subject of this token (a pipeline's subject names repository, branch or environment)",
  ],
  [
    saysOf("sts:AssumeRole\\b", /resource-based policy/i),
    "the trust policy of the role has to name these credentials (and the externalId given), and nothing in it may forbid it",
  ],
  [
    says(/explicit deny in a resource-based policy/i),
    "the resource policy of the secret forbids it: change that policy",
  ],
  [
    says(/no resource-based policy allows/i),
    "these are the credentials of another account, or its resource policy has to allow it: use the credentials of the secret's account",
  ],
  [
    says(/explicit deny in an identity-based policy/i),
    ({ who }) => `a policy of ${who} forbids it: a deny wins over every allow`,
  ],
  [
    says(/access to KMS|\bkms:\w|KMS key/i),
    ({ who }) => `check kmsKeyId and that ${who} may use that key (kms:GenerateDataKey, kms:Decrypt)`,
  ],
  [
    says(/tag polic/i),
    "a tag policy of the organisation decides which tags are allowed: change tags or aws:defaultTags",
  ],
  [
    says(/(on|for) a replica|primary (secret|region)/i),
    "what secretId names is a replica, which only follows its primary secret: give the ARN of the primary, and its region",
  ],
  [
    says(/managed by another (AWS )?service|owning service/i),
    "an AWS service keeps its own credentials in that secret: give another secret",
  ],
  [
    says(/delete.*\breplica|still has replica/i),
    "remove its replicas first: aws secretsmanager remove-regions-from-replication --secret-id <arn> --remove-replica-regions <regions>",
  ],
  [
    says(/multi-factor|\bMFA\b/i),
    "pulumi cannot ask for a code: get a session first (aws sts get-session-token) and use its keys",
  ],
  [
    says(/ForbiddenException|No access$/),
    "the SSO user has no such role in that account: check sso_account_id and sso_role_name of the profile",
  ],
  [
    (error, text) =>
      isCalled("CredentialsProviderError", "TokenProviderError")(error) &&
      /\bSSO\b|Session token not found or invalid/i.test(text),
    "run aws sso login with that profile, then the same command again",
  ],
  [says(/re-?authenticate/i), "run aws login with that profile, then the same command again"],
  [
    says(/DurationSeconds|session duration/i),
    "the duration of the role is too long: the role allows less, and a role assumed by another role one hour",
  ],
  [
    isCalled("PackedPolicyTooLarge", "MalformedPolicyDocument"),
    "check policy, policyArns and tags of the role in aws:assumeRoles",
  ],
  [
    says(/not authorized to perform:? sts:/i),
    "the trust policy of the role has to name these credentials (and the externalId given), and they need the action on the role",
  ],
  [
    (error, text) =>
      isCalled("RequestTimeTooSkewed")(error) || /signature (expired|not yet current)|request has expired/i.test(text),
    "set the clock of this machine, then run the same command again",
  ],
  [
    isCalled("UnrecognizedClient", "InvalidClientTokenId"),
    "renew the AWS credentials; where they are good elsewhere, the region has to be enabled for the account first",
  ],
  [
    isCalled("ExpiredToken", "RequestExpired"),
    "renew the AWS credentials (or the token of the pipeline) and run the same command again",
  ],
  [isCalled("RegionDisabled"), ({ stsRegion }) => `set ${stsRegion} to a region where STS is active for the account`],
  [
    isCalled("InvalidIdentityToken", "IDPRejectedClaim", "IDPCommunicationError"),
    "check the OIDC provider and the trust policy of the role, and that the token is fresh",
  ],
  [hasCode(/^(ENOENT|EACCES)$/), "check the path"],
];

export function adviceFor(error: Failed, text: string, names: SettingNames): string | undefined {
  const advice = ROWS.find(([when]) => when(error, text))?.[1];
  return adviceOnTheWay(error, names) ?? (typeof advice === "function" ? advice(names) : advice);
}
