import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { LocalServer } from "../emulator";
import { startClock } from "./clock";
import type { Kind } from "./kinds";
import { terraformProgram } from "./programs";
import type { Step, StepResult, Subject } from "./subject";

const run = promisify(execFile);
/** Command and the rotation that its program asks for. */
const COMMANDS = {
  up: ["apply", "1"],
  "no-op up": ["apply", "1"],
  rotate: ["apply", "2"],
  destroy: ["destroy", "2"],
} as const satisfies Record<Step, readonly [string, string]>;
const MOST_OUTPUT = 64 * 1024 * 1024;

/** `tls_private_key` with a secret and its value, run by the `terraform` on PATH with providers from a folder. */
export class TerraformSubject implements Subject {
  private readonly folder = mkdtempSync(join(tmpdir(), "partner-keys-terraform-"));

  constructor(
    kind: Kind,
    private readonly keys: number,
    private readonly server: LocalServer,
    private readonly signal: AbortSignal,
    private readonly pluginDir: string,
  ) {
    writeFileSync(join(this.folder, "main.tf"), terraformProgram(kind, server.url));
  }

  async begin(): Promise<void> {
    await this.terraform(["init", "-input=false", `-plugin-dir=${this.pluginDir}`]);
  }

  async step(step: Step): Promise<StepResult> {
    const [command, rotation] = COMMANDS[step];
    this.signal.throwIfAborted();
    this.server.hooks.forget();
    const spent = startClock();
    const variables = ["-var", `keys=${this.keys}`, "-var", `rotation=${rotation}`];
    await this.terraform([command, "-auto-approve", "-input=false", ...variables]);
    return { ...spent(), awsCalls: this.server.hooks.count(), pluginBytes: undefined };
  }

  stateBytes(): Promise<number> {
    return Promise.resolve(statSync(join(this.folder, "terraform.tfstate")).size / this.keys);
  }

  private async terraform(args: readonly string[]): Promise<void> {
    const env = { ...process.env, TF_IN_AUTOMATION: "true", CHECKPOINT_DISABLE: "true" };
    await run("terraform", args, { cwd: this.folder, env, signal: this.signal, maxBuffer: MOST_OUTPUT });
  }

  async close(): Promise<void> {
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
