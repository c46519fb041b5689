import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sourcesHash } from "../../resources/plugin/sourcesHash.cjs";
import { REPOSITORY } from "../../workbench/repository";
import { temporaryFolder } from "./temporaryFolder";

describe("npm run build", () => {
  const folder = temporaryFolder();

  it("does its work when it is called through a link too", () => {
    symlinkSync(REPOSITORY, join(folder(), "link"));
    const script = join(folder(), "link", "scripts", "build.mjs");
    const { status, stderr } = spawnSync(process.execPath, [script, "--no"], { encoding: "utf8" });
    assert.deepEqual([status, stderr], [1, "build: Unknown option '--no'; allowed: --check, --stale\n"]);
  });

  it("with --stale leaves a dist/ that is not older than its sources as it is: npm ci has built what npm pack takes", () => {
    const work = join(folder(), "work");
    for (const name of ["scripts", "workbench", "resources/plugin", "toolchain"])
      cpSync(join(REPOSITORY, name), join(work, name), { recursive: true });
    mkdirSync(join(work, "dist"));
    writeFileSync(join(work, "dist", ".sources"), sourcesHash(work));
    const build = () =>
      spawnSync(process.execPath, [join(work, "scripts", "build.mjs"), "--stale"], { encoding: "utf8" });
    assert.deepEqual([build().status, build().stderr], [0, ""]);
    writeFileSync(join(work, "resources", "plugin", "a.ts"), "export const a = 1;");
    const { status, stderr } = build();
    assert.equal(status, 1);
    assert.match(stderr, /typescript is not installed/); // it would build
  });
});
