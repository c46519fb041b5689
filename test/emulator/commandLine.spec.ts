import * as assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { startLocalSecretsManager } from "../../emulator";

const MAIN = ["-r", "ts-node/register/transpile-only", path.join(__dirname, "../../emulator/main.ts")];
/** What `npm run local` runs. */
const LOCAL = [path.join(__dirname, "../../scripts/local.mjs")];
const LINE =
  /^export AWS_ENDPOINT_URL_SECRETS_MANAGER=(\S+) AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_REGION=us-east-1 # .+\n$/;

describe("The emulator as a program", function () {
  this.timeout(20_000);

  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL"); // of a test that failed; the others have ended
  });
  const start = (args: readonly string[], program: readonly string[] = MAIN) => {
    const child = spawn(process.execPath, [...program, ...args]);
    children.push(child);
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
    return { child, output };
  };
  const exitCode = async (child: ChildProcess) => ((await once(child, "close")) as [number | null])[0];

  for (const args of [[], ["--port", "0"]]) {
    it(`prints one line to export with ${JSON.stringify(args)}, serves, and ends with Ctrl-C`, async () => {
      const { child, output } = start(args);
      await once(child.stdout, "data");
      const url = LINE.exec(output.stdout)?.[1] ?? "";
      assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/, output.stdout);
      assert.equal((await fetch(url, { method: "POST" })).status, 400);
      child.kill("SIGINT");
      assert.equal(await exitCode(child), 0);
      assert.equal(output.stderr, "");
    });
  }

  it("as npm run local takes a free port, prints the same one line and nothing else, and ends with Ctrl-C", async () => {
    const probe = await startLocalSecretsManager();
    await probe.stop();
    const { child, output } = start(["--port", String(probe.port)], LOCAL);
    await once(child.stdout, "data");
    assert.equal(LINE.exec(output.stdout)?.[1], `http://127.0.0.1:${probe.port}`, output.stdout);
    assert.equal((await fetch(probe.url, { method: "POST" })).status, 400);
    child.kill("SIGINT");
    assert.equal(await exitCode(child), 0);
    assert.match(output.stdout, LINE);
    assert.equal(output.stderr, "");
    await assert.rejects(fetch(probe.url, { method: "POST" }));
  });

  const refusals: [string[], RegExp][] = [
    [["--port", "abc"], /--port abc: .*0-65535/],
    [["--port=65536"], /--port 65536: .*0-65535/],
    [["--port"], /--port \(nothing\): .*0-65535/],
    [["--host", "x"], /--host: .*--port <0-65535>/],
  ];
  for (const [args, message] of refusals) {
    it(`refuses ${args.join(" ")} in one line`, async () => {
      const { child, output } = start(args);
      assert.equal(await exitCode(child), 1);
      assert.match(output.stderr, message);
      assert.equal(output.stderr.trim().split("\n").length, 1);
      assert.equal(output.stdout, "");
    });
  }

  it("says when the port is in use", async () => {
    const other = await startLocalSecretsManager();
    const { child, output } = start(["--port", String(other.port)]);
    assert.equal(await exitCode(child), 1);
    assert.match(output.stderr, new RegExp(`--port ${other.port}: another program uses this port`));
    await other.stop();
  });
});
