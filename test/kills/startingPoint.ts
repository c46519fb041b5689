import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Scenario } from "../support/scenario";
import { checkpointIn } from "../support/world";
import type { RewindableBackend } from "./rewindableBackend";

/** State and AWS at one moment, to which both are brought back between two kills without a run of the CLI. */
export class StartingPoint {
  private readonly stateFolder: string;
  private readonly copy: string;
  private readonly keysTaken: string;
  private readonly taken: ReadonlySet<string>;

  constructor(
    scenario: Scenario,
    private readonly backend: RewindableBackend,
  ) {
    this.stateFolder = join(scenario.project.folder, "backend");
    this.copy = join(scenario.project.folder, "start");
    cpSync(this.stateFolder, this.copy, { recursive: true });
    backend.mark();
    this.keysTaken = join(scenario.project.folder, "tmp", "keys-taken");
    mkdirSync(this.keysTaken, { recursive: true });
    this.taken = new Set(readdirSync(this.keysTaken));
  }

  restore(): void {
    rmSync(this.stateFolder, { recursive: true });
    cpSync(this.copy, this.stateFolder, { recursive: true });
    this.backend.rewind();
    this.forgetKeys();
  }

  /** Keys that were taken from the pool since: nothing knows them any more. */
  private forgetKeys(): void {
    for (const number of readdirSync(this.keysTaken)) if (!this.taken.has(number)) rmSync(join(this.keysTaken, number));
  }

  /** The state as the engine wrote it last, also while it runs. */
  checkpoint(): string {
    const file = checkpointIn(this.stateFolder);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  }

  /**
   * A run that died while it wrote the attributes of its state leaves an empty file, and every command ends with "failed to
   * load checkpoint: EOF". The file backend writes them in place (gocloud.dev, blob/fileblob/attrs.go); docs/recover.md
   * says what to do, and so it is done here.
   */
  mendAttributes(): void {
    for (const name of readdirSync(this.stateFolder, { recursive: true }).map(String)) {
      const file = join(this.stateFolder, name);
      if (name.endsWith(".attrs") && statSync(file).size === 0) rmSync(file);
    }
  }

  /** Whether a dead run left its lock; `pulumi up` would say so and name `pulumi cancel`. */
  isLocked(): boolean {
    const locks = join(this.stateFolder, ".pulumi", "locks");
    return existsSync(locks) && readdirSync(locks, { recursive: true }).some((name) => String(name).endsWith(".json"));
  }
}
