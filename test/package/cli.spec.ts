import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalSecretsManager } from "../../emulator";
import { NPM_INSTALL, pack, runIn } from "../support/installed";
import { ListedSecrets } from "../support/listedSecrets";
import { auditorsEnvironment } from "../support/partnerKeys";
import { row } from "../support/row";
import { accountOf, stubbedSecretsManager } from "../support/stubbedSecretsManager";

/** Prints what the process took, when it ends: numbers for people, of which nothing is asserted. */
const METER = `process.addListener("exit", () => console.error(
  "      " + (process.uptime()).toFixed(1) + " s, at most " + (process.resourceUsage().maxRSS / 1024).toFixed(0) + " MB"));`;

interface Document {
  readonly isComplete: boolean;
  readonly counts: { readonly keys: number };
  readonly keys: readonly { readonly name: string }[];
}

describe("package: partner-keys where the package is installed and Pulumi is not", () => {
  const folder = mkdtempSync(join(tmpdir(), "partner-keys-cli-"));
  const project = join(folder, "project");
  const meter = join(folder, "meter.cjs");

  before(() => {
    mkdirSync(project);
    writeFileSync(join(project, "package.json"), JSON.stringify({ name: "auditor", private: true }));
    writeFileSync(meter, METER);
    runIn(project, ...NPM_INSTALL, pack().tarball);
    assert.ok(!readdirSync(join(project, "node_modules")).includes("@pulumi"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function npx(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
    const all = { ...env, HOME: folder, NODE_OPTIONS: `--require ${meter}` };
    const child = spawn("npx", ["--no-install", "partner-keys", ...args], { cwd: project, env: all });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const code = await new Promise((resolve) => child.on("close", resolve));
    assert.equal(code, 0, stderr);
    // npx is a process of node too, and ends last
    console.log(stderr.split("\n")[0]);
    return stdout;
  }

  row("runs by npx, and lists 2,000 keys of the local Secrets Manager", ["package: partner-keys"], async () => {
    assert.match(await npx(["help"], auditorsEnvironment("http://127.0.0.1:9")), /^partner-keys: /);
    const server = await startLocalSecretsManager();
    const secrets = new ListedSecrets(server);
    for (let i = 0; i < 2_000; i++) await secrets.apiKey(`acme/key-${i}`);
    const told = JSON.parse(await npx(["status", "--json"], auditorsEnvironment(server.url))) as Document;
    secrets.close();
    await server.stop();
    assert.deepEqual([told.isComplete, told.counts.keys], [true, 2_000]);
    assert.equal(new Set(told.keys.map(({ name }) => name)).size, 2_000);
  });

  row("lists an account of 10,000 keys, page by page", ["package: partner-keys"], async () => {
    const stub = await stubbedSecretsManager(accountOf(10_000));
    const told = JSON.parse(await npx(["status", "--json"], auditorsEnvironment(stub.url))) as Document;
    await stub.stop();
    assert.deepEqual([told.isComplete, told.counts.keys, told.keys.length], [true, 10_000, 10_000]);
    assert.equal(stub.asked.filter((operation) => operation === "ListSecrets").length, 100);
  });
});
