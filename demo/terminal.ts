/** How often a line that changes is written anew. */
export const REFRESH_MILLISECONDS = 100;

/** How often a step that shows nothing else gives a sign of life. */
export const SIGN_MILLISECONDS = 5_000;

const STYLES = { bold: 1, dim: 2, red: 31, green: 32 } as const;

/** What a demo needs of `process.stdout`. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** Knows of NO_COLOR, FORCE_COLOR and TERM; a stream that is no terminal has none. */
  hasColors?(): boolean;
  write(text: string): unknown;
}

/** A terminal, or the file or pipe that stands in its place, which gets plain text only. */
export class Terminal {
  readonly canRewrite: boolean;
  private readonly hasColors: boolean;

  constructor(private readonly screen: Screen) {
    this.canRewrite = screen.isTTY === true;
    this.hasColors = this.canRewrite && screen.hasColors?.() === true;
  }

  write(text: string): void {
    this.screen.write(text);
  }

  /** Writes over the line that the cursor is on. A line that wraps could not be written over. */
  rewrite(line: string): void {
    this.screen.write(`\r\x1b[2K${line.slice(0, (this.screen.columns ?? 80) - 1)}`);
  }

  paint(style: keyof typeof STYLES, text: string): string {
    return this.hasColors ? `\x1b[${STYLES[style]}m${text}\x1b[0m` : text;
  }
}
