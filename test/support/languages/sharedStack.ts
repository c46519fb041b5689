import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PulumiRun } from "../../../workbench/runPulumi";
import { Scenario } from "../scenario";
import type { Language } from "./language";

/** What the examples declare, in TypeScript. */
const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { PartnerCredentials } from "pulumi-partner-keys/stacks";

const config = new pulumi.Config();
const acme = new PartnerCredentials("acme", {
  partner: "acme",
  environment: config.get("environment") ?? "sandbox",
  apiKey: { generate: {} },
  activation: "acknowledged",
  rotation: config.get("rotation") ?? "2026-12",
  acknowledgedFingerprint: config.get("acknowledgedFingerprint"),
});

export const { publicKeyPem, publicKeyFingerprint, pendingFingerprint, privateKeySecretArn, handoff } = acme;
`;

/** A stack that two programs share, one in TypeScript and the example in another language. */
export class SharedStack {
  private constructor(
    readonly scenario: Scenario,
    private readonly language: Language,
    /** Folder of the example. */
    readonly folder: string,
  ) {}

  static async start(language: Language): Promise<SharedStack> {
    const { name, path, env } = language;
    const scenario = await Scenario.start({
      program: PROGRAM,
      quick: true,
      binFolder: path,
      env: { ...env, PULUMI_STACK: "dev" },
    });
    const folder = scenario.project.addExample(name);
    const stack = new SharedStack(scenario, language, folder);
    stack.edit("Pulumi.yaml", /^name: .*$/m, "name: scratch");
    language.install(folder);
    await scenario.run(["stack", "init", "dev"]);
    stack.shareSettings();
    return stack;
  }

  /** Runs the CLI on the program in the other language. */
  run(...args: readonly string[]): Promise<PulumiRun> {
    return this.scenario.run(["--cwd", this.folder, ...args]);
  }

  /** As {@link run}; a failure is an answer. */
  attempt(...args: readonly string[]): Promise<PulumiRun> {
    return this.scenario.attempt(["--cwd", this.folder, ...args]);
  }

  /** Runs the CLI on the program in TypeScript. */
  inTypeScript(...args: readonly string[]): Promise<PulumiRun> {
    return this.scenario.run(args);
  }

  /** For both programs. YAML has no setting that may be absent: there it stands in the program. */
  async set(key: string, value: string): Promise<void> {
    await this.scenario.run(["config", "set", key, value]);
    this.shareSettings();
    if (this.language.name === "yaml" && key === "acknowledgedFingerprint")
      this.edit("Pulumi.yaml", /^( +)(# )?acknowledgedFingerprint: .*$/m, `$1acknowledgedFingerprint: ${value}`);
  }

  edit(file: string, from: RegExp, to: string): void {
    const text = readFileSync(join(this.folder, file), "utf8");
    if (!from.test(text)) throw new Error(`${file} of the example has no ${String(from)}`);
    writeFileSync(join(this.folder, file), text.replace(from, to));
  }

  private shareSettings(): void {
    cpSync(join(this.scenario.project.project, "Pulumi.dev.yaml"), join(this.folder, "Pulumi.dev.yaml"));
  }
}
