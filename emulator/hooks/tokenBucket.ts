import type { Clock } from "../clock";

/** Holds one second's worth of calls, at least one, and refills all the time: AWS throttles the same way. */
export class TokenBucket {
  private readonly capacity: number;
  private tokens: number;
  private filledAt: number;

  constructor(
    private readonly callsPerSecond: number,
    private readonly clock: Clock,
  ) {
    this.capacity = Math.max(1, callsPerSecond);
    this.tokens = this.capacity;
    this.filledAt = clock.now().getTime();
  }

  take(): boolean {
    const now = this.clock.now().getTime();
    this.tokens = Math.min(this.capacity, this.tokens + ((now - this.filledAt) / 1000) * this.callsPerSecond);
    this.filledAt = now;
    if (this.tokens < 1) return false;
    this.tokens--;
    return true;
  }
}
