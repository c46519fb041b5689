import { failure } from "../../errors";
import { assertAllowed, namedAccount } from "../account";
import { accountIn } from "../arn";
import type { AwsSettings } from "./awsSettings";

/**
 * A key that is in state stays in its account: settings that name another one are refused before anything is done, in
 * a preview too. A borrowed secret may well be in an account other than that of the role, which its policy lets in.
 */
export function assertSettingsFit(
  { secretArn, secretName }: { readonly secretArn: string; readonly secretName?: string },
  settings: AwsSettings,
): void {
  const account = accountIn(secretArn);
  if (account === undefined) return;
  const doing = `comparing secret ${secretArn}`;
  assertAllowed(doing, account, settings);
  const named = namedAccount(settings);
  if (named === undefined || named === account || secretName === undefined) return;
  throw failure("ERR_STORE_DENIED", {
    doing,
    what: `it is in account ${account}, but the role in the AWS settings is of account ${named}`,
    advice: "give the settings a role of its account; a key does not move to another account",
  });
}
