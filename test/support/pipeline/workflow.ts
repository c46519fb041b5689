import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { REPOSITORY } from "../../../workbench/repository";

/** What a step of a GitHub job says, as far as ours use it. */
export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

export interface Job {
  readonly if?: string;
  readonly strategy?: { readonly "fail-fast"?: boolean; readonly "max-parallel"?: number; readonly matrix: object };
  readonly environment?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly defaults: { readonly run: { readonly shell: string } };
  readonly jobs: Readonly<Record<string, Job>>;
}

export const PIPELINES = join(REPOSITORY, "examples", "pipelines");
/** Workflows of one job. */
export const WORKFLOWS = ["preview", "up", "daily"] as const;
export type WorkflowName = (typeof WORKFLOWS)[number] | "deploy" | "probe";

/** A job of deploy.yml: runs another workflow, or asks for the approval. */
export interface DeployJob extends Partial<Job> {
  readonly needs?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly secrets?: string;
}

export const pathOf = (name: WorkflowName): string => join(PIPELINES, "github", `${name}.yml`);

export function readWorkflow(name: WorkflowName): Workflow {
  return parse(readFileSync(pathOf(name), "utf8")) as Workflow;
}

export function deployJobs(): Readonly<Record<string, DeployJob>> {
  return readWorkflow("deploy").jobs as object as Readonly<Record<string, DeployJob>>;
}

/** The one job of a workflow of ours. */
export function jobOf(workflow: Workflow): Job {
  const [job, ...others] = Object.values(workflow.jobs);
  if (job === undefined || others.length > 0) throw new Error("expected a workflow of one job");
  return job;
}
