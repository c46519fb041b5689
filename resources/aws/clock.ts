/** AWS takes signatures of a clock that is up to 5 minutes off (SigV4): a machine within it is right. */
const TOLERANCE = 5 * 60 * 1000;

/** AWS's clock, as the `Date` header of its answers tells it. */
export class AwsClock {
  private ahead: number | undefined;

  constructor(private readonly machine: () => number = Date.now) {}

  /** Hears a `Date` header (RFC 9110: to the second, so the machine's own time is finer where the two agree). */
  hear(header: string | undefined): void {
    const told = Date.parse(header ?? "");
    if (Number.isNaN(told)) return;
    const ahead = told - this.machine();
    this.ahead = Math.abs(ahead) > TOLERANCE ? ahead : 0;
  }

  /** The time by AWS; `undefined` before its first answer. */
  now(): Date | undefined {
    return this.ahead === undefined ? undefined : new Date(this.machine() + this.ahead);
  }
}
