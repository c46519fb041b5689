import { accessSync, constants, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

export interface Flags {
  /** How many key pairs, one measurement for each number. */
  readonly keys: readonly number[];
  /** Rounds of each measurement; without it 3 for up to 100 keys and 1 for more. */
  readonly repeat?: number;
  /** Measures the signer instead of the key pairs. */
  readonly signer?: true;
  /** File for everything that was measured. */
  readonly json?: string;
}

/** A flag that cannot be used: one line that names flag, value and what is allowed. */
export class FlagProblem extends Error {}

const USAGE =
  "allowed: --keys <numbers, for example 1,10,100>, --repeat <1-20>, --json <file>; or --signer, with --json";
const MOST_KEYS = 1000;
const MOST_ROUNDS = 20;

export function readFlags(args: readonly string[]): Flags {
  const queue = args.flatMap((arg) => {
    const [, name, value] = /^(--[a-z]+)=(.*)$/s.exec(arg) ?? [];
    return name === undefined || value === undefined ? [arg] : [name, value];
  });
  const flags: { -readonly [K in keyof Flags]: Flags[K] } = { keys: [1, 10, 100] };
  while (queue.length > 0) {
    const flag = queue.shift();
    if (flag === "--signer") {
      flags.signer = true;
      continue;
    }
    if (flag !== "--keys" && flag !== "--repeat" && flag !== "--json") {
      throw new FlagProblem(`unknown argument ${JSON.stringify(flag)}; ${USAGE}`);
    }
    const value = queue.shift();
    if (value === undefined || value === "" || value.startsWith("--")) {
      throw new FlagProblem(`${flag} has no value; ${USAGE}`);
    }
    if (flag === "--keys") flags.keys = keysOf(value);
    else if (flag === "--repeat") flags.repeat = roundsOf(value);
    else flags.json = fileOf(value);
  }
  return flags;
}

function keysOf(value: string): number[] {
  const parts = value.split(",");
  if (!parts.every((part) => isWholeNumber(part, MOST_KEYS))) {
    throw new FlagProblem(`--keys ${value}: allowed: whole numbers from 1 to ${MOST_KEYS}, separated by commas`);
  }
  return [...new Set(parts.map(Number))].sort((a, b) => a - b);
}

function roundsOf(value: string): number {
  if (isWholeNumber(value, MOST_ROUNDS)) return Number(value);
  throw new FlagProblem(`--repeat ${value}: allowed: a whole number from 1 to ${MOST_ROUNDS}`);
}

function isWholeNumber(text: string, most: number): boolean {
  return /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= most;
}

/** Looked at before the run: it takes minutes, and its result is not to be lost at the end. */
function fileOf(value: string): string {
  const path = resolve(value);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  if (isFolder || !canWriteInto(dirname(path))) {
    throw new FlagProblem(`--json ${value}: allowed: a file in a folder that exists and can be written to`);
  }
  return path;
}

function canWriteInto(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false; // whatever the reason, the caller names what is allowed
  }
}
