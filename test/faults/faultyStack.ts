import { EventEmitter, once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import type { PulumiRun } from "../../workbench/runPulumi";
import { Scenario, type Fault } from "../support/scenario";
import { exportState, readWorld, type World } from "../support/world";
import { nameOf } from "./callsOn";
import type { Args, FaultyOperation } from "./operation";

const PROGRAM = `
import { PartnerCredentials } from "pulumi-partner-keys/stacks";

const cases = JSON.parse(process.env["CASES"] ?? "{}");
for (const name of Object.keys(cases)) new PartnerCredentials(name, cases[name]);
`;
/** Less than the client waits for an answer. */
const HOLD_LIMIT_MS = 2_500;
const DEFAULTS = {
  environment: "production",
  apiKey: { generate: {} },
  deletionProtection: false,
  recoveryWindowInDays: 7,
};

/** What the component of a case is given; undefined where there is none yet. */
type ArgsOf = (index: number) => Args | undefined;

/** Some cases, each a component of one and the same stack, so that one run of the CLI serves them all. */
export class FaultyStack {
  private constructor(
    readonly scenario: Scenario,
    readonly partners: readonly string[],
    private readonly parallel: number,
  ) {}

  /** A case of each of these operations, brought to where it starts. One that needs fewer runs for that joins later. */
  static async start(operations: readonly FaultyOperation[], parallel = 96): Promise<FaultyStack> {
    const env = Object.assign({}, ...operations.map(({ env }) => env)) as Record<string, string>;
    for (const operation of new Set(operations)) await operation.prepare?.();
    const scenario = await Scenario.start({ program: PROGRAM, env, quick: true });
    const partners = operations.map((_, i) => `case${i}`);
    const stack = new FaultyStack(scenario, partners, parallel);
    await scenario.run(["stack", "init", "production"]);
    const runs = Math.max(...operations.map(({ before }) => before.length));
    for (let run = 0; run < runs; run++) {
      const worlds = await stack.worlds();
      await stack.run("up", (i) => {
        const before = operations[i]!.before;
        return before[run - (runs - before.length)]?.(worlds[i]!);
      });
    }
    let isDisturbed = false;
    for (const [i, operation] of operations.entries()) {
      if (operation.meanwhile === undefined) continue;
      await operation.meanwhile(scenario, partners[i]!);
      isDisturbed = true;
    }
    if (isDisturbed) await scenario.run(["refresh", "--yes", "--skip-preview"]);
    return stack;
  }

  /** Runs the CLI for all cases; what fails in one keeps no other from going on. */
  attempt(command: FaultyOperation["command"], args: ArgsOf, faults: readonly Fault[] = []): Promise<PulumiRun> {
    if (faults.length > 0) this.holdFirstCalls(faults);
    return this.scenario.attempt(this.command(command), this.env(args), faults);
  }

  /** The same while nobody listens, or soon nobody does; with the outcomes of the calls that came through before. */
  async attemptRefused(
    command: FaultyOperation["command"],
    args: ArgsOf,
  ): Promise<{ readonly output: string; readonly served: readonly string[] }> {
    const { project, server } = this.scenario;
    server.hooks.forget();
    const { output } = await project.attempt(this.command(command), this.env(args));
    server.hooks.clear();
    await server.acceptConnections();
    return { output, served: server.hooks.calls.map((call) => call.outcome) };
  }

  private command(command: FaultyOperation["command"]): string[] {
    return [command, "--yes", "--skip-preview", "--continue-on-error", "--parallel", String(this.parallel)];
  }

  private env(args: ArgsOf): Record<string, string> {
    const given = this.partners.map((partner, i) => ({ partner, args: args(i) }));
    const cases = given.flatMap(({ partner, args }) => (args ? [[partner, { partner, ...DEFAULTS, ...args }]] : []));
    return { CASES: JSON.stringify(Object.fromEntries(cases)), PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
  }

  /**
   * A resource whose key failed is refused in its check, and the engine then ends the program: what it had not declared by
   * then is never tried. So the first call on each faulty secret waits for those on the others, or for a while.
   */
  private holdFirstCalls(faults: readonly Fault[]): void {
    const awaited = new Set(faults.map((fault) => fault.secret));
    const hasCome = new EventEmitter().setMaxListeners(0);
    let until: Promise<unknown> | undefined;
    this.scenario.server.hooks.atBoundary(async (edge, call) => {
      if (edge !== "before" || !awaited.delete(nameOf(call.secretId))) return;
      until ??= Promise.race([once(hasCome, "all"), wait(HOLD_LIMIT_MS)]);
      if (awaited.size === 0) hasCome.emit("all");
      await until;
    });
  }

  async run(command: FaultyOperation["command"], args: ArgsOf): Promise<PulumiRun> {
    const run = await this.attempt(command, args);
    if (run.code !== 0) throw new Error(`pulumi ${command} ended with ${String(run.code)}:\n${run.output}`);
    return run;
  }

  async worlds(): Promise<World[]> {
    const state = await exportState(this.scenario);
    return Promise.all(this.partners.map((partner) => readWorld(this.scenario, partner, partner, state)));
  }

  close(): Promise<void> {
    return this.scenario.close();
  }
}
