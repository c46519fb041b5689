import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../clock";
import { partitionOf } from "../partition";
import { Roles, type Role } from "../sts/roles";
import type { ErrorReply, Reply } from "../wire/reply";
import { type Call, CallLog, secretNameOf } from "./callLog";
import { type Fault, type FaultKind, FaultPlan } from "./faults";
import type { BoundaryListener, Hooks } from "./hooks";
import { TokenBucket } from "./tokenBucket";

const DEFAULT_ACCOUNT = "123456789012";
const EVERY_KEY = "*";
const EVERY_OPERATION = "*";
const EVERY_SECRET = "*";
const READS = ["GetSecretValue", "BatchGetSecretValue"];

/** The hooks as a test sees them, and what the server asks of them. */
export class HookState implements Hooks {
  private readonly log = new CallLog();
  private readonly faults = new FaultPlan();
  private readonly denied = new Map<string, Set<string>>();
  private readonly stages = new Map<string, ReadonlySet<string>>();
  private readonly accounts = new Map<string, string>();
  readonly roles = new Roles();
  private readonly delays = new Map<string, number>();
  private bucket: TokenBucket | undefined;
  /** What `releaseAfter` has set. */
  releaseMilliseconds = 0;
  /** What `hideScheduledVersions` has set. */
  hidesScheduledVersions = false;
  private readonly lags = new Map<string, number>();
  private readonly withoutLag = new Set<string>();
  private listener: BoundaryListener | undefined;
  private listenerFailure: { readonly error: unknown } | undefined;

  constructor(private readonly clock: Clock) {}

  get calls(): readonly Call[] {
    return this.log.calls;
  }
  count(operation?: string, accessKeyId?: string): number {
    return this.log.count(operation, accessKeyId);
  }
  forget(): void {
    this.log.forget();
  }
  deny(accessKeyId: string, operations: readonly string[]): void {
    this.denied.set(accessKeyId, new Set([...(this.denied.get(accessKeyId) ?? []), ...operations]));
  }
  allowStages(accessKeyId: string, stages: readonly string[]): void {
    this.stages.set(accessKeyId, new Set(stages));
  }
  account(accessKeyId: string, account: string): void {
    this.accounts.set(accessKeyId, account);
  }
  role(role: Role): void {
    this.roles.add(role);
  }
  get sessionSecrets(): readonly string[] {
    return this.roles.handedOut;
  }
  fault(fault: Fault): void {
    this.faults.add(fault);
  }
  delay(milliseconds: number, operation: string = EVERY_OPERATION): void {
    this.delays.set(operation, milliseconds);
  }
  throttle(callsPerSecond: number | undefined): void {
    this.bucket = callsPerSecond === undefined ? undefined : new TokenBucket(callsPerSecond, this.clock);
  }
  releaseAfter(milliseconds: number): void {
    this.releaseMilliseconds = milliseconds;
  }
  lag(milliseconds: number, secret: string = EVERY_SECRET): void {
    this.lags.set(secret, milliseconds);
  }
  exemptFromLag(accessKeyId: string): void {
    this.withoutLag.add(accessKeyId);
  }
  hideScheduledVersions(isHidden: boolean): void {
    this.hidesScheduledVersions = isHidden;
  }
  atBoundary(listener: BoundaryListener | undefined): void {
    this.listener = listener;
    const failure = this.listenerFailure;
    if (listener !== undefined || failure === undefined) return;
    this.listenerFailure = undefined;
    throw failure.error;
  }
  clear(): void {
    this.faults.clear();
    this.delays.clear();
    this.throttle(undefined);
    this.releaseAfter(0);
    this.lags.clear();
    this.hideScheduledVersions(false);
    this.atBoundary(undefined); // last: it may throw
  }

  record(call: Omit<Call, "at" | "outcome">): Call {
    const recorded: Call = { ...call, at: this.clock.now(), outcome: "pending" };
    this.log.add(recorded);
    return recorded;
  }

  nextFault(call: Call): FaultKind | undefined {
    return this.faults.next(call);
  }

  lagOf({ accessKeyId, secretId }: Call): number {
    if (this.withoutLag.has(accessKeyId)) return 0;
    return this.lags.get(secretNameOf(secretId)) ?? this.lags.get(EVERY_SECRET) ?? 0;
  }

  async hold(call: Call): Promise<void> {
    const milliseconds = this.delays.get(call.operation) ?? this.delays.get(EVERY_OPERATION) ?? 0;
    // Not a reason for the process to stay alive: the sockets are that.
    if (milliseconds > 0) await sleep(milliseconds, undefined, { ref: false });
  }

  async reach(edge: "before" | "after", call: Call): Promise<void> {
    try {
      await this.listener?.(edge, call);
    } catch (error) {
      this.listenerFailure ??= { error };
      throw error;
    }
  }

  /** The refusal for a call beyond the rate, or denied to this key. */
  refusal(call: Call, errorReply: ErrorReply): Reply | undefined {
    if (this.bucket?.take() === false) return errorReply(400, "ThrottlingException", "Rate exceeded");
    const isDenied = [call.accessKeyId, EVERY_KEY].some((key) => this.denied.get(key)?.has(call.operation));
    return isDenied || this.isOtherStage(call)
      ? errorReply(400, "AccessDeniedException", this.denial(call))
      : undefined;
  }

  private isOtherStage({ accessKeyId, operation, versionStage }: Call): boolean {
    const allowed = this.stages.get(accessKeyId);
    return allowed !== undefined && READS.includes(operation) && !allowed.has(versionStage);
  }

  accountOf(accessKeyId: string): string {
    if (accessKeyId === "") return "";
    return this.accounts.get(accessKeyId) ?? this.roles.accountOf(accessKeyId) ?? DEFAULT_ACCOUNT;
  }

  private denial({ accessKeyId, operation, region, secretId }: Call): string {
    const action = `secretsmanager:${operation}`;
    const user = `arn:${partitionOf(region)}:iam::${this.accountOf(accessKeyId)}:user/${accessKeyId}`;
    return `User: ${user} is not authorized to perform: ${action} on resource: ${secretId || "*"} because no identity-based policy allows the ${action} action`;
  }
}
