import type { Caller } from "../caller";
import { partitionOf } from "../partition";
import type { Reply } from "../wire/reply";
import { queryErrorReply, queryReply } from "../wire/query";
import { sessionArn, type Role } from "./roles";

type Input = Readonly<Record<string, unknown>>;

/** The operations of STS that this package calls (API reference, AWS Security Token Service). */
export function answerSts(operation: string, input: Input, caller: Caller, now: Date): Reply {
  switch (operation) {
    case "GetCallerIdentity":
      return queryReply(operation, { UserId: caller.accessKeyId, Account: caller.account, Arn: holderOf(caller) });
    case "AssumeRole":
    case "AssumeRoleWithWebIdentity":
      return assumeRole(operation, input, caller, now);
    default:
      return queryErrorReply(400, "InvalidAction", `Could not find operation ${operation} for version 2011-06-15`);
  }
}

function assumeRole(operation: string, input: Input, caller: Caller, now: Date): Reply {
  const arn = member(input, "RoleArn");
  const session = member(input, "RoleSessionName");
  const seconds = Number(member(input, "DurationSeconds") || 3600);
  if (!/^[\w+=,.@-]{2,64}$/.test(session)) return invalid("roleSessionName");
  if (!Number.isInteger(seconds) || seconds < 900 || seconds > 43_200) return invalid("durationSeconds");
  if (!isPolicy(member(input, "Policy")))
    return queryErrorReply(400, "MalformedPolicyDocument", "This policy contains invalid Json");
  const role = caller.roles.find(arn);
  if (role === undefined || !isTrusted(operation, role, input, caller)) return refuse(operation, arn, caller);
  const { accessKeyId, secret, token } = caller.roles.open(role, session);
  return queryReply(operation, {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secret,
      SessionToken: token,
      Expiration: new Date(now.getTime() + seconds * 1000).toISOString(),
    },
    AssumedRoleUser: { AssumedRoleId: `AROALOCAL:${session}`, Arn: sessionArn(arn, session) },
  });
}

/** What it allows is not looked at: policies are not evaluated here. */
function isPolicy(text: string): boolean {
  try {
    return text === "" || typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

function isTrusted(operation: string, role: Role, input: Input, { accessKeyId }: Caller): boolean {
  if (operation === "AssumeRoleWithWebIdentity") {
    return role.webIdentityToken !== undefined && role.webIdentityToken === member(input, "WebIdentityToken");
  }
  const isHolder = role.trusted === undefined || role.trusted.includes(accessKeyId);
  return isHolder && (role.externalId === undefined || role.externalId === member(input, "ExternalId"));
}

/** AWS does not tell a role that does not exist from one that trusts somebody else. */
function refuse(operation: string, arn: string, caller: Caller): Reply {
  const text =
    operation === "AssumeRole"
      ? `User: ${holderOf(caller)} is not authorized to perform: sts:AssumeRole on resource: ${arn}`
      : `Not authorized to perform sts:${operation}`;
  return queryErrorReply(403, "AccessDenied", text);
}

function invalid(what: string): Reply {
  const text = `1 validation error detected: Value at '${what}' failed to satisfy constraint`;
  return queryErrorReply(400, "ValidationError", text);
}

function holderOf({ accessKeyId, account, region, roles }: Caller): string {
  return roles.holderOf(accessKeyId) ?? `arn:${partitionOf(region)}:iam::${account}:user/${accessKeyId}`;
}

function member(input: Input, name: string): string {
  const value = input[name];
  return typeof value === "string" ? value : "";
}
