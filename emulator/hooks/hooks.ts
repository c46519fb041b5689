import type { Call } from "./callLog";
import type { Role } from "../sts/roles";
import type { Fault } from "./faults";

export type BoundaryListener = (edge: "before" | "after", call: Call) => void | Promise<void>;

/** What a test can see of the calls and do to them. */
export interface Hooks {
  readonly calls: readonly Call[];
  count(operation?: string, accessKeyId?: string): number;
  /** Empties `calls`. */
  forget(): void;
  /** AccessDeniedException for these operations from now on, besides those denied before; "*" = every key. */
  deny(accessKeyId: string, operations: readonly string[]): void;
  /**
   * Reads of this key as under a policy whose condition on `secretsmanager:VersionStage` names these labels: allowed only
   * where the call names one of them, so never BatchGetSecretValue. The condition key is absent from a call that names
   * no label, and then nothing matches (IAM user guide, condition keys that are missing).
   */
  allowStages(accessKeyId: string, stages: readonly string[]): void;
  /** The account that this access key belongs to; default 123456789012. */
  account(accessKeyId: string, account: string): void;
  /** A role that STS gives credentials for, in the account of its ARN; any other role is refused. */
  role(role: Role): void;
  /** Secret keys and session tokens that STS has given out: nobody may print or keep them. */
  readonly sessionSecrets: readonly string[];
  /** The nth (1-based, counted from this call on) matching call and the `times`-1 following ones get the fault. */
  fault(f: Fault): void;
  /** Holds every call, or those of one operation, before anything is done; real milliseconds, whatever the clock says. */
  delay(milliseconds: number, operation?: string): void;
  /** Token bucket over all calls, ThrottlingException beyond; undefined = no limit. */
  throttle(callsPerSecond: number | undefined): void;
  /**
   * How long the name of a secret deleted by force stays taken, by the server's clock; 0 unless set. AWS answers such a
   * deletion before it is done: "use back off and retry logic" (API reference, DeleteSecret). Not for a forwarded call.
   */
  releaseAfter(milliseconds: number): void;
  /**
   * DescribeSecret and ListSecretVersionIds of a secret, or of every one, tell what was there so long ago, by the server's
   * clock; 0 unless set. Secrets Manager is eventually consistent (user guide, troubleshooting). Not for a forwarded call.
   */
  lag(milliseconds: number, secret?: string): void;
  /** These keys see no lag: who looks on, from outside of what is tested. */
  exemptFromLag(accessKeyId: string): void;
  /** Whether a secret that is scheduled for deletion shows none of its versions; it does unless set. */
  hideScheduledVersions(isHidden: boolean): void;
  /**
   * Awaited at both edges of a call: "before" nothing is done yet, "after" it is done and not yet answered. A call
   * that never reaches the backend (denied, throttled, or a fault that commits nothing) has no "after". A call whose
   * listener throws is not answered; the first such error is thrown again when the listener is removed, here or by
   * `clear()`, so that an assertion in a listener fails its test.
   */
  atBoundary(listener: BoundaryListener | undefined): void;
  /**
   * Removes faults, delays, throttle, release time, lags, hidden versions, boundary listener; keeps denials, allowed stages,
   * accounts, roles and who sees no lag.
   */
  clear(): void;
}
