import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DEPLOYER, type Scenario } from "../scenario";
import { runJob, type JobRun, type Recorded } from "./runJob";
import { deployJobs, jobOf, readWorkflow, type Job } from "./workflow";

/** The role that a pull request is given; engine/previewRole is about what it may do. */
export const PREVIEWER = "AKIAPREVIEWER";
const ROLES: Readonly<Record<string, string>> = { "role/preview": PREVIEWER, "role/deploy": DEPLOYER };
/** Who has not been through the OIDC step. */
const NOBODY = { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" };
/** What the workbench sets for every run and a pipeline does not: with it `--preview-only` is refused. */
const OF_THE_WORKBENCH = { PULUMI_SKIP_CONFIRMATIONS: "false" };

/** What GitHub tells a job, besides the names of roles and places. */
type Given = "ref" | "apiKey" | "unlock" | "approval";

/** The project of a scenario as a Git repository whose workflows are run: branch `main`, one stack. */
export class RepositoryOfStack {
  private readonly github: string;
  private readonly summary: string;

  constructor(
    private readonly scenario: Scenario,
    private readonly stack: string,
  ) {
    this.github = join(scenario.project.folder, "github.json");
    this.summary = join(scenario.project.folder, "summary.md");
    this.git("init", "--quiet", "--initial-branch", "main");
    // What the workbench links into the project
    writeFileSync(join(scenario.project.project, ".gitignore"), "node_modules\nresources\ndist\n/preview.txt\n");
    this.commit("one");
  }

  /** The text of the stack's config changes, as a commit on the branch that is checked out. */
  changeConfig(change: (text: string) => string, message: string): string {
    this.editConfig(change);
    return this.commit(message);
  }

  /** The same without a commit. */
  editConfig(change: (text: string) => string): void {
    const file = join(this.scenario.project.project, "stacks", `Pulumi.${this.stack}.yaml`);
    writeFileSync(file, change(readFileSync(file, "utf8")));
  }

  /** Runs deploy.yml as far as it concerns the stack: the approval, and the workflow that it calls. */
  async deploy({ apiKey = "", unlock = "false", ref = "main", approval = "required" } = {}): Promise<JobRun> {
    let output: JobRun["output"] = {};
    for (const { uses, with: inputs = {}, steps, env = {}, secrets } of Object.values(deployJobs())) {
      if (uses !== undefined && inputs["stack"] !== this.stack) continue;
      const job = uses === undefined ? { env, steps: steps ?? [] } : jobOf(readWorkflow("up"));
      // What is no secret of the caller is empty
      const run = await this.job(job, { ref, unlock, approval, apiKey: secrets === "inherit" ? apiKey : "" });
      output = { ...output, ...run.output };
      if (!run.ok) return { ok: false, output };
    }
    return { ok: true, output };
  }

  /** Runs the job of a workflow for the stack; `ref` is what GitHub checks out where the workflow does not say. */
  async workflow(name: "preview" | "daily", how: { readonly ref?: string } = {}): Promise<JobRun> {
    return this.job(jobOf(readWorkflow(name)), how);
  }

  private async job(
    job: Pick<Job, "env" | "steps">,
    { ref = "main", apiKey = "", unlock = "false", approval = "" }: Readonly<Partial<Record<Given, string>>>,
  ): Promise<JobRun> {
    let identity: Record<string, string> = NOBODY;
    return runJob(job, {
      values: {
        "matrix.stack": this.stack,
        "inputs.stack": this.stack,
        "vars.PULUMI_BACKEND_URL": this.scenario.project.backendUrl,
        "vars.PREVIEW_ROLE_ARN": "role/preview",
        "vars.DEPLOY_ROLE_ARN": "role/deploy",
        "vars.AWS_REGION": "us-east-1",
        "steps.history.outputs.aws-access-key-id": DEPLOYER,
        "steps.history.outputs.aws-secret-access-key": "of-the-run",
        "steps.history.outputs.aws-session-token": "",
        "secrets.PARTNER_API_KEY": apiKey,
        "github.repository": "acme/partner-keys",
        "github.token": "token-of-the-run",
        "github.server_url": "https://github.com",
        "github.run_id": "7",
        "runner.temp": this.scenario.project.folder,
        "inputs.unlock": unlock,
        "vars.APPROVAL": approval,
      },
      bash: (script, env) =>
        this.scenario.bash(script, {
          ...OF_THE_WORKBENCH,
          ...identity,
          ...env,
          RECORDED: this.github,
          GITHUB_STEP_SUMMARY: this.summary,
        }),
      uses: (action, inputs) => {
        if (action === "actions/checkout") this.git("checkout", "--quiet", inputs["ref"] ?? ref);
        if (action === "aws-actions/configure-aws-credentials" && inputs["output-env-credentials"] !== "false")
          identity = {
            AWS_ACCESS_KEY_ID: ROLES[inputs["role-to-assume"] ?? ""] ?? "",
            AWS_SECRET_ACCESS_KEY: "of-the-run",
          };
      },
    });
  }

  /** Runs of other kinds, as the history of the stack tells them: the newest entry again and again, under a later time. */
  addToHistory(...kinds: readonly string[]): void {
    const folder = join(this.scenario.project.folder, "backend", ".pulumi", "history", "partner-keys", this.stack);
    const newest = readdirSync(folder)
      .filter((name) => name.endsWith(".history.json"))
      .sort()
      .at(-1);
    const entry = JSON.parse(readFileSync(join(folder, String(newest)), "utf8")) as object;
    const since = BigInt(/\d{10,}/.exec(String(newest))?.[0] ?? ""); // nanoseconds
    kinds.forEach((kind, i) =>
      writeFileSync(
        join(folder, `${this.stack}-${since + BigInt(i + 1)}.history.json`),
        JSON.stringify({ ...entry, kind }),
      ),
    );
  }

  /** What `gh` and `npm` were asked to do so far, and the issues there are. */
  get recorded(): Recorded {
    const nothing: Recorded = { issues: [], calls: [] };
    return existsSync(this.github) ? (JSON.parse(readFileSync(this.github, "utf8")) as Recorded) : nothing;
  }

  get summaryText(): string {
    return readFileSync(this.summary, "utf8");
  }

  git(...args: readonly string[]): string {
    const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "advice.detachedHead=false"];
    return execFileSync("git", [...identity, ...args], {
      cwd: this.scenario.project.project,
      encoding: "utf8",
      stdio: "pipe",
    }).trim();
  }

  private commit(message: string): string {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", message);
    return this.git("rev-parse", "HEAD");
  }
}
