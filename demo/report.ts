import { REFRESH_MILLISECONDS, SIGN_MILLISECONDS, Terminal, type Screen } from "./terminal";

/** What the person at the terminal sees: numbered steps with their duration, and what each has shown. */
export class Report {
  private step = 0;
  private readonly proven: string[] = [];
  private shown: string[] = [];
  private isRunning = false;
  private readonly terminal: Terminal;

  constructor(
    private readonly steps: number,
    screen: Screen,
    private readonly signMilliseconds = SIGN_MILLISECONDS,
  ) {
    this.terminal = new Terminal(screen);
  }

  /**
   * Runs one step; a failure is named with its number, so that the reader knows where the demo stood. On a terminal the
   * line below it shows what `live` gives, for as long as the step runs. Without it a step that takes long shows its seconds.
   */
  async run<T>(title: string, work: () => Promise<T>, live?: () => string): Promise<T> {
    this.step++;
    const { terminal } = this;
    terminal.write(`${terminal.paint("bold", `[${this.step}/${this.steps}]`)} ${title} …`);
    const started = Date.now();
    this.isRunning = true;
    const stopShowing =
      live !== undefined && terminal.canRewrite ? this.showAgainAndAgain(live) : this.showSigns(started);
    try {
      const result = await work();
      stopShowing();
      terminal.write(terminal.paint("dim", ` ${((Date.now() - started) / 1000).toFixed(1)} s`) + "\n");
      return result;
    } catch (error) {
      stopShowing();
      terminal.write(terminal.paint("red", " failed") + "\n");
      throw error;
    } finally {
      this.isRunning = false;
      this.show(...this.shown.splice(0));
    }
  }

  /** A step of a busy machine may take half a minute, and somebody waits for it. */
  private showSigns(started: number): () => void {
    const show = () => this.terminal.write(` ${Math.round((Date.now() - started) / 1000)} s …`);
    const timer = setInterval(show, this.signMilliseconds);
    return () => clearInterval(timer);
  }

  private showAgainAndAgain(live: () => string): () => void {
    this.terminal.write("\n");
    const show = () => this.terminal.rewrite(`      ${live()}`);
    const timer = setInterval(show, REFRESH_MILLISECONDS);
    return () => {
      clearInterval(timer);
      this.terminal.rewrite("     ");
    };
  }

  /** Lines below the step; those of a running step wait for its end. */
  show(...lines: readonly string[]): void {
    if (this.isRunning) this.shown.push(...lines);
    else for (const line of lines) this.terminal.write(`      ${line}\n`);
  }

  /** A line that is good or bad to see. */
  judged(isGood: boolean, line: string): string {
    return this.terminal.paint(isGood ? "green" : "red", line);
  }

  /** A claim, checked: the demo ends with the list of them. */
  prove(claim: string, holds: boolean): void {
    if (!holds) throw new Error(`not true: ${claim}`);
    this.proven.push(claim);
  }

  end(): void {
    const { terminal } = this;
    terminal.write("\nproven on the real engine, with a deployer that may not read secrets:\n");
    for (const claim of this.proven) terminal.write(`  ${terminal.paint("green", "✓")} ${claim}\n`);
  }
}
