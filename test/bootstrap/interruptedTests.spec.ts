import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { temporaryFolder } from "./temporaryFolder";

/** A folder when it is loaded; then a folder, and processes in its process group and in one of their own, as a CLI has. */
const SPEC = `
const { spawn } = require("node:child_process");
const { once } = require("node:events");
const { mkdtempSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

mkdtempSync(join(tmpdir(), "of-the-file-"));
describe("a row", () => {
  it("is interrupted", async () => {
    mkdtempSync(join(tmpdir(), "of-the-test-"));
    const cli = spawn("bash", ["-c", "set -m; sleep 600 & echo $!; wait"], { stdio: ["ignore", "pipe", "ignore"] });
    const [plugin] = await once(cli.stdout.setEncoding("utf8"), "data");
    writeFileSync(process.env.PIDS, cli.pid + " " + plugin);
    await once(cli, "exit");
    throw new Error("its run was interrupted");
  });
});
`;

describe("tests that are interrupted", () => {
  const folder = temporaryFolder();
  const { TMPDIR } = process.env;
  afterEach(() => {
    if (TMPDIR === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = TMPDIR;
  });

  it("leave no process and no folder, and are left out, not failed", async () => {
    const { listRows, jobsOf, runJob } = await import("../../scripts/test/jobs.mjs");
    const [root, temporary, pids] = ["root", "tmp", "pids"].map((name) => join(folder(), name)) as [
      string,
      string,
      string,
    ];
    mkdirSync(join(root, "test", "engine"), { recursive: true });
    mkdirSync(temporary);
    writeFileSync(join(root, "test", "engine", "any.spec.ts"), SPEC);
    writeFileSync(join(root, "tsconfig.json"), JSON.stringify({ compilerOptions: { module: "CommonJS" } }));
    process.env["TMPDIR"] = temporary;
    const interrupted = new AbortController();
    const { signal } = interrupted;

    const [job] = jobsOf(await listRows(root, ["engine"], signal));
    assert.ok(job);
    assert.deepEqual(readdirSync(temporary), [], "after the list");

    const told: string[] = [];
    const listener = { passed: () => told.push("passed"), failed: () => told.push("failed") };
    const options = { env: { ...process.env, PIDS: pids }, deadline: undefined, verbose: false, signal };
    const running = runJob(root, job, options, listener);
    while (!existsSync(pids)) await wait(20);
    interrupted.abort();
    const { passed, failed, left, problem } = await running;
    assert.deepEqual(
      { passed, failed, left, problem, told },
      { passed: 0, failed: 0, left: 1, problem: undefined, told: [] },
    );
    assert.deepEqual(readdirSync(temporary), []);
    for (const pid of readFileSync(pids, "utf8").trim().split(" ")) assert.equal(stateOf(pid), "", `process ${pid}`);
  });
});

/** "" of a process that is gone; one that has ended and that nobody asked for yet is gone too. */
function stateOf(pid: string): string {
  try {
    return execFileSync("ps", ["-o", "stat=", "-p", pid], { encoding: "utf8" }).trim().replace(/^Z.*/, "");
  } catch {
    return "";
  }
}
