import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";

describe("engine: an interruption of what a person runs by hand", () => {
  let temporary: string;
  beforeEach(() => (temporary = mkdtempSync(join(tmpdir(), "interrupted-"))));
  afterEach(() => rmSync(temporary, { recursive: true }));

  const rows: readonly [what: string, args: readonly string[], begun: RegExp, signal: NodeJS.Signals][] = [
    ["the demo, by Ctrl-C", ["demo/index.ts"], /^\[1\/14\]/m, "SIGINT"],
    ["the demo, by a terminal that is closed", ["demo/index.ts"], /^\[1\/14\]/m, "SIGHUP"],
    ["the bench of the signer, by Ctrl-C", ["bench/main.ts", "--signer"], /^a rotation/m, "SIGINT"],
    ["the bench of the signer, by a service manager", ["bench/main.ts", "--signer"], /^a rotation/m, "SIGTERM"],
    ["the bench of keys, by a terminal that is closed", ["bench/main.ts"], /^key rate/m, "SIGHUP"],
  ];
  for (const [what, args, begun, signal] of rows) {
    it(`ends ${what}, as a failure that leaves nothing`, async () => {
      const env = { ...process.env, TMPDIR: temporary, DISABLE_V8_COMPILE_CACHE: "1" }; // of ts-node
      const node = ["-r", "ts-node/register/transpile-only", ...args];
      const child = spawn(process.execPath, node, { cwd: REPOSITORY, env });
      let said = "";
      child.stderr.on("data", (text: Buffer) => (said += text.toString()));
      child.stdout.on("data", (text: Buffer) => {
        if (begun.test(text.toString())) child.kill(signal);
      });
      const ended = await once(child, "close");
      assert.deepEqual(ended, [1, null], said);
      assert.match(said, /interrupted, everything is stopped and removed/);
      assert.deepEqual(readdirSync(temporary), []);
    });
  }
});
