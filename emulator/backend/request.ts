import type { Input } from "./input";
import type { Store } from "./state";

/** What a call depends on besides its input and the stored secrets. */
export interface Context {
  readonly account: string;
  readonly region: string;
  readonly now: Date;
  /** Makes the six characters at the end of a new secret's ARN. */
  readonly newSuffix: () => string;
  /** How long the name of a secret deleted by force stays taken. */
  readonly releaseMilliseconds: number;
  /** How far descriptions and lists of versions are behind; 0 where absent. */
  readonly lagMilliseconds?: number;
  /** Whether a secret that is scheduled for deletion shows none of its versions; not where absent. */
  readonly hidesScheduledVersions?: boolean;
}

export interface Request extends Context {
  readonly operation: string;
  readonly input: Input;
  readonly store: Store;
}

export type Answer = Readonly<Record<string, unknown>>;

/** Checks everything before it changes anything, so that a refused call leaves no trace. */
export type Operation = (request: Request) => Answer;

/** AWS JSON 1.1 writes a timestamp as seconds since 1970, with a fraction. */
export function epochSeconds(date: Date): number;
export function epochSeconds(date: Date | undefined): number | undefined;
export function epochSeconds(date: Date | undefined): number | undefined {
  return date === undefined ? undefined : date.getTime() / 1000;
}
