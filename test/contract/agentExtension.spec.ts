import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";
import { RunningAgent } from "../support/agent";
import { auditorsEnvironment, bundledCommand } from "../support/partnerKeys";
import { LocalRotation, publicPemOf, rsaKeyPem } from "../support/signer/localRotation";

const EXAMPLE = join(REPOSITORY, "examples", "agent", "lambdaExtension.cjs");

/** In the place of Lambda's Extensions API: answers a registration, and the next event when a test says so. */
class ExtensionsApi {
  readonly registered: unknown[] = [];
  private next: ((response: ServerResponse) => void) | undefined;
  /** Once the extension asks for its next event, which lets the function begin. */
  readonly ready = new Promise<ServerResponse>((resolve) => (this.next = resolve));
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method, url, headers } = request;
      if (url === "/2020-01-01/extension/register") {
        this.registered.push([method, headers["lambda-extension-name"], JSON.parse(Buffer.concat(chunks).toString())]);
        response.writeHead(200, { "lambda-extension-identifier": "the-id" }).end("{}");
      } else if (method === "GET" && url === "/2020-01-01/extension/event/next") {
        if (headers["lambda-extension-identifier"] === "the-id") this.next?.(response);
        else response.writeHead(403).end();
      } else response.writeHead(404).end();
    });
  });

  async listen(): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

describe("partner-keys agent: as an extension of Lambda", () => {
  let world: LocalRotation;
  let agent: RunningAgent;
  let api: ExtensionsApi;
  beforeEach(async () => {
    const live = rsaKeyPem();
    world = await LocalRotation.start(live);
    world.partner.upload(publicPemOf(live));
    agent = new RunningAgent(world);
    api = new ExtensionsApi();
  });
  afterEach(async () => {
    api.close();
    await agent.close();
    await world.stop();
  });

  /** The example, but for where a layer has its files. */
  async function extension(more: Readonly<Record<string, string>> = {}) {
    const file = join(agent.folder, "partner-keys");
    const text = readFileSync(EXAMPLE, "utf8").replace(
      /^const AGENT = .*$/m,
      `const AGENT = ${JSON.stringify((await bundledCommand()).file)};`,
    );
    writeFileSync(file, text.replace(/^const SOCKET = .*$/m, `const SOCKET = ${JSON.stringify(agent.socket)};`));
    const env = {
      ...auditorsEnvironment(world.server.url),
      AWS_LAMBDA_RUNTIME_API: await api.listen(),
      PRIVATE_KEY_SECRET_ARN: world.privateKeySecretArn,
      API_KEY_SECRET_ARN: world.apiKeySecretArn,
      PARTNER_ORIGIN: world.partner.url,
      ...more,
    };
    return spawn(process.execPath, [file], { env, stdio: ["ignore", "ignore", "pipe"] });
  }

  it("listens before the function begins, and ends with it", async () => {
    const running = await extension();
    const closed = once(running, "close");
    const shutdown = await api.ready;
    assert.deepEqual(api.registered, [["POST", "partner-keys", { events: ["SHUTDOWN"] }]]);
    const { status } = await agent.call("POST", "/v1/attempts", { url: `${world.partner.url}/v1`, body: "{}" });
    assert.equal(status, 200);
    shutdown.writeHead(200).end('{"eventType":"SHUTDOWN"}');
    assert.deepEqual(await closed, [0, null]);
    assert.ok(!existsSync(agent.socket));
  });

  it("ends with an error where the agent does, so that Lambda does not call the function without one", async () => {
    const running = await extension({ PARTNER_ORIGIN: "nowhere" });
    let stderr = "";
    running.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    assert.deepEqual(await once(running, "close"), [1, null]);
    assert.match(stderr, /origin: .* is not allowed[^]*the agent has ended\n$/);
  });
});
