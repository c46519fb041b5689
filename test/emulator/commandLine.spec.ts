import * as assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { devNull } from "node:os";
import * as path from "node:path";
import { startLocalSecretsManager } from "../../emulator";
import { readPort } from "../../emulator/portArgument";
import { toolchain } from "../../workbench/toolchain";

/** What `npm run local` runs. */
const LOCAL = path.join(__dirname, "../../scripts/local.mjs");
const READY = "local Secrets Manager is ready, Ctrl-C ends it; paste this line into another shell:\n";

describe("The emulator as a program", function () {
  this.timeout(60_000);

  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL"); // of a test that failed; the others have ended
  });
  const start = (args: readonly string[]) => {
    const child = spawn(process.execPath, [LOCAL, ...args]);
    children.push(child);
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
    return { child, output };
  };
  const exitCode = async (child: ChildProcess) => ((await once(child, "close")) as [number | null])[0];
  /** The environment of a shell into which the line was pasted, and what `pulumi` is there. */
  const pastedInto = (line: string, before: Readonly<Record<string, string>>) => {
    const script = `${line} && env && echo pulumi=$(command -v pulumi)`;
    const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], ...before };
    const text = execFileSync("bash", ["--noprofile", "--norc", "-c", script], { env, encoding: "utf8" });
    const variables = text.split("\n").map((each) => /^(\w+)=(.*)$/.exec(each)?.slice(1) ?? [""]);
    return Object.fromEntries(variables) as Record<string, string | undefined>;
  };

  it("prints one line to paste, serves at the port that was given, and ends with Ctrl-C", async () => {
    const probe = await startLocalSecretsManager();
    await probe.stop();
    const { child, output } = start(["--port", String(probe.port)]);
    await once(child.stdout, "data");
    assert.equal(output.stdout.trim().split("\n").length, 1);
    const work = { AWS_PROFILE: "work", AWS_SESSION_TOKEN: "of a real account", AWS_CONFIG_FILE: "/home/me/config" };
    const shell = pastedInto(output.stdout.trim(), work);
    assert.equal(shell["AWS_ENDPOINT_URL_SECRETS_MANAGER"], probe.url);
    assert.equal(shell["AWS_ENDPOINT_URL_STS"], probe.url);
    assert.deepEqual([shell["AWS_PROFILE"], shell["AWS_SESSION_TOKEN"]], [undefined, undefined]);
    assert.deepEqual([shell["AWS_CONFIG_FILE"], shell["AWS_SHARED_CREDENTIALS_FILE"]], [devNull, devNull]);
    assert.deepEqual([shell["AWS_REGION"], shell["AWS_DEFAULT_REGION"]], ["us-east-1", "us-east-1"]);
    const { pulumiBinDir } = await toolchain();
    assert.equal(shell["pulumi"], path.join(pulumiBinDir(), "pulumi"));
    const backend = String(shell["PULUMI_BACKEND_URL"]).replace("file://", "");
    assert.ok(existsSync(backend), backend);

    assert.equal((await fetch(probe.url, { method: "POST" })).status, 400);
    child.kill("SIGINT");
    assert.equal(await exitCode(child), 0);
    assert.equal(output.stderr, READY);
    await assert.rejects(fetch(probe.url, { method: "POST" }));
    assert.ok(!existsSync(backend), "state of secrets that are gone");
  });

  it("leaves nothing behind when its terminal is closed either", async () => {
    const { child, output } = start([]);
    await once(child.stdout, "data");
    const [, backend = ""] = /PULUMI_BACKEND_URL=file:\/\/(\S+)/.exec(output.stdout) ?? [];
    assert.ok(existsSync(backend), backend);
    child.kill("SIGHUP");
    assert.equal(await exitCode(child), 0);
    assert.ok(!existsSync(backend), "state of secrets that are gone");
  });

  it("takes any free port without an argument", () => assert.deepEqual(readPort([]), { port: 0 }));

  const refusals: [string[], RegExp][] = [
    [["--port", "abc"], /^--port abc: .*0-65535/],
    [["--port=65536"], /^--port 65536: .*0-65535/],
    [["--port"], /--port .*argument missing; .*0-65535/],
    [["--host", "x"], /'--host'; .*--port <0-65535>/],
  ];
  for (const [args, message] of refusals) {
    it(`refuses ${args.join(" ")} in one line`, () => {
      const argument = readPort(args);
      assert.ok("problem" in argument);
      assert.match(argument.problem, message);
    });
  }

  it("says when the port is in use", async () => {
    const other = await startLocalSecretsManager();
    const { child, output } = start(["--port", String(other.port)]);
    assert.equal(await exitCode(child), 1);
    assert.match(output.stderr, new RegExp(`^starting .*: --port ${other.port}: another program uses this port.*\\n$`));
    assert.equal(output.stdout, "");
    await other.stop();
  });
});
