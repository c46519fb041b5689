import { failure } from "../errors";
import { accountIn } from "./arn";
import type { AwsSettings } from "./settings/awsSettings";

type Accounts = Pick<AwsSettings, "allowedAccountIds" | "forbiddenAccountIds">;

/** Whether the settings name accounts at all: only then is it worth a question whose credentials these are. */
export function guardsAccounts({ allowedAccountIds, forbiddenAccountIds }: Accounts): boolean {
  return allowedAccountIds !== undefined || forbiddenAccountIds !== undefined;
}

/** Throws where the settings forbid an account. `doing` is "gerund, thing, name or ARN". */
export function assertAllowed(
  doing: string,
  account: string,
  { allowedAccountIds, forbiddenAccountIds }: Accounts,
): void {
  const list = (accounts: readonly string[]) => accounts.join(", ");
  const refusal =
    allowedAccountIds?.includes(account) === false
      ? `is not in aws:allowedAccountIds (${list(allowedAccountIds)})`
      : forbiddenAccountIds?.includes(account) === true
        ? `is in aws:forbiddenAccountIds (${list(forbiddenAccountIds)})`
        : undefined;
  if (refusal === undefined) return;
  throw failure("ERR_STORE_DENIED", {
    doing,
    what: `account ${account} ${refusal}, nothing was sent`,
    advice: "use the credentials of the right account",
  });
}

/** The account that the settings name by themselves: that of the role which is assumed last. */
export function namedAccount({ assumeRoles, assumeRoleWithWebIdentity }: AwsSettings): string | undefined {
  const role = assumeRoles.at(-1) ?? assumeRoleWithWebIdentity;
  return role && accountIn(role.roleArn);
}

/** An answer names another account than the credentials are of: it is not believed, and nothing is done by it. */
export class OtherAccount extends Error {
  override readonly name = "OtherAccount";

  constructor(
    readonly told: string,
    readonly claimed: string,
    /** Where the account was read. */
    readonly arn: string,
  ) {
    super(arn);
  }
}
