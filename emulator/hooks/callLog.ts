import { parseSecretArn } from "../backend/secretArn";

/** One call, without anything that could be a secret: names and outcome only. */
export interface Call {
  readonly operation: string;
  /** Who signed the call, and the account that this key belongs to; "" for a call that is not signed. */
  readonly accessKeyId: string;
  readonly account: string;
  readonly region: string;
  /** SecretId, Name for CreateSecret, or RoleArn for STS; "" where there is none. */
  readonly secretId: string;
  /** The label that a read names; "" where it names none, and for calls that are no read. */
  readonly versionStage: string;
  readonly at: Date;
  /** "ok" | error name | "fault:<kind>" | "pending" */
  outcome: string;
}

/** The name of a secret that a call named by name or by ARN. */
export function secretNameOf(secretId: string): string {
  return parseSecretArn(secretId)?.name ?? secretId;
}

export class CallLog {
  readonly calls: Call[] = [];

  add(call: Call): void {
    this.calls.push(call);
  }

  count(operation?: string, accessKeyId?: string): number {
    return this.calls.filter(
      (call) =>
        (operation === undefined || call.operation === operation) &&
        (accessKeyId === undefined || call.accessKeyId === accessKeyId),
    ).length;
  }

  forget(): void {
    this.calls.length = 0;
  }
}
