import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readArguments } from "../workbench/arguments.cjs";
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
  /** Measures the agent beside the signer instead of the key pairs. */
  readonly agent?: true;
  /** Measures certificates and signing requests instead of the key pairs. */
  readonly certificates?: true;
  /** File for everything that was measured. */
  readonly json?: string;
}

/** A flag that cannot be used: one line that names flag, value and what is allowed. */
export class FlagProblem extends Error {}

const USAGE =
  "--keys <numbers, for example 1,10,100>, --kind <rsa|ec|ed25519>, --repeat <1-20>, --throttle <1-1000>, " +
  "--env <NAME=value, of the Pulumi CLI, more than once>, --peer terraform --plugin-dir <folder>; or --signer; or --agent; or --certificates; with --json <file>";
const MOST_KEYS = 1000;
const MOST_ROUNDS = 20;
const MOST_CALLS = 1000;

const TEXT = { type: "string" } as const;
const OPTIONS = {
  ...{ keys: TEXT, kind: TEXT, repeat: TEXT, throttle: TEXT, peer: TEXT, "plugin-dir": TEXT, json: TEXT },
  env: { type: "string", multiple: true },
  signer: { type: "boolean" },
  agent: { type: "boolean" },
  certificates: { type: "boolean" },
} as const;

export function readFlags(args: readonly string[]): Flags {
  const given = parse(args);
  if (given.peer !== undefined && given.peer !== "terraform") {
    throw new FlagProblem(`--peer ${given.peer}: allowed: terraform`);
  }
  if ((given.peer === undefined) !== (given["plugin-dir"] === undefined)) {
    throw new FlagProblem(
      "--peer terraform and --plugin-dir belong together; docs/evidence/benchmarks.md says how to make the folder",
    );
  }
  return {
    keys: given.keys === undefined ? [1, 10, 100] : keysOf(given.keys),
    kind: kindOf(given.kind ?? "rsa"),
    env: Object.fromEntries((given.env ?? []).map(variableOf)),
    ...(given.repeat === undefined ? {} : { repeat: numberOf("--repeat", given.repeat, MOST_ROUNDS) }),
    ...(given.throttle === undefined ? {} : { throttle: numberOf("--throttle", given.throttle, MOST_CALLS) }),
    ...(given["plugin-dir"] === undefined ? {} : { pluginDir: folderOf(given["plugin-dir"]) }),
    ...(given.signer ? { signer: true } : {}),
    ...(given.agent ? { agent: true } : {}),
    ...(given.certificates ? { certificates: true } : {}),
    ...(given.json === undefined ? {} : { json: fileOf(given.json) }),
  };
}

function parse(args: readonly string[]) {
  try {
    return readArguments({ args: [...args], options: OPTIONS }, USAGE).values;
  } catch (error) {
    throw new FlagProblem((error as Error).message);
  }
}

function kindOf(value: string): KindName {
  if (Object.hasOwn(KINDS, value)) return value as KindName;
  throw new FlagProblem(`--kind ${value}: allowed: ${Object.keys(KINDS).join(", ")}`);
}

function variableOf(value: string): readonly [name: string, text: string] {
  const [, name, text] = /^(\w+)=(.*)$/s.exec(value) ?? [];
  if (name === undefined || text === undefined) throw new FlagProblem(`--env ${value}: allowed: NAME=value`);
  return [name, text];
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
