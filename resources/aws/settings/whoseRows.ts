import * as rules from "../../rules/inputs";
import { text, type Rule } from "../../rules/rule";
import { roles, webIdentity } from "./roles";
import type { SettingRow } from "./settingRow";
import { accountId, file, oneOrMore } from "./settingRules";

const accounts = oneOrMore("account numbers", accountId);
const files = oneOrMore("files", file);

/** What the aws provider no longer knows, and would ignore without a word. */
function formerly(now: string): Rule<never> {
  return () => ({ allowed: `aws:${now}, a list: the aws provider does not know the singular any more` });
}

const TEXT = "text";
const LIST = "list, JSON text, one entry";
const ACCOUNTS = `${LIST}, numbers (a lost leading zero is put back)`;
const LATER_WINS = "honoured: what a later file says wins";
const PLURAL = "refused: the `aws` provider knows only the plural";

/** Whose credentials are used, and for which accounts. */
export const WHOSE_ROWS = {
  region: {
    decides: true,
    rule: rules.region,
    shown: true,
    page: [TEXT, "honoured where the resource has no `region` of its own"],
    variables: ["AWS_REGION", "AWS_DEFAULT_REGION"],
  },
  profile: {
    decides: true,
    rule: text("the name of a profile"),
    page: [TEXT, "honoured, with its `region` and `endpoint_url`"],
    // AWS_DEFAULT_PROFILE is the SDK for Go's (config/env_config.go), that for JavaScript reads it not
    variables: ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"],
    isOfProcess: true,
  },
  accessKey: {
    decides: true,
    rule: text("an access key id", /^\S+$/),
    isSecret: true,
    goesTo: ["keys", "accessKeyId"],
    page: [TEXT, "honoured; refused without `secretKey`"],
    variables: ["AWS_ACCESS_KEY_ID"],
  },
  secretKey: {
    decides: true,
    rule: text("a secret access key", /^\S+$/),
    isSecret: true,
    goesTo: ["keys", "secretAccessKey"],
    page: [TEXT, "honoured; refused without `accessKey`"],
    variables: ["AWS_SECRET_ACCESS_KEY"],
  },
  token: {
    decides: true,
    rule: text("a session token", /^\S+$/),
    isSecret: true,
    goesTo: ["keys", "sessionToken"],
    page: [TEXT, "honoured; refused without the two"],
    variables: ["AWS_SESSION_TOKEN"],
  },
  sharedConfigFiles: {
    decides: true,
    rule: files,
    page: [LIST, LATER_WINS],
    variables: ["AWS_CONFIG_FILE"],
    isOfProcess: true,
  },
  sharedCredentialsFiles: {
    decides: true,
    rule: files,
    page: [LIST, LATER_WINS],
    variables: ["AWS_SHARED_CREDENTIALS_FILE"],
    isOfProcess: true,
  },
  sharedConfigFile: { rule: formerly("sharedConfigFiles"), goesTo: [], isFormer: true, page: [TEXT, PLURAL] },
  sharedCredentialsFile: {
    rule: formerly("sharedCredentialsFiles"),
    goesTo: [],
    isFormer: true,
    page: [TEXT, PLURAL],
  },
  assumeRoles: {
    decides: true,
    rule: roles,
    page: ["list, one object, JSON text", "honoured: a chain, each with the credentials of the one before"],
  },
  assumeRole: {
    decides: true,
    rule: roles,
    goesTo: ["assumeRoles"],
    isFormer: true,
    page: ["object, JSON text", "honoured; refused together with `assumeRoles`"],
  },
  assumeRoleWithWebIdentity: {
    decides: true,
    rule: webIdentity,
    isSecret: true,
    page: ["object, JSON text", "honoured, before `assumeRoles`"],
    variables: ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN", "AWS_ROLE_SESSION_NAME"],
  },
  allowedAccountIds: {
    decides: true,
    isGuard: true,
    rule: accounts,
    page: [ACCOUNTS, "honoured: any other account is refused; an empty list is refused"],
  },
  forbiddenAccountIds: {
    decides: true,
    isGuard: true,
    rule: accounts,
    page: [ACCOUNTS, "honoured: these accounts are refused"],
  },
} as const satisfies Readonly<Record<string, SettingRow>>;
