import { join } from "node:path";
import type { Job, Step } from "./workflow";

/** Folder with a `gh` and an `npm` that write down how they are called; GitHub's issues are a file. */
export const RECORDERS = join(__dirname, "recorders");

export interface ShellRun {
  readonly code: number | null;
  readonly output: string;
}

/** What a job meets: the values of its expressions, a shell, and somebody to note which actions it uses. */
export interface Runner {
  /** What stands between `${{` and `}}`, or is the `if` of a step, and its value. */
  readonly values: Readonly<Record<string, string>>;
  /** Runs one script as GitHub's `shell: bash` does. */
  bash(script: string, env: Readonly<Record<string, string>>): Promise<ShellRun>;
  uses(action: string, inputs: Readonly<Record<string, string>>): void;
}

export interface JobRun {
  readonly ok: boolean;
  /** What each step that ran printed, by its name, or its script where it has none. */
  readonly output: Readonly<Record<string, string>>;
}

/** Runs the steps of a job one after the other; after a failure only those that ask for it. */
export async function runJob(job: Pick<Job, "env" | "steps">, runner: Runner): Promise<JobRun> {
  const output: Record<string, string> = {};
  let ok = true;
  for (const step of job.steps) {
    if (!isWanted(step, ok, runner.values)) continue;
    if (step.uses !== undefined) runner.uses(step.uses.split("@")[0] ?? "", evaluated(step.with, runner.values));
    if (step.run === undefined) continue;
    const env = evaluated({ ...job.env, ...step.env }, runner.values);
    const run = await runner.bash(filled(step.run, runner.values), env);
    output[step.name ?? step.run] = run.output;
    ok &&= run.code === 0;
  }
  return { ok, output };
}

function isWanted({ if: condition }: Step, ok: boolean, values: Runner["values"]): boolean {
  if (condition === "always()") return true;
  return ok && (condition === undefined || valueOf(condition, values) === "true");
}

const evaluated = (given: Readonly<Record<string, unknown>> = {}, values: Runner["values"]) =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, filled(String(value), values)]));

const filled = (text: string, values: Runner["values"]) =>
  text.replace(/\$\{\{ (.+?) \}\}/g, (_all, expression: string) => valueOf(expression, values));

function valueOf(expression: string, values: Runner["values"]): string {
  const value = values[expression];
  if (value === undefined) throw new Error(`the test has no value for the expression ${expression}`);
  return value;
}

export interface Issue {
  readonly number: number;
  readonly title: string;
  readonly label: string;
  readonly body: string;
  readonly state: "open" | "closed";
  /** The app that wrote it, or a person. */
  readonly author: string;
  /** With which it was closed. */
  readonly comment?: string;
}

/** What {@link RECORDERS} wrote down. */
export interface Recorded {
  readonly issues: readonly Issue[];
  readonly calls: readonly string[];
}
