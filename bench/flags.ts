import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { hasSection } from "./document";
import { KINDS, type KindName } from "./kinds";

export interface Flags {
  /** How many key pairs, one measurement for each number. */
  readonly keys: readonly number[];
  readonly kind: KindName;
  /** Rounds of each measurement; without it 3 for up to 100 keys and 1 for more. */
  readonly repeat?: number;
  /** Folder with Terraform's providers: measures Terraform in the same rounds. */
  readonly pluginDir?: string;
  /** Calls a second beyond which Secrets Manager throttles. */
  readonly throttle?: number;
  /** Variables of every run of the Pulumi CLI, for what the engine can be told. */
  readonly env: Readonly<Record<string, string>>;
  /** Measures the signer instead of the key pairs. */
  readonly signer?: true;
  /** File for everything that was measured. */
  readonly json?: string;
  /** Section of docs/benchmarks.md that the result is written into. */
  readonly section?: string;
}

/** A flag that cannot be used: one line that names flag, value and what is allowed. */
export class FlagProblem extends Error {}

const USAGE =
  "allowed: --keys <numbers, for example 1,10,100>, --kind <rsa|ec|ed25519>, --repeat <1-20>, --throttle <1-1000>, " +
  "--env <NAME=value, of the Pulumi CLI, more than once>, --peer terraform --plugin-dir <folder>; or --signer; with --json <file>, --section <of docs/benchmarks.md>";
const MOST_KEYS = 1000;
const MOST_ROUNDS = 20;
const MOST_CALLS = 1000;

type Writable = { -readonly [K in keyof Flags]: Flags[K] } & { peer?: string };

/** What each flag does with its value. */
const FLAGS: Readonly<Record<string, (flags: Writable, value: string) => void>> = {
  "--keys": (flags, value) => (flags.keys = keysOf(value)),
  "--kind": (flags, value) => (flags.kind = kindOf(value)),
  "--repeat": (flags, value) => (flags.repeat = numberOf("--repeat", value, MOST_ROUNDS)),
  "--throttle": (flags, value) => (flags.throttle = numberOf("--throttle", value, MOST_CALLS)),
  "--env": (flags, value) => (flags.env = { ...flags.env, ...variableOf(value) }),
  "--peer": (flags, value) => (flags.peer = peerOf(value)),
  "--plugin-dir": (flags, value) => (flags.pluginDir = folderOf(value)),
  "--json": (flags, value) => (flags.json = fileOf(value)),
  "--section": (flags, value) => (flags.section = sectionOf(value)),
};

export function readFlags(args: readonly string[]): Flags {
  const queue = args.flatMap((arg) => {
    const [, name, value] = /^(--[a-z-]+)=(.*)$/s.exec(arg) ?? [];
    return name === undefined || value === undefined ? [arg] : [name, value];
  });
  const flags: Writable = { keys: [1, 10, 100], kind: "rsa", env: {} };
  while (queue.length > 0) {
    const flag = String(queue.shift());
    if (flag === "--signer") {
      flags.signer = true;
      continue;
    }
    const take = FLAGS[flag];
    if (take === undefined) throw new FlagProblem(`unknown argument ${JSON.stringify(flag)}; ${USAGE}`);
    const value = queue.shift();
    if (value === undefined || value === "" || value.startsWith("--")) {
      throw new FlagProblem(`${flag} has no value; ${USAGE}`);
    }
    take(flags, value);
  }
  if ((flags.peer === undefined) !== (flags.pluginDir === undefined)) {
    throw new FlagProblem(
      "--peer terraform and --plugin-dir belong together; docs/benchmarks.md says how to make the folder",
    );
  }
  return flags;
}

function kindOf(value: string): KindName {
  if (Object.hasOwn(KINDS, value)) return value as KindName;
  throw new FlagProblem(`--kind ${value}: allowed: ${Object.keys(KINDS).join(", ")}`);
}

function variableOf(value: string): Record<string, string> {
  const [, name, text] = /^(\w+)=(.*)$/s.exec(value) ?? [];
  if (name === undefined || text === undefined) throw new FlagProblem(`--env ${value}: allowed: NAME=value`);
  return { [name]: text };
}

function peerOf(value: string): string {
  if (value === "terraform") return value;
  throw new FlagProblem(`--peer ${value}: allowed: terraform`);
}

function sectionOf(value: string): string {
  if (hasSection(value)) return value;
  throw new FlagProblem(`--section ${value}: docs/benchmarks.md has no such section`);
}

/** Terraform reads the providers from its subfolders, so a folder without them is told before anything is measured. */
function folderOf(value: string): string {
  const path = resolve(value);
  for (const name of ["aws", "tls"])
    if (!existsSync(join(path, "registry.terraform.io", "hashicorp", name))) {
      throw new FlagProblem(`--plugin-dir ${value}: it has no registry.terraform.io/hashicorp/${name}`);
    }
  return path;
}

function keysOf(value: string): number[] {
  const parts = value.split(",");
  if (!parts.every((part) => isWholeNumber(part, MOST_KEYS))) {
    throw new FlagProblem(`--keys ${value}: allowed: whole numbers from 1 to ${MOST_KEYS}, separated by commas`);
  }
  return [...new Set(parts.map(Number))].sort((a, b) => a - b);
}

function numberOf(flag: string, value: string, most: number): number {
  if (isWholeNumber(value, most)) return Number(value);
  throw new FlagProblem(`${flag} ${value}: allowed: a whole number from 1 to ${most}`);
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
