/** What the person at the terminal sees: numbered steps with their duration, and what each has shown. */
export class Report {
  private step = 0;
  private readonly proven: string[] = [];
  private shown: string[] = [];
  private isRunning = false;

  constructor(private readonly steps: number) {}

  /** Runs one step; a failure is named with its number, so that the reader knows where the demo stood. */
  async run<T>(title: string, work: () => Promise<T>): Promise<T> {
    this.step++;
    const label = `[${this.step}/${this.steps}] ${title}`;
    process.stdout.write(`${label} …`);
    const started = Date.now();
    this.isRunning = true;
    try {
      const result = await work();
      process.stdout.write(` ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
      return result;
    } catch (error) {
      process.stdout.write(" failed\n");
      throw error;
    } finally {
      this.isRunning = false;
      this.show(...this.shown.splice(0));
    }
  }

  /** Lines below the step; those of a running step wait for its end. */
  show(...lines: readonly string[]): void {
    if (this.isRunning) this.shown.push(...lines);
    else for (const line of lines) console.log(`      ${line}`);
  }

  /** A claim, checked: the demo ends with the list of them. */
  prove(claim: string, holds: boolean): void {
    if (!holds) throw new Error(`not true: ${claim}`);
    this.proven.push(claim);
  }

  end(): void {
    console.log("\nproven on the real engine, with a deployer that may not read secrets:");
    for (const claim of this.proven) console.log(`  ✓ ${claim}`);
  }
}
