import * as assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { startLocalSecretsManager } from "../../emulator";

const MAIN = path.join(__dirname, "../../emulator/main.ts");

describe("The emulator as a program", function () {
  this.timeout(20_000);

  const start = (...args: string[]) => {
    const child = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", MAIN, ...args]);
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
    return { child, output };
  };
  const exitCode = async (child: ChildProcess) => ((await once(child, "close")) as [number | null])[0];

  for (const args of [[], ["--port", "0"]]) {
    it(`prints one line to export with ${JSON.stringify(args)}, serves, and ends with Ctrl-C`, async () => {
      const { child, output } = start(...args);
      await once(child.stdout, "data");
      const line =
        /^export AWS_ENDPOINT_URL_SECRETS_MANAGER=(\S+) AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_REGION=us-east-1 # .+\n$/;
      const url = line.exec(output.stdout)?.[1] ?? "";
      assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/, output.stdout);
      assert.equal((await fetch(url, { method: "POST" })).status, 400);
      child.kill("SIGINT");
      assert.equal(await exitCode(child), 0);
      assert.equal(output.stderr, "");
    });
  }

  const refusals: [string[], RegExp][] = [
    [["--port", "abc"], /--port abc: .*0-65535/],
    [["--port=65536"], /--port 65536: .*0-65535/],
    [["--port"], /--port \(nothing\): .*0-65535/],
    [["--host", "x"], /--host: .*--port <0-65535>/],
  ];
  for (const [args, message] of refusals) {
    it(`refuses ${args.join(" ")} in one line`, async () => {
      const { child, output } = start(...args);
      assert.equal(await exitCode(child), 1);
      assert.match(output.stderr, message);
      assert.equal(output.stderr.trim().split("\n").length, 1);
      assert.equal(output.stdout, "");
    });
  }

  it("says when the port is in use", async () => {
    const other = await startLocalSecretsManager();
    const { child, output } = start("--port", String(other.port));
    assert.equal(await exitCode(child), 1);
    assert.match(output.stderr, new RegExp(`--port ${other.port}: another program uses this port`));
    await other.stop();
  });
});
