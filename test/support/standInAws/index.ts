import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder for PATH in which the engine finds a plugin for `aws.Provider`: see docs/testing.md. */
export class StandInAws {
  readonly folder = mkdtempSync(join(tmpdir(), "stand-in-aws-"));

  constructor() {
    const path = join(this.folder, "pulumi-resource-aws");
    const plugin = join(__dirname, "plugin.cjs");
    writeFileSync(path, `#!/bin/sh\nexec "${process.execPath}" "${plugin}" "$@"\n`);
    chmodSync(path, 0o755);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
