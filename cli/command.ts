import type { Voice } from "./voice";

/** The effects of a command. */
export interface World {
  readonly voice: Voice;
  /** Of the process: the AWS SDK reads the profile there. */
  readonly environment: NodeJS.ProcessEnv;
  readonly now: () => Date;
}

/** One command: a row in `commands/index.ts`. */
export interface Command {
  /** One line for `partner-keys help`. */
  readonly summary: string;
  /** What `partner-keys help <command>` prints. */
  readonly usage: string;
  /** Gives the exit code. What it throws is printed as an error. */
  run(args: readonly string[], world: World): Promise<number>;
}
