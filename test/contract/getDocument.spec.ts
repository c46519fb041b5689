import * as assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getDocument } from "../../resources/aws/getDocument";
import { readSettings } from "../../resources/aws/settings/readSettings";
import { HOST, ProxiedAws } from "../support/proxiedAws";

const DOCUMENT = '{"keys":[]}';
const LONG = "x".repeat(64 * 1024);

/** By path. */
const ANSWERS: Readonly<Record<string, RequestListener>> = {
  "/jwks.json?v=1": (_request, response) => response.end(DOCUMENT),
  "/missing": (_request, response) => response.writeHead(404).end("nothing here"),
  "/moved": (_request, response) => response.writeHead(302, { location: "/jwks.json?v=1" }).end(),
  "/long": (_request, response) => response.end(LONG),
  "/longer": (_request, response) => response.end(`${LONG}x`),
  "/silent": () => undefined,
  "/drips": (_request, response) => {
    response.write("{");
    const timer = setInterval(() => response.write(" "), 100);
    response.on("close", () => clearInterval(timer));
  },
  "/breaks": (_request, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("{", () => response.destroy());
  },
};

describe("a GET of a public document", function () {
  this.timeout(60_000);
  let server: Server;
  let way: ProxiedAws;
  let origin: string;
  let folder: string;
  const asked: string[] = [];

  before(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${Object.keys(request.headers).sort().join()}`);
      ANSWERS[request.url ?? ""]?.(request, response);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    origin = `http://127.0.0.1:${port}`;
    folder = mkdtempSync(join(tmpdir(), "get-document-"));
    way = await ProxiedAws.start(port, folder);
  });
  beforeEach(() => asked.splice(0));
  after(async () => {
    way.stop();
    server.closeAllConnections();
    server.close();
    await once(server, "close");
    rmSync(folder, { recursive: true });
  });

  const noProfile = { AWS_CONFIG_FILE: "/no/config", AWS_SHARED_CREDENTIALS_FILE: "/no/credentials" };
  const get = (url: string, config: Readonly<Record<string, unknown>> = {}) =>
    getDocument(
      url,
      readSettings((key) => config[key]).settings,
      (name) => (noProfile as Readonly<Record<string, string>>)[name],
    );

  const ROWS: readonly (readonly [path: string, got: object])[] = [
    ["/jwks.json?v=1", { status: 200, body: DOCUMENT }],
    ["/missing", { status: 404, body: "nothing here" }],
    ["/moved", { status: 302, body: "" }],
    ["/long", { status: 200, body: LONG }],
    ["/longer", { problem: "answered more than 64 kB" }],
    ["/silent", { problem: "did not answer within 5 seconds" }],
    ["/drips", { problem: "did not answer within 5 seconds" }],
    ["/breaks", { problem: "could not be reached (ECONNRESET)" }],
  ];
  for (const [path, got] of ROWS)
    it(`of ${path}`, async () => {
      assert.deepEqual(await get(origin + path), got);
      assert.deepEqual(asked, [`GET ${path} accept,connection,host`], "one request, which sends nothing of ours");
    });

  it("of a port where nobody listens", async () => {
    const nobody = createServer().listen(0, "127.0.0.1");
    await once(nobody, "listening");
    const { port } = nobody.address() as AddressInfo;
    nobody.close();
    await once(nobody, "close");
    assert.deepEqual(await get(`http://127.0.0.1:${port}`), { problem: "could not be reached (ECONNREFUSED)" });
  });

  it("goes by the proxy and trusts the CA bundle of the way to AWS", async () => {
    const config = { "aws:httpsProxy": way.url, "aws:customCaBundle": way.ca };
    assert.deepEqual(await get(`https://${HOST}/jwks.json?v=1`, config), { status: 200, body: DOCUMENT });
    assert.deepEqual(way.asked.splice(0), [`${HOST}:443`]);
  });

  it("does not trust a certificate of its own without that", async () => {
    const got = await get(`https://${HOST}/jwks.json?v=1`, { "aws:httpsProxy": way.url });
    assert.deepEqual(got, { problem: "could not be reached (DEPTH_ZERO_SELF_SIGNED_CERT)" });
  });

  it("names no password of the proxy", async () => {
    const config = { "aws:httpsProxy": way.url.replace("me:", "you:"), "aws:customCaBundle": way.ca };
    assert.deepEqual(await get(`https://${HOST}/jwks.json`, config), { status: 407, body: "" });
  });
});
