// How partner-keys speaks. Results go to stdout, everything else to stderr, so that a pipe gets results alone. Sentences
// are in lower case without a full stop. An error is a line `error: …`, and a line `hint: …` where there is something to
// do. Progress and colour are for terminals; NO_COLOR (https://no-color.org) and TERM=dumb end every colour.
import { once } from "node:events";
import type { Writable } from "node:stream";
import { PartnerKeysError } from "../resources/errors";
import { plain } from "./plain";

/** A stream of a process. The three are there on a terminal alone. */
export type Out = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  hasColors?(environment: NodeJS.ProcessEnv): boolean;
};

/** Width of a line where no terminal limits it. */
const UNLIMITED = 120;
const RED = "31;1";
const YELLOW = "33";

export class Voice {
  private hasProgress = false;

  constructor(
    private readonly stdout: Out,
    private readonly stderr: Out,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  get columns(): number {
    return this.stdout.columns ?? UNLIMITED;
  }

  /** Whether a person reads the results as they are printed. */
  get isTerminal(): boolean {
    return this.stdout.isTTY === true;
  }

  /** Waits for a reader that is slower than AWS: what nobody has read yet is not kept in memory. */
  async result(text: string): Promise<void> {
    this.endProgress();
    if (!this.stdout.write(text)) await once(this.stdout, "drain");
  }

  /** Text of a result that somebody has to see. */
  striking(text: string): string {
    return this.paint(this.stdout, YELLOW, text);
  }

  /** One line that replaces the one before. */
  progress(text: string): void {
    if (this.stderr.isTTY !== true) return;
    this.hasProgress = true;
    this.stderr.write(`\r\u001b[K${text}`);
  }

  note(text: string): void {
    this.line(`note: ${plain(text)}`);
  }

  error(error: unknown): void {
    const { what, hint } = told(error);
    this.line(`${this.paint(this.stderr, RED, "error:")} ${plain(what)}`);
    if (hint !== undefined) this.line(`hint: ${plain(hint)}`);
  }

  endProgress(): void {
    if (this.hasProgress) this.stderr.write("\r\u001b[K");
    this.hasProgress = false;
  }

  private line(text: string): void {
    this.endProgress();
    this.stderr.write(`${text}\n`);
  }

  private paint(stream: Out, code: string, text: string): string {
    const isPlain = Boolean(this.environment["NO_COLOR"]) || stream.hasColors?.(this.environment) !== true;
    return isPlain ? text : `\u001b[${code}m${text}\u001b[0m`;
  }
}

/** Only our own messages are known to hold no value. */
function told(error: unknown): { readonly what: string; readonly hint: string | undefined } {
  if (error instanceof PartnerKeysError) {
    const { message, parts } = error;
    return parts === undefined
      ? { what: message, hint: undefined }
      : { what: `${parts.doing}: ${parts.what}`, hint: parts.advice };
  }
  const name = error instanceof Error ? error.name : typeof error;
  return { what: `an error that partner-keys does not know: ${name}`, hint: "report it, with the command line" };
}
