import type { Hooks } from "../../emulator";

const READS = ["GetSecretValue", "BatchGetSecretValue"];

/**
 * Remembers who asked for a value, also what `hooks.forget()` forgets: the answer was a refusal, and a refusal that is
 * swallowed shows nowhere else.
 */
export class ReadWatch {
  private readonly seen: string[] = [];

  constructor(
    private readonly hooks: Hooks,
    private readonly mayRead: string,
  ) {
    const forget = hooks.forget.bind(hooks);
    hooks.forget = () => {
      this.look();
      forget();
    };
  }

  assertNobodyElseRead(): void {
    this.look();
    if (this.seen.length > 0) throw new Error(`the deployer asked for a value: ${this.seen.join(", ")}`);
  }

  private look(): void {
    for (const { operation, accessKeyId, secretId } of this.hooks.calls) {
      if (accessKeyId !== this.mayRead && READS.includes(operation)) this.seen.push(`${operation} of ${secretId}`);
    }
  }
}
