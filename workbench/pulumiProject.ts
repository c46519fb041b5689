import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { committed, isOfTheRepository } from "./asCommitted";
import { REPOSITORY } from "./repository";
import { startBash, startPulumi, type PulumiRun, type RunningPulumi, type RunOptions } from "./runPulumi";

const PACKAGE = "pulumi-partner-keys";
/** What programs in other languages start. */
const PLUGIN = "pulumi-resource-partnerkeys";

export interface ProjectOptions {
  /** Environment of every run, on top of the bare one (PATH, HOME, no file of ~/.aws). */
  readonly env: Readonly<Record<string, string>>;
  /** Text of index.ts; without it the project is this repository's own program. */
  readonly program?: string;
  /** Whether {@link program} is JavaScript, index.js then. */
  readonly isJavaScript?: boolean;
  /** Folder of another node_modules (another SDK), with this package copied into it; without it this repository's. */
  readonly nodeModules?: string;
  /** Folder put first on PATH, for example one with another Node. */
  readonly binFolder?: string;
  /** Interrupts its runs. */
  readonly signal?: AbortSignal;
  /** State backend; without it a folder of its own. */
  readonly backendUrl?: string;
}

export interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly delete?: boolean;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
}

/** A Pulumi project in a temporary folder with its own backend and Pulumi home, run by the real CLI. */
export class PulumiProject {
  readonly folder = mkdtempSync(join(tmpdir(), "partner-keys-"));
  readonly project = join(this.folder, "project");
  readonly backendUrl: string;
  private readonly env: Record<string, string>;

  constructor(private readonly options: ProjectOptions) {
    for (const name of ["project", "backend", "home", "tmp"]) mkdirSync(join(this.folder, name));
    this.backendUrl = options.backendUrl ?? `file://${join(this.folder, "backend")}`;
    this.env = {
      ...options.env,
      PULUMI_BACKEND_URL: this.backendUrl,
      PULUMI_HOME: join(this.folder, "home"),
      TMPDIR: join(this.folder, "tmp"),
    };
    if (options.program === undefined) this.copyRepositoryProgram();
    else this.writeProgram(options.program);
  }

  private copyRepositoryProgram(): void {
    for (const name of ["Pulumi.yaml", "package.json", "tsconfig.json", "index.ts", "stacks"]) {
      cpSync(join(REPOSITORY, name), join(this.project, name), { recursive: true, filter: isOfTheRepository });
    }
    for (const stack of ["sandbox", "production"])
      writeFileSync(join(this.project, "stacks", `Pulumi.${stack}.yaml`), committed(`stacks/Pulumi.${stack}.yaml`));
    // The package refers to itself by name: what it resolves is linked, not copied
    for (const name of ["resources", "dist"]) symlinkSync(join(REPOSITORY, name), join(this.project, name));
    symlinkSync(join(this.options.nodeModules ?? REPOSITORY, "node_modules"), join(this.project, "node_modules"));
  }

  private writeProgram(program: string): void {
    this.linkModules(this.project);
    writeFileSync(join(this.project, "package.json"), JSON.stringify({ name: "scratch", private: true }));
    const main = this.options.isJavaScript === true ? "index.js" : "index.ts";
    writeFileSync(join(this.project, "Pulumi.yaml"), `name: scratch\nmain: ${main}\nruntime: nodejs\n`);
    cpSync(join(REPOSITORY, "tsconfig.json"), join(this.project, "tsconfig.json"));
    writeFileSync(join(this.project, main), program);
  }

  /** Puts one of the examples beside the project, on the same backend; run it with `--cwd <the folder returned>`. */
  addExample(name: string): string {
    const folder = join(this.folder, name);
    cpSync(join(REPOSITORY, "examples", name), folder, { recursive: true, filter: isOfTheRepository });
    cpSync(join(REPOSITORY, "tsconfig.json"), join(folder, "tsconfig.json"));
    this.linkModules(folder);
    return folder;
  }

  private linkModules(folder: string): void {
    const modules = join(this.options.nodeModules ?? REPOSITORY, "node_modules");
    mkdirSync(join(folder, "node_modules"));
    for (const name of readdirSync(modules).filter((name) => !name.startsWith("."))) {
      symlinkSync(join(modules, name), join(folder, "node_modules", name));
    }
    if (this.options.nodeModules === undefined) symlinkSync(REPOSITORY, join(folder, "node_modules", PACKAGE));
    else this.copyPackage(join(folder, "node_modules"));
    this.linkPlugin(join(folder, "node_modules"));
  }

  /** As npm does with the commands of a package. */
  private linkPlugin(modules: string): void {
    mkdirSync(join(modules, ".bin"));
    symlinkSync(join(modules, PACKAGE, "dist", "languages", PLUGIN), join(modules, ".bin", PLUGIN));
  }

  /** As npm would install it: a link would lead back to this repository, and to the SDK in its node_modules. */
  private copyPackage(modules: string): void {
    for (const name of ["package.json", "dist", "resources/plugin/entry.cjs"]) {
      cpSync(join(REPOSITORY, name), join(modules, PACKAGE, name), { recursive: true });
    }
    const inner = join(modules, PACKAGE, "node_modules");
    mkdirSync(inner);
    const { dependencies } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    // A scope is linked as a whole
    for (const name of new Set(Object.keys(dependencies).map((dependency) => dependency.split("/")[0] ?? "")))
      symlinkSync(join(REPOSITORY, "node_modules", name), join(inner, name));
  }

  /** Starts the CLI without waiting for it. */
  start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<RunningPulumi> {
    return startPulumi(args, this.runOptions(env));
  }

  /** Runs a script in the project's folder, with the environment of the CLI; a failure is an answer, not an error. */
  async bash(script: string, env: Readonly<Record<string, string>> = {}): Promise<PulumiRun> {
    return (await startBash(script, this.runOptions(env))).ended;
  }

  private runOptions(env: Readonly<Record<string, string>>): RunOptions {
    const { binFolder, signal } = this.options;
    return {
      cwd: this.project,
      env: { ...this.env, ...env },
      ...(binFolder === undefined ? {} : { binFolder }),
      ...(signal === undefined ? {} : { signal }),
    };
  }

  /** Runs the CLI to its end; a failure is an answer, not an error. */
  async attempt(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<PulumiRun> {
    return (await this.start(args, env)).ended;
  }

  /** Runs the CLI and throws its output when it fails. */
  async run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<PulumiRun> {
    const result = await this.attempt(args, env);
    if (result.code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${result.code}:\n${result.output}`);
    return result;
  }

  up(...args: readonly string[]): Promise<PulumiRun> {
    return this.run(["up", "--yes", "--skip-preview", ...args]);
  }

  async outputs(stack?: string): Promise<Record<string, string>> {
    const { stdout } = await this.run(["stack", "output", "--json", ...(stack ? ["--stack", stack] : [])]);
    return JSON.parse(stdout) as Record<string, string>;
  }

  async resources(stack?: string): Promise<ExportedResource[]> {
    const { stdout } = await this.run(["stack", "export", ...(stack ? ["--stack", stack] : [])]);
    return (JSON.parse(stdout) as { deployment: { resources?: ExportedResource[] } }).deployment.resources ?? [];
  }

  read(path: string): string {
    return readFileSync(join(this.project, path), "utf8");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
