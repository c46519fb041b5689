import { isRecord, text, type Reading, type Rule } from "../../rules/rule";
import { asJson, writtenNumber } from "../../rules/written";
import { duration, file, mapOfTexts, oneOrMore, partsOf } from "./settingRules";

/** A role to assume, as STS takes it. */
export interface Role {
  readonly roleArn: string;
  readonly sessionName?: string;
  readonly durationInSeconds?: number;
  readonly policy?: string;
  readonly policyArns?: readonly string[];
  readonly externalId?: string;
  readonly sourceIdentity?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly transitiveTagKeys?: readonly string[];
}

/** Exactly one of the two: the token itself, or the file it is read from. */
export type WebIdentityRole = Role & ({ readonly token: string } | { readonly tokenFile: string });

const roleArn = text(
  'the ARN of a role, "arn:aws:iam::<account>:role/<name>"',
  /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/,
);
const anyText = text("a text");
const policy: Rule<string> = (given) => (isRecord(given) ? { value: JSON.stringify(given) } : anyText(given));
const session = {
  roleArn,
  sessionName: text("2 to 64 letters, digits or _=,.@-", /^[\w+=,.@-]{2,64}$/),
  duration,
  durationSeconds: writtenNumber(900, 43_200),
  policy,
  policyArns: oneOrMore("ARNs of policies", anyText),
};

interface WrittenSession {
  roleArn: string;
  sessionName: string;
  duration: number;
  durationSeconds: number;
  policy: string;
  policyArns: readonly string[];
}

interface WrittenRole extends WrittenSession {
  externalId: string;
  sourceIdentity: string;
  tags: Readonly<Record<string, string>>;
  transitiveTagKeys: readonly string[];
}

const writtenRole = partsOf<WrittenRole>("a role", {
  ...session,
  externalId: anyText,
  sourceIdentity: anyText,
  tags: mapOfTexts,
  transitiveTagKeys: oneOrMore("keys of tags", anyText),
});

const role: Rule<Role> = (given) => {
  const written = writtenRole(given);
  return "allowed" in written ? written : toRole(written.value);
};

/** `assumeRoles`: a chain; `assumeRole`, the older form, is one role. */
export const roles: Rule<readonly Role[]> = (given) => {
  // Generated templates leave an object or a list behind in which nothing is filled in
  const parsed = asJson(given);
  return isEmpty(parsed) ? { value: [] } : oneOrMore("roles", role)(parsed);
};

const writtenWebIdentity = partsOf<WrittenSession & { webIdentityToken: string; webIdentityTokenFile: string }>(
  "a role",
  {
    ...session,
    webIdentityToken: anyText,
    webIdentityTokenFile: file,
  },
);

export const webIdentity: Rule<WebIdentityRole | undefined> = (given) => {
  const parsed = asJson(given);
  if (isEmpty(parsed)) return { value: undefined };
  const written = writtenWebIdentity(parsed);
  if ("allowed" in written) return written;
  const { webIdentityToken, webIdentityTokenFile, ...rest } = written.value;
  const found = toRole(rest);
  if ("allowed" in found) return found;
  if (webIdentityToken !== undefined && webIdentityTokenFile === undefined) {
    return { value: { ...found.value, token: webIdentityToken } };
  }
  if (webIdentityTokenFile !== undefined && webIdentityToken === undefined) {
    return { value: { ...found.value, tokenFile: webIdentityTokenFile } };
  }
  return { allowed: "a role with exactly one of webIdentityToken and webIdentityTokenFile" };
};

function toRole({ roleArn: arn, duration: written, durationSeconds, ...rest }: Partial<WrittenRole>): Reading<Role> {
  if (arn === undefined) return { allowed: "a role with roleArn" };
  if (written !== undefined && durationSeconds !== undefined) {
    return { allowed: "a role with one of duration and durationSeconds" };
  }
  const durationInSeconds = written ?? durationSeconds;
  return { value: { ...rest, roleArn: arn, ...(durationInSeconds === undefined ? {} : { durationInSeconds }) } };
}

function isEmpty(parsed: unknown): boolean {
  if (Array.isArray(parsed)) return parsed.every(isEmpty);
  return parsed === "" || parsed === null || (isRecord(parsed) && Object.values(parsed).every(isEmpty));
}
