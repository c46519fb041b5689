import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LocalServer } from "../emulator";
import { PulumiProject } from "../workbench/pulumiProject";
import { REPOSITORY } from "../workbench/repository";
import { DEPLOYER } from "./backend";
import { startClock } from "./clock";
import type { Kind } from "./kinds";
import { PluginMemory } from "./pluginMemory";
import { FLOOR_PROVIDER_FILE, floorProgram, floorProvider, productProgram } from "./programs";
import type { Step, StepResult, Subject } from "./subject";

export interface PulumiSetting {
  /** Resources that do nothing, instead of the product's. */
  readonly isFloor?: true;
  /** With the preview that `up` shows a person, before it does anything. */
  readonly withPreview?: true;
  /** For every run of the CLI. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The product or its floor, run by the real Pulumi CLI. */
export class PulumiSubject implements Subject {
  private readonly project: PulumiProject;
  private readonly steps: Readonly<Record<Step, readonly [readonly string[], Readonly<Record<string, string>>]>>;

  constructor(
    kind: Kind,
    keys: number,
    private readonly server: LocalServer,
    private readonly signal: AbortSignal,
    { isFloor, withPreview, env }: PulumiSetting,
  ) {
    const up = ["up", "--yes", ...(withPreview ? [] : ["--skip-preview"])];
    this.steps = {
      up: [up, {}],
      "no-op up": [up, {}],
      rotate: [up, { BENCH_ROTATION: "next" }],
      destroy: [["destroy", "--yes", "--skip-preview"], {}],
    };
    this.project = new PulumiProject({
      program: isFloor ? floorProgram(kind) : productProgram(kind),
      // Installed, not linked: in a working copy each start of the plugin looks whether dist/ is as new as the sources
      nodeModules: REPOSITORY,
      signal,
      env: {
        AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url,
        AWS_ACCESS_KEY_ID: DEPLOYER,
        AWS_SECRET_ACCESS_KEY: "local",
        AWS_EC2_METADATA_DISABLED: "true",
        AWS_REGION: "us-east-1",
        BENCH_KEYS: String(keys),
        ...env,
      },
    });
    if (isFloor) writeFileSync(join(this.project.project, FLOOR_PROVIDER_FILE), floorProvider(kind));
  }

  async begin(): Promise<void> {
    await this.project.run(["stack", "init", "bench"]);
  }

  async step(step: Step): Promise<StepResult> {
    const [args, env] = this.steps[step];
    this.server.hooks.forget();
    const spent = startClock();
    const running = await this.project.start(args, env);
    const memory = new PluginMemory(running.pid);
    try {
      const { code, output } = await running.ended;
      const cost = spent();
      this.signal.throwIfAborted();
      if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${String(code)}:\n${output}`);
      return { ...cost, awsCalls: this.server.hooks.count(), pluginBytes: memory.peakBytes };
    } finally {
      memory.stop();
    }
  }

  /** JSON length of one exported resource, mean. */
  async stateBytes(): Promise<number> {
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
