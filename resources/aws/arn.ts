/** An ARN taken apart, as its form is documented (AWS IAM user guide, "Identify AWS resources with ARNs"). */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  /** "" for a service that has none, such as IAM. */
  readonly region: string;
  /** 12 digits, "" where the service names none, or the word `aws`. */
  readonly account: string;
  /** The rest. It may hold colons of its own. */
  readonly resource: string;
}

const ARN = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/s;

/** `undefined` for what is no ARN: a name, or an id. */
export function parseArn(text: string): Arn | undefined {
  const [, partition, service, region, account, resource] = ARN.exec(text) ?? [];
  if (partition === undefined || service === undefined || region === undefined) return undefined;
  if (account === undefined || resource === undefined) return undefined;
  return { partition, service, region, account, resource };
}

/** The account that an ARN names; a name has none. */
export function accountIn(text: string): string | undefined {
  const account = parseArn(text)?.account;
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/** `secret:<name>` of an ARN of Secrets Manager: the name. `undefined` for every other text. */
export function secretNameIn(text: string): string | undefined {
  const arn = parseArn(text);
  if (arn?.service !== "secretsmanager" || accountIn(text) === undefined) return undefined;
  if (!/^aws[a-z-]*$/.test(arn.partition) || !/^[a-z0-9-]+$/.test(arn.region)) return undefined;
  return /^secret:(.+)$/s.exec(arn.resource)?.[1];
}

const OF_SECRET = /^arn:aws[a-z-]*:secretsmanager:([a-z0-9-]+):\d{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}$/;
export const FULL_ARN =
  "the full ARN of a secret, arn:aws:secretsmanager:<region>:<account>:secret:<name>-<6 characters>";

/** The region that the full ARN of a secret names; `undefined` for everything else. */
export function regionOfSecret(arn: unknown): string | undefined {
  return typeof arn === "string" ? OF_SECRET.exec(arn)?.[1] : undefined;
}
