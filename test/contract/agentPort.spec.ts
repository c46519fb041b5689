import * as assert from "node:assert/strict";
import { chmodSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { RunningAgent } from "../support/agent";
import { LeakSentinel } from "../support/leakSentinel";
import { API_KEY, LocalRotation, publicPemOf, rsaKeyPem } from "../support/signer/localRotation";

const LIVE = rsaKeyPem();
const TOKEN = "0123456789abcdef0123456789abcdef";

describe("partner-keys agent: on a port", () => {
  let world: LocalRotation;
  let agent: RunningAgent;
  let port: number;
  let tokenFile: string;
  const sentinel = new LeakSentinel();
  for (const value of [LIVE, API_KEY, TOKEN]) sentinel.learn(value);

  beforeEach(async () => {
    world = await LocalRotation.start(LIVE);
    world.partner.upload(publicPemOf(LIVE));
    agent = new RunningAgent(world);
    port = await freePort();
    tokenFile = join(agent.folder, "token");
    writeFileSync(tokenFile, `${TOKEN}\n`, { mode: 0o600 });
  });
  afterEach(async () => {
    sentinel.watchText("stdout", agent.stdout);
    sentinel.watchText("stderr", agent.stderr);
    await agent.close();
    await world.stop();
  });
  after(() => sentinel.assertNothingLeaked());

  const start = async () => agent.start([], ["--port", String(port), "--token-file", tokenFile]);
  const ask = async (headers: Readonly<Record<string, string>>, call = "POST /v1/attempts") => {
    const [method = "", path = ""] = call.split(" ");
    const body = method === "POST" ? { url: `${world.partner.url}/v1` } : undefined;
    return agent.call(method, path, body, headers, port);
  };
  const authorization = `Bearer ${TOKEN}`;

  it("answers who knows the token, on loopback alone", async () => {
    assert.equal(await start(), null, agent.stderr);
    assert.equal((await ask({ authorization })).status, 200);
    assert.match(agent.stdout, new RegExp(`"type":"listening","port":${port}`));
    const other = createServer();
    // Taken by nobody but on loopback
    other.listen(port, "127.0.0.2");
    await once(other, "listening");
    other.close();
  });

  it("answers nobody else, whatever is called, and reads nothing", async () => {
    await start();
    for (const [headers, status] of [
      [{}, 401],
      [{ authorization: TOKEN }, 401],
      [{ authorization: `Bearer ${TOKEN}x` }, 401],
      [{ authorization: "Bearer " }, 401],
      [{ authorization, host: `elsewhere.example.com:${port}` }, 403],
      [{ authorization, origin: "https://page.example.com" }, 403],
    ] as const)
      for (const call of ["POST /v1/attempts", "GET /v1/health", "OPTIONS /v1/attempts", "GET /"])
        assert.equal((await ask(headers, call)).status, status, `${call} ${JSON.stringify(headers)}`);
    const reads = world.server.hooks.calls.filter(({ operation }) => operation === "GetSecretValue");
    assert.deepEqual(reads, []);
  });

  it("opens no port without a token that only this user and a group can read", async () => {
    for (const [what, spoil] of [
      ["of others", () => chmodSync(tokenFile, 0o604)],
      ["that a group can write", () => chmodSync(tokenFile, 0o620)],
      ["that is short", () => writeFileSync(tokenFile, TOKEN.slice(1))],
      ["of two lines", () => writeFileSync(tokenFile, `${TOKEN}\n${TOKEN}`)],
    ] as const) {
      writeFileSync(tokenFile, TOKEN);
      chmodSync(tokenFile, 0o600);
      spoil();
      assert.equal(await start(), 2, what);
      assert.match(agent.stderr, /^error: reading token file \S+: it .*\nhint: make one with umask 077/, what);
    }
    tokenFile = join(agent.folder, "none");
    assert.equal(await start(), 2);
    symlinkSync("token", tokenFile);
    assert.equal(await start(), 2);
  });

  it("names a port that is taken", async () => {
    const taken = createServer().listen(port, "127.0.0.1");
    await once(taken, "listening");
    assert.equal(await start(), 2);
    assert.match(
      agent.stderr,
      /^error: listening at port \d+ of 127.0.0.1: the system refuses it \(EADDRINUSE\)\nhint: /,
    );
    taken.close();
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
