import * as assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { gzipSync } from "node:zlib";
import { RunningAgent } from "../support/agent";
import { LeakSentinel } from "../support/leakSentinel";
import { API_KEY, LocalRotation, publicPemOf, rsaKeyPem } from "../support/signer/localRotation";

const [LIVE, PENDING] = [rsaKeyPem(), rsaKeyPem()];

describe("partner-keys agent: the call that forwards", () => {
  let world: LocalRotation;
  let agent: RunningAgent;
  let other: Server | undefined;
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
    other?.close();
    await world.stop();
  });
  after(() => sentinel.assertNothingLeaked());

  const order = (fields: object = {}) => ({ url: `${world.partner.url}/v1`, method: "POST", body: "{}", ...fields });
  const forward = async (fields: object) => agent.call("POST", "/v1/fetch", fields);
  const codeOf = (body: Readonly<Record<string, unknown>>) => (body["error"] as { code: string } | undefined)?.code;

  it("is there only for who asks for it", async () => {
    await agent.start();
    const { status, body } = await forward(order());
    assert.deepEqual([status, codeOf(body)], [404, "ERR_NO_SUCH_CALL"]);
  });

  it("takes a request through a rotation of a partner with one slot, in one call", async () => {
    await agent.start(["--forward"]);
    const first = await forward(order({ headers: { "x-request-id": "1" } }));
    assert.deepEqual([first.status, first.body["protocol"], first.body["status"]], [200, 1, 200]);
    assert.equal(Buffer.from(String(first.body["bodyBase64"]), "base64").toString(), '{"result":"done"}');
    await world.stage(PENDING);
    world.partner.upload(publicPemOf(PENDING));
    assert.equal((await forward(order({ headers: { "x-request-id": "2" } }))).body["status"], 200);
    assert.deepEqual(
      [...world.partner.executions],
      [
        ["1", 1],
        ["2", 1],
      ],
    );
    assert.equal(world.partner.refused, 1);
    sentinel.watchText("answer", JSON.stringify(first.body));
  });

  it("forwards to its origin alone, and lets nobody name a host or a connection", async () => {
    await agent.start(["--forward"]);
    for (const fields of [
      { url: "https://elsewhere.example.com/" },
      { url: world.partner.url.replace("127.0.0.1", "localhost") },
      { url: world.partner.url.replace("//", "//user:word@") },
      { headers: { host: "elsewhere.example.com" } },
      { headers: { "Transfer-Encoding": "chunked" } },
      { headers: { "x-a": "line\r\nx-b: line" } },
      { method: "get it" },
    ]) {
      const { status, body } = await forward(order(fields));
      assert.deepEqual([status, codeOf(body)], [400, "ERR_INVALID_INPUT"], JSON.stringify(fields));
    }
    assert.equal(world.partner.executions.size, 0);
    assert.deepEqual(
      world.server.hooks.calls.filter(({ operation }) => operation === "GetSecretValue"),
      [],
    );
  });

  it("hands a redirect on, and does not follow it", async () => {
    await agent.start(["--forward"]);
    let followed = 0;
    other = createServer((_, response) => void (followed++, response.end())).listen(0, "127.0.0.1");
    await once(other, "listening");
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    world.partner.mood = { redirectsTo: elsewhere };
    const { status, body } = await forward(order());
    assert.equal(status, 200);
    assert.ok(Number(body["status"]) >= 300 && Number(body["status"]) < 400);
    assert.equal((body["headers"] as { location: string }).location, elsewhere);
    assert.equal(followed, 0);
  });

  it("after a broken connection nobody knows, and nothing is sent again", async () => {
    await agent.start(["--forward"]);
    world.partner.mood = "loses the answer";
    const { status, body } = await forward(order({ headers: { "x-request-id": "1" } }));
    assert.deepEqual([status, codeOf(body)], [502, "ERR_PARTNER_UNREACHABLE"]);
    assert.deepEqual([...world.partner.executions], [["1", 1]]);
    assert.equal((await agent.call("GET", "/v1/health")).body["open"], 0);
  });

  it("hands on an answer of 1 MB at most, as it is unpacked", async () => {
    const sizes = [1_000_000, 1_000_001, 200_000_000];
    other = createServer(({ url = "" }, response) => {
      const body = gzipSync(Buffer.alloc(sizes[Number(url.slice(1))] ?? 0));
      response.writeHead(200, { "content-encoding": "gzip" }).end(body);
    }).listen(0, "127.0.0.1");
    await once(other, "listening");
    const origin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    await agent.start(["--forward", "--origin", origin]);
    const whole = await forward({ url: `${origin}/0` });
    assert.equal(Buffer.from(String(whole.body["bodyBase64"]), "base64").length, 1_000_000);
    assert.equal((whole.body["headers"] as object as { "content-encoding"?: string })["content-encoding"], undefined);
    for (const path of ["1", "2"]) {
      const { status, body } = await forward({ url: `${origin}/${path}` });
      assert.deepEqual([status, codeOf(body)], [502, "ERR_TOO_LARGE"]);
    }
  });
});
