import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startLocalSecretsManager, type LocalServer } from "../emulator";
import { PulumiProject } from "../workbench/pulumiProject";
import { PluginMemory } from "./pluginMemory";
import { FLOOR_PROGRAM, FLOOR_PROVIDER, PRODUCT_PROGRAM } from "./programs";

export const STEPS = ["up", "no-op up", "rotate", "destroy"] as const;
export type Step = (typeof STEPS)[number];
export type SubjectName = "product" | "floor";

export interface StepResult {
  readonly seconds: number;
  readonly awsCalls: number;
  readonly pluginBytes: number | undefined;
}

export interface Round {
  readonly steps: Readonly<Record<Step, StepResult>>;
  /** JSON length of one exported resource, mean. */
  readonly stateBytes: number;
}

const DEPLOYER = "AKIABENCHDEPLOYER";
const UP = ["up", "--yes", "--skip-preview"];

/** What is measured: a program in a project of its own, beside a local Secrets Manager of its own. */
export class Subject {
  private constructor(
    private readonly server: LocalServer,
    private readonly project: PulumiProject,
    private readonly signal: AbortSignal,
  ) {}

  static async make(name: SubjectName, keys: number, signal: AbortSignal): Promise<Subject> {
    const server = await startLocalSecretsManager();
    server.hooks.deny(DEPLOYER, ["GetSecretValue", "BatchGetSecretValue"]);
    const project = new PulumiProject({
      program: name === "product" ? PRODUCT_PROGRAM : FLOOR_PROGRAM,
      env: {
        AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url,
        AWS_ACCESS_KEY_ID: DEPLOYER,
        AWS_SECRET_ACCESS_KEY: "local",
        AWS_EC2_METADATA_DISABLED: "true",
        AWS_REGION: "us-east-1",
        BENCH_KEYS: String(keys),
      },
    });
    if (name === "floor") writeFileSync(join(project.project, FLOOR_PROVIDER.file), FLOOR_PROVIDER.text);
    return new Subject(server, project, signal);
  }

  /** All steps once, from an empty stack to an empty stack. */
  async round(): Promise<Round> {
    await this.project.run(["stack", "init", "bench"]);
    const up = await this.step(UP);
    const stateBytes = await this.stateBytes();
    const noOp = await this.step(UP);
    const rotate = await this.step(UP, { BENCH_ROTATION: "next" });
    const destroy = await this.step(["destroy", "--yes", "--skip-preview"]);
    return { steps: { up, "no-op up": noOp, rotate, destroy }, stateBytes };
  }

  private async step(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<StepResult> {
    this.signal.throwIfAborted();
    this.server.hooks.forget();
    const started = performance.now();
    const running = await this.project.start(args, env);
    const stop = () => running.kill("SIGINT");
    this.signal.addEventListener("abort", stop);
    const memory = new PluginMemory(running.pid);
    try {
      const { code, output } = await running.ended;
      const seconds = (performance.now() - started) / 1000;
      this.signal.throwIfAborted();
      if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${String(code)}:\n${output}`);
      return { seconds, awsCalls: this.server.hooks.count(), pluginBytes: memory.peakBytes };
    } finally {
      memory.stop();
      this.signal.removeEventListener("abort", stop);
    }
  }

  private async stateBytes(): Promise<number> {
    const resources = await this.project.resources();
    const lengths = resources
      .filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/"))
      .map((resource) => JSON.stringify(resource).length);
    return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  }

  async cliVersion(): Promise<string> {
    return (await this.project.run(["version"])).stdout.trim();
  }

  async close(): Promise<void> {
    await this.server.stop();
    this.project.remove();
  }
}
