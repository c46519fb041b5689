import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { REPOSITORY } from "../../workbench/repository";
import { RunningAgent } from "../support/agent";
import { LeakSentinel } from "../support/leakSentinel";
import { AUDITOR } from "../support/partnerKeys";
import { API_KEY, LocalRotation, publicPemOf, rsaKeyPem } from "../support/signer/localRotation";

const [LIVE, PENDING] = [rsaKeyPem(), rsaKeyPem()];
const CLIENT = join(REPOSITORY, "examples", "agent");

/** A service in Python: as many requests as asked for, one after the other, each printed. */
const SERVICE = `
import sys, urllib.request, urllib.error
sys.path.insert(0, sys.argv[1])
import client
path, url, times = sys.argv[2], sys.argv[3], int(sys.argv[4])
def send(signed):
    asked = urllib.request.Request(url, data=b"{}", headers=signed["headers"], method="POST")
    try:
        with urllib.request.urlopen(asked) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read()
for _ in range(times):
    status, body = client.request(path, send, url=url, body="{}")
    print(status, body.decode())
`;

describe("partner-keys agent", () => {
  let world: LocalRotation;
  let agent: RunningAgent;
  const sentinel = new LeakSentinel();
  for (const value of [LIVE, PENDING, API_KEY]) sentinel.learn(value);

  beforeEach(async () => {
    world = await LocalRotation.start(LIVE);
    world.partner.upload(publicPemOf(LIVE));
    agent = new RunningAgent(world);
  });
  afterEach(async () => {
    sentinel.watchText("stdout", agent.stdout);
    sentinel.watchText("stderr", agent.stderr);
    await agent.close();
    await world.stop();
  });
  after(() => sentinel.assertNothingLeaked());

  const begin = () => agent.call("POST", "/v1/attempts", { url: `${world.partner.url}/v1`, body: "{}" });
  const tell = (id: unknown, verdict: string) => agent.call("POST", `/v1/attempts/${String(id)}`, { verdict });
  const events = () =>
    agent.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  const python = async (times: number) => {
    const args = ["-c", SERVICE, CLIENT, agent.socket, `${world.partner.url}/v1`, String(times)];
    return (await promisify(execFile)("python3", args)).stdout.trim().split("\n");
  };

  it("takes a service in Python through a rotation of a partner with one slot", async () => {
    assert.equal(await agent.start(), null, agent.stderr);
    assert.deepEqual(await python(1), ['200 {"result":"done"}']);
    await world.stage(PENDING);
    world.partner.upload(publicPemOf(PENDING));
    assert.deepEqual(await python(3), Array(3).fill('200 {"result":"done"}'));
    assert.equal(world.partner.refused, 1, "the next request starts with the key that was taken");
    const [started, listening, switched] = events();
    assert.deepEqual(
      [started?.["command"], started?.["account"], started?.["region"]],
      ["agent", "123456789012", "us-east-1"],
    );
    assert.deepEqual([listening?.["type"], switched?.["type"]], ["listening", "switched"]);
  });

  it("gives another key only after a refusal, and ends when every key is refused", async () => {
    await world.stage(PENDING);
    await agent.start();
    const first = await begin();
    assert.deepEqual([first.status, first.body["protocol"], first.body["stage"]], [200, 1, "AWSCURRENT"]);
    const second = await tell(first.body["id"], "refused");
    assert.deepEqual([second.body["done"], second.body["stage"]], [false, "AWSPENDING"]);
    assert.notEqual(second.body["fingerprint"], first.body["fingerprint"]);
    assert.deepEqual((await tell(second.body["id"], "refused")).body, { protocol: 1, done: true, verdict: "refused" });
    assert.equal((await tell(second.body["id"], "accepted")).status, 404);
    const other = await begin();
    assert.deepEqual((await tell(other.body["id"], "unclear")).body, { protocol: 1, done: true, verdict: "unclear" });
  });

  it("tells its health: the key, its age, the last read, what is open; and nothing of a value", async () => {
    await agent.start();
    const before = await agent.call("GET", "/v1/health");
    assert.deepEqual(before.body, {
      protocol: 1,
      hasKey: false,
      versionId: null,
      keyAgeSeconds: null,
      lastReadAt: null,
      open: 0,
    });
    const { body } = await begin();
    const health = await agent.call("GET", "/v1/health");
    assert.deepEqual(
      [health.body["hasKey"], health.body["versionId"], health.body["open"]],
      [true, body["versionId"], 1],
    );
    assert.ok(Number.isInteger(health.body["keyAgeSeconds"]) && typeof health.body["lastReadAt"] === "string");
    sentinel.watchText("health", JSON.stringify(health.body));
  });

  it("refuses what it should not sign, and no refusal reads a key", async () => {
    await agent.start();
    const url = `${world.partner.url}/v1`;
    const long = "x".repeat(1_600_000);
    for (const [body, headers, status, code] of [
      [{ url: "https://elsewhere.example.com/" }, {}, 400, "ERR_INVALID_INPUT"],
      [{ url, bodySha256: "00".repeat(32) }, {}, 400, "ERR_INVALID_INPUT"],
      [{ url, body: "a", bodyBase64: "YQ==" }, {}, 400, "ERR_INVALID_INPUT"],
      [{ url, bodyBase64: "not base64!" }, {}, 400, "ERR_INVALID_INPUT"],
      [{ body: "a" }, {}, 400, "ERR_INVALID_INPUT"],
      ["{", {}, 400, "ERR_INVALID_INPUT"],
      ["[]", {}, 400, "ERR_INVALID_INPUT"],
      [{ url, body: long }, {}, 413, "ERR_TOO_LARGE"],
      [{ url }, { origin: "https://page.example.com" }, 403, "ERR_FORBIDDEN"],
    ] as const) {
      const answer = await agent.call("POST", "/v1/attempts", body, headers);
      const what = JSON.stringify(body).slice(0, 60);
      assert.deepEqual([answer.status, (answer.body["error"] as { code: string }).code], [status, code], what);
    }
    assert.equal((await agent.call("POST", "/v1/sign", { digest: "x" })).status, 404);
    assert.equal((await agent.call("OPTIONS", "/v1/attempts")).status, 404);
    assert.equal((await tell("00000000-0000-0000-0000-000000000000", "accepted")).status, 404);
    assert.equal((await agent.call("GET", "/v1/health")).body["open"], 0);
    assert.deepEqual(
      world.server.hooks.calls.filter(({ operation }) => operation === "GetSecretValue"),
      [],
    );
  });

  it("signs for 1,000 callers at once, from one read", async () => {
    await agent.start();
    const begun = await Promise.all(Array.from({ length: 1_000 }, begin));
    assert.equal(new Set(begun.map(({ body }) => body["id"])).size, 1_000);
    assert.equal((await agent.call("GET", "/v1/health")).body["open"], 1_000);
    const ended = await Promise.all(begun.map(({ body }) => tell(body["id"], "accepted")));
    assert.ok(ended.every(({ body }) => body["done"] === true));
    assert.equal((await agent.call("GET", "/v1/health")).body["open"], 0);
    const reads = world.server.hooks.calls.filter(
      ({ operation, accessKeyId }) => operation === "GetSecretValue" && accessKeyId === AUDITOR,
    );
    assert.equal(reads.length, 2);
  });

  it("loses trials to a caller that lies, and nothing else", async () => {
    await world.stage(PENDING);
    await agent.start();
    for (let i = 0; i < 30; i++) {
      let next = await begin();
      let attempts = 1;
      for (; next.body["done"] === false; attempts++) next = await tell(next.body["id"], "refused");
      assert.ok(attempts <= 4, "three signatures and the end");
    }
    const reads = world.server.hooks.calls.filter(
      ({ accessKeyId, operation }) => accessKeyId === AUDITOR && operation === "GetSecretValue",
    );
    assert.ok(reads.length <= 50, `${reads.length} reads`);
    assert.deepEqual(await python(1), ['200 {"result":"done"}'], "an honest caller goes on");
  });

  it("killed between the two calls: the caller has its answer, and the next agent takes the dead socket over", async () => {
    await agent.start();
    const { body } = await begin();
    await agent.end("SIGKILL");
    assert.ok(existsSync(agent.socket), "a killed process leaves its socket behind");
    await assert.rejects(tell(body["id"], "accepted"), { code: "ECONNREFUSED" });
    assert.equal(await agent.start(), null, agent.stderr);
    assert.equal((await tell(body["id"], "accepted")).status, 404);
    assert.deepEqual(await python(1), ['200 {"result":"done"}']);
  });

  it("makes the socket for its user alone, in a directory for its user alone, and takes it away at its end", async () => {
    await agent.start();
    assert.deepEqual(
      [statSync(agent.socket).mode & 0o777, statSync(dirname(agent.socket)).mode & 0o777],
      [0o600, 0o700],
    );
    await agent.end();
    assert.ok(!existsSync(agent.socket));
    assert.equal(events().at(-1)?.["type"], "stopped");
  });

  it("opens it to a group that is named, and to nobody else", async () => {
    const { stdout: name } = await promisify(execFile)("id", ["-gn"]);
    assert.equal(await agent.start(["--group", name.trim()]), null, agent.stderr);
    assert.deepEqual(
      [statSync(agent.socket).mode & 0o777, statSync(dirname(agent.socket)).mode & 0o7777],
      [0o660, 0o2750],
    );
    assert.equal(statSync(agent.socket).gid, process.getgid?.());
  });

  it("leaves alone what is not a dead socket of its own", async () => {
    const folder = dirname(agent.socket);
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(agent.socket, "somebody's file");
    assert.equal(await agent.start(), 2);
    assert.match(agent.stderr, /^error: making socket \S+: there is something that is no socket of this user\nhint: /);
    assert.ok(statSync(agent.socket).isFile());

    const other = join(folder, "other.sock");
    const server = createServer().listen(other);
    await once(server, "listening");
    assert.equal(await agent.start([], ["--socket", other]), 2);
    assert.match(agent.stderr, /: another process listens there\n/);
    assert.ok(existsSync(other));
    server.close();

    chmodSync(folder, 0o777);
    assert.equal(await agent.start([], ["--socket", join(folder, "third.sock")]), 2);
    assert.match(agent.stderr, /is no directory that belongs to this user and that nobody else can write to\n/);
    assert.equal(await agent.start([], ["--socket", "/tmp/agent-of-everybody.sock"]), 2);
    assert.equal(await agent.start(["--group", "no-such-group-here"]), 2);
  });
});
