import { PulumiProject, type ProjectOptions } from "../../workbench/pulumiProject";
import type { PulumiRun, RunningPulumi } from "../../workbench/runPulumi";
import type { LeakSentinel } from "./leakSentinel";

/** A project of which every run, by whomever it is started, prints past the sentinel. */
export class WatchedProject extends PulumiProject {
  constructor(
    options: ProjectOptions,
    private readonly sentinel: LeakSentinel,
  ) {
    super(options);
  }

  override async start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<RunningPulumi> {
    const run = await super.start(args, env);
    const ended = run.ended.then((result) => {
      this.sentinel.watchText(`output of pulumi ${args.join(" ")}`, result.output);
      return result;
    });
    return { ...run, ended };
  }

  override async bash(script: string, env: Readonly<Record<string, string>> = {}): Promise<PulumiRun> {
    const run = await super.bash(script, env);
    this.sentinel.watchText(`output of ${script}`, run.output);
    return run;
  }
}
