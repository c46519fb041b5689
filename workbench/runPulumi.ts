import { spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { NO_AWS_FILES } from "./noAwsFiles";
import { toolchain } from "./toolchain";

export interface PulumiRun {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  /** Both streams in the order they came. */
  readonly output: string;
}

export interface RunningPulumi {
  readonly pid: number;
  readonly ended: Promise<PulumiRun>;
  kill(signal: NodeJS.Signals): void;
}

const ENGINE = {
  PULUMI_CONFIG_PASSPHRASE: "workbench",
  PULUMI_SKIP_UPDATE_CHECK: "true",
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  PULUMI_SKIP_CONFIRMATIONS: "true",
};

export interface RunOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Folder put first on PATH. */
  readonly binFolder?: string;
  /** Interrupts the run at hand, as Ctrl-C does; none begins after it. */
  readonly signal?: AbortSignal;
}

/** Starts the real Pulumi CLI with a bare environment: what a run sees is what is passed here. */
export function startPulumi(args: readonly string[], options: RunOptions): Promise<RunningPulumi> {
  return start("pulumi", ["--non-interactive", "--color", "never", ...args], options);
}

/** Starts a script in the same environment, in the shell of a pipeline: a failure anywhere, in a pipe too, ends it. */
export function startBash(script: string, options: RunOptions): Promise<RunningPulumi> {
  return start("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], options);
}

async function start(command: string, args: readonly string[], options: RunOptions): Promise<RunningPulumi> {
  const { pulumiBinDir } = await toolchain();
  const path = [options.binFolder, pulumiBinDir(), dirname(process.execPath), process.env["PATH"]];
  options.signal?.throwIfAborted();
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: {
      PATH: path.filter((part) => part !== undefined).join(delimiter),
      HOME: process.env["HOME"] ?? "",
      ...ENGINE,
      ...NO_AWS_FILES,
      ...options.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const interrupt = () => child.kill("SIGINT");
  options.signal?.addEventListener("abort", interrupt);
  const stdout: string[] = [];
  const output: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout.push(text);
    output.push(text);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => output.push(text));
  const ended = new Promise<PulumiRun>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      options.signal?.removeEventListener("abort", interrupt);
      resolve({ code, stdout: stdout.join(""), output: output.join("") });
    });
  });
  return { pid: child.pid ?? 0, ended, kill: (signal) => void child.kill(signal) };
}
