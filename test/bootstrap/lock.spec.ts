import * as assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { temporaryFolder } from "./temporaryFolder";

const lockModule = pathToFileURL(join(__dirname, "../../scripts/cache/lock.mjs")).href;

describe("withLock", () => {
  const root = temporaryFolder();
  const lock = (): string => join(root(), "thing.lock");
  /** A lock as a process that cannot release it any more leaves it. */
  const leaveBehind = (owner: { pid: number; host: string; children?: number[] }): string => {
    mkdirSync(lock());
    const file = join(lock(), "someone");
    writeFileSync(file, JSON.stringify({ children: [], ...owner }));
    return file;
  };
  const deadPid = (): number => spawnSync(process.execPath, ["-e", ""]).pid;

  it("lets one in at a time, in one process", async () => {
    const { withLock } = await import("../../scripts/cache/lock.mjs");
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await sleep(20);
      inside--;
    };
    await Promise.all([1, 2, 3, 4].map(() => withLock(lock(), work, { pollMs: 5 })));
    assert.equal(most, 1);
    assert.deepEqual(readdirSync(root()), [], "nothing of the lock is left");
  });

  it("lets one in at a time, across processes that all find a dead owner", async () => {
    leaveBehind({ pid: deadPid(), host: hostname() });
    const log = join(root(), "log");
    const program = `
      import { appendFileSync } from "node:fs";
      import { setTimeout as sleep } from "node:timers/promises";
      import { withLock } from ${JSON.stringify(lockModule)};
      const work = async () => { appendFileSync(${JSON.stringify(log)}, "in "); await sleep(100); appendFileSync(${JSON.stringify(log)}, "out "); };
      await withLock(${JSON.stringify(lock())}, work, { pollMs: 5 });`;
    const once = (): Promise<void> =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "inherit" });
        child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`ended with ${String(code)}`))));
      });
    await Promise.all([once(), once(), once()]);
    assert.equal(readFileSync(log, "utf8"), "in out in out in out ");
  });

  it("says, once, who is waited for", async () => {
    const { withLock } = await import("../../scripts/cache/lock.mjs");
    const said: string[] = [];
    const first = withLock(lock(), () => sleep(100));
    await withLock(lock(), () => Promise.resolve(), { pollMs: 5, say: (line) => said.push(line) });
    await first;
    assert.deepEqual(said, [`waiting for process ${process.pid} on ${hostname()}, which is at the same step`]);
  });

  it("takes over from an owner on another machine that has been silent for minutes, and not before", async () => {
    const { withLock } = await import("../../scripts/cache/lock.mjs");
    const file = leaveBehind({ pid: process.pid, host: "elsewhere" });
    let done = false;
    const waiting = withLock(lock(), () => Promise.resolve((done = true)), { pollMs: 5 });
    await sleep(50);
    assert.equal(done, false);
    const longAgo = new Date(Date.now() - 10 * 60_000);
    utimesSync(file, longAgo, longAgo);
    assert.equal(await waiting, true);
  });

  it("waits for what a dead owner's children still write", async () => {
    const { withLock } = await import("../../scripts/cache/lock.mjs");
    const orphan = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]);
    assert.ok(orphan.pid);
    leaveBehind({ pid: deadPid(), host: hostname(), children: [orphan.pid] });
    const said: string[] = [];
    const waiting = withLock(lock(), () => Promise.resolve(orphan.signalCode), {
      pollMs: 5,
      say: (line) => said.push(line),
    });
    await sleep(50);
    orphan.kill("SIGKILL");
    assert.equal(await waiting, "SIGKILL");
    assert.deepEqual(said, [`waiting for process ${orphan.pid}, left behind by an interrupted run`]);
  });

  it("is released when the work fails", async () => {
    const { withLock } = await import("../../scripts/cache/lock.mjs");
    await assert.rejects(
      withLock(lock(), () => Promise.reject(new Error("no luck"))),
      /no luck/,
    );
    assert.equal(existsSync(lock()), false);
  });
});
