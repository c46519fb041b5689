import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";
import { temporaryFolder } from "./temporaryFolder";

describe("npm run build", () => {
  const folder = temporaryFolder();

  it("does its work when it is called through a link too", () => {
    symlinkSync(REPOSITORY, join(folder(), "link"));
    const script = join(folder(), "link", "scripts", "build.mjs");
    const { status, stderr } = spawnSync(process.execPath, [script, "--no"], { encoding: "utf8" });
    assert.deepEqual([status, stderr], [1, "build: Unknown option '--no'; allowed: --check\n"]);
  });
});
