import { exec } from "node:child_process";
import { promisify } from "node:util";

/**
 * Variables that no child of this process inherits. The one that our pages use is among them from the start: with several
 * providers, the process that asks for credentials need not be the one that reads the API key.
 */
const heldBack = new Set(["PARTNER_API_KEY"]);

/** From now on no child inherits this variable. The process keeps it: other dynamic resources of the program run here too. */
export function holdBack(name: string): void {
  heldBack.add(name);
}

/** Those of the held back variables that are set: a child may miss one. */
export function missingInChild(environment: NodeJS.ProcessEnv = process.env): string[] {
  return [...heldBack].filter((name) => environment[name] !== undefined);
}

function environmentOfChild(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !heldBack.has(name)));
}

const run = promisify(exec);

/**
 * Runs a credential_process in place of `exec` of node:child_process, which hands the whole environment on. The SDK makes a
 * promise of it, and reads `stdout` of what the promise gives.
 */
export const execWithoutKeys = Object.assign(
  (command: string, done: (error: Error | null, stdout: string, stderr: string) => void) =>
    exec(command, { env: environmentOfChild() }, done),
  { [promisify.custom]: (command: string) => run(command, { env: environmentOfChild() }) },
);
