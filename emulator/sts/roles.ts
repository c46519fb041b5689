import { randomBytes } from "node:crypto";

/** What the trust policy of a role asks for. */
export interface Role {
  readonly arn: string;
  /** Access key ids that may assume it; every key where absent. */
  readonly trusted?: readonly string[];
  /** Has to be given where it is named. */
  readonly externalId?: string;
  /** The token of the web identity that may assume it; none may where absent. */
  readonly webIdentityToken?: string;
}

interface Session {
  readonly role: Role;
  readonly name: string;
  readonly token: string;
}

interface SessionKeys {
  readonly accessKeyId: string;
  readonly secret: string;
  readonly token: string;
}

/** The roles of all accounts, and the keys that STS has given out for them. */
export class Roles {
  private readonly known = new Map<string, Role>();
  /** Every secret and session token that was given out. */
  readonly handedOut: string[] = [];
  private readonly sessions = new Map<string, Session>();

  add(role: Role): void {
    this.known.set(role.arn, role);
  }

  find(arn: string): Role | undefined {
    return this.known.get(arn);
  }

  /** Keys of a new session: they belong to the account of the role. */
  open(role: Role, name: string): SessionKeys {
    const accessKeyId = `ASIA${randomBytes(8).toString("hex").toUpperCase()}`;
    const secret = randomBytes(30).toString("base64");
    const token = randomBytes(60).toString("base64");
    this.sessions.set(accessKeyId, { role, name, token });
    this.handedOut.push(secret, token);
    return { accessKeyId, secret, token };
  }

  accountOf(accessKeyId: string): string | undefined {
    const session = this.sessions.get(accessKeyId);
    return session && accountOf(session.role.arn);
  }

  /** Whether a call comes with the token that was given out with its key; a key of a user has none to tell. */
  knowsToken(accessKeyId: string, token: string | undefined): boolean {
    const session = this.sessions.get(accessKeyId);
    return session === undefined || session.token === token;
  }

  /** The ARN of who holds a key. */
  holderOf(accessKeyId: string): string | undefined {
    const session = this.sessions.get(accessKeyId);
    return session && sessionArn(session.role.arn, session.name);
  }
}

function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}

/** arn:<partition>:iam::<account>:role/<path><name> is used as arn:<partition>:sts::<account>:assumed-role/<name>/<session>. */
export function sessionArn(roleArn: string, session: string): string {
  const name = roleArn.slice(roleArn.lastIndexOf("/") + 1);
  const [, partition = "aws"] = roleArn.split(":");
  return `arn:${partition}:sts::${accountOf(roleArn)}:assumed-role/${name}/${session}`;
}
