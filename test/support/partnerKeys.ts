import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { NO_AWS_FILES } from "../../workbench/noAwsFiles";
import { REPOSITORY } from "../../workbench/repository";

export interface CommandRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Bundled {
  readonly file: string;
  /** Every file that a command can load. */
  readonly inputs: readonly string[];
}

let made: Promise<Bundled> | undefined;

/** The command of the sources in one file, made once: what is compiled, packed and installed is tested in `package`. */
export function bundledCommand(): Promise<Bundled> {
  return (made ??= bundle());
}

async function bundle(): Promise<Bundled> {
  const folder = mkdtempSync(join(tmpdir(), "partner-keys-cli-"));
  const file = join(folder, "main.cjs");
  const { metafile } = await build({
    absWorkingDir: REPOSITORY,
    entryPoints: ["cli/main.ts"],
    outfile: file,
    bundle: true,
    platform: "node",
    target: "node20",
    metafile: true,
    logLevel: "error",
  });
  return { file, inputs: Object.keys(metafile.inputs) };
}

export const AUDITOR = "AKIAAUDITOR";

/** The environment of somebody who looks, with a server in the place of AWS. */
export function auditorsEnvironment(url: string): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "",
    ...NO_AWS_FILES,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: url,
    AWS_ENDPOINT_URL_STS: url,
    AWS_ACCESS_KEY_ID: AUDITOR,
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_REGION: "us-east-1",
  };
}

/** Where a command runs, and what it is given to read. */
export interface Surroundings {
  readonly cwd?: string;
  readonly stdin?: string;
}

/** Runs `partner-keys` as a process of its own, with nothing of this environment but what is passed. */
export async function partnerKeys(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  { cwd = REPOSITORY, stdin = "" }: Surroundings = {},
): Promise<CommandRun> {
  const { file } = await bundledCommand();
  const child = spawn(process.execPath, [file, ...args], { cwd, env, stdio: ["pipe", "pipe", "pipe"] });
  // A command that reads nothing may be gone before it is written
  child.stdin.on("error", () => undefined).end(stdin);
  const told = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].setEncoding("utf8").on("data", (text: string) => (told[stream] += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...told }));
  });
}
