import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { LocalServer } from "../emulator";
import { startClock } from "./clock";
import type { Kind } from "./kinds";
import { terraformProgram } from "./programs";
import type { Round, StepResult, Subject } from "./subject";

const run = promisify(execFile);
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

  async round(): Promise<Round> {
    await this.terraform(["init", "-input=false", `-plugin-dir=${this.pluginDir}`]);
    const up = await this.step("apply", "1");
    const stateBytes = statSync(join(this.folder, "terraform.tfstate")).size / this.keys;
    const noOp = await this.step("apply", "1");
    const rotate = await this.step("apply", "2");
    const destroy = await this.step("destroy", "2");
    return { steps: { up, "no-op up": noOp, rotate, destroy }, stateBytes };
  }

  private async step(command: "apply" | "destroy", rotation: string): Promise<StepResult> {
    this.signal.throwIfAborted();
    this.server.hooks.forget();
    const spent = startClock();
    const variables = ["-var", `keys=${this.keys}`, "-var", `rotation=${rotation}`];
    await this.terraform([command, "-auto-approve", "-input=false", ...variables]);
    return { ...spent(), awsCalls: this.server.hooks.count(), pluginBytes: undefined };
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
