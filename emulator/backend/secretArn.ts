const ARN = /^arn:aws[a-z-]*:secretsmanager:([a-z0-9-]+):(\d{12}):secret:(.+)$/;
const SUFFIX = /-[A-Za-z0-9]{6}$/;

export interface SecretArn {
  readonly region: string;
  readonly account: string;
  readonly name: string;
  /** Ends in the six characters that AWS puts after the name. */
  readonly isComplete: boolean;
}

/**
 * An ARN that ends like a complete one is never tried as a partial one, even if a name has that ending:
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen
 */
export function parseSecretArn(text: string): SecretArn | undefined {
  const [, region, account, resource] = ARN.exec(text) ?? [];
  if (region === undefined || account === undefined || resource === undefined) return undefined;
  return { region, account, name: resource.replace(SUFFIX, ""), isComplete: SUFFIX.test(resource) };
}
