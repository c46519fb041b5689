import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalSecretsManager } from "../../emulator";
import { handoffOutput } from "../support/handoffs";
import { NPM_INSTALL, pack, runIn } from "../support/installed";
import { LeakSentinel } from "../support/leakSentinel";
import { ListedSecrets } from "../support/listedSecrets";
import { auditorsEnvironment } from "../support/partnerKeys";
import { row } from "../support/row";
import { API_KEY, LocalRotation, publicPemOf, rsaKeyPem } from "../support/signer/localRotation";
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
  const sentinel = new LeakSentinel();
  after(() => {
    rmSync(folder, { recursive: true, force: true });
    sentinel.assertNothingLeaked();
  });

  async function npx(args: readonly string[], env: Readonly<Record<string, string>>, stdin = ""): Promise<string> {
    const all = { ...env, HOME: folder, NODE_OPTIONS: `--require ${meter}` };
    const child = spawn("npx", ["--no-install", "partner-keys", ...args], { cwd: project, env: all });
    child.stdin.end(stdin);
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const code = await new Promise((resolve) => child.on("close", resolve));
    assert.equal(code, 0, stderr);
    sentinel.watchText(`stdout of ${args.join(" ")}`, stdout);
    sentinel.watchText(`stderr of ${args.join(" ")}`, stderr);
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

  /** A pending key that the partner has, and the first one, which it has no longer. */
  async function rotation(): Promise<LocalRotation> {
    const [live, pending] = [rsaKeyPem(), rsaKeyPem()];
    for (const value of [live, pending, API_KEY]) sentinel.learn(value);
    const world = await LocalRotation.start(live);
    await world.stage(pending);
    world.partner.upload(publicPemOf(pending));
    return world;
  }
  const arnsOf = ({ privateKeySecretArn, apiKeySecretArn }: LocalRotation) => [
    ...["--private-key-secret-arn", privateKeySecretArn],
    ...["--api-key-secret-arn", apiKeySecretArn],
  ];

  row("has its version, and asks a partner whether it takes the pending key", ["package: probe"], async () => {
    const { version } = JSON.parse(
      readFileSync(join(project, "node_modules", "pulumi-partner-keys", "package.json"), "utf8"),
    ) as { readonly version: string };
    assert.equal(await npx(["--version"], auditorsEnvironment("http://127.0.0.1:9")), `partner-keys ${version}\n`);
    const world = await rotation();
    const args = ["probe", ...arnsOf(world), "--partner", "qredo", "--url", `${world.partner.url}/v1`, "--json"];
    const told = JSON.parse(await npx(args, auditorsEnvironment(world.server.url))) as { readonly verdict: string };
    await world.stop();
    assert.equal(told.verdict, "one-slot");
  });

  row("makes a page of what a stack told, from stdin", ["package: handoff"], async () => {
    const outputs = JSON.stringify({ handoffData: handoffOutput() });
    const page = await npx(["handoff", "--stack-outputs", "-"], auditorsEnvironment("http://127.0.0.1:9"), outputs);
    assert.match(page, /^<!doctype html>\n[^]*<\/html>\n$/);
  });

  row("runs the agent until it is asked to end", ["package: agent"], async () => {
    assert.match(await npx(["agent", "--help"], auditorsEnvironment("http://127.0.0.1:9")), /^partner-keys agent /);
    const world = await rotation();
    const socket = join(folder, "run", "agent.sock");
    const args = ["agent", ...arnsOf(world), "--origin", world.partner.url, "--socket", socket];
    const child = spawn(join(project, "node_modules", ".bin", "partner-keys"), args, {
      env: auditorsEnvironment(world.server.url),
    });
    let told = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (told += text));
    const ended = once(child, "close");
    while (!told.includes('"listening"') && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill("SIGTERM");
    const [code] = (await ended) as [number | null];
    await world.stop();
    sentinel.watchText("the agent", told);
    assert.equal(code, 0, told);
    const types = told
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { readonly type: string }).type);
    assert.deepEqual(types, ["started", "listening", "stopped"]);
    assert.ok(!existsSync(socket));
  });

  row("lists an account of 10,000 keys, page by page", ["package: partner-keys"], async () => {
    const stub = await stubbedSecretsManager(accountOf(10_000));
    const told = JSON.parse(await npx(["status", "--json"], auditorsEnvironment(stub.url))) as Document;
    await stub.stop();
    assert.deepEqual([told.isComplete, told.counts.keys, told.keys.length], [true, 10_000, 10_000]);
    assert.equal(stub.asked.filter((operation) => operation === "ListSecrets").length, 100);
  });
});
