import * as assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ListSecretsCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { type Backend, forwardTo, startLocalSecretsManager } from "../../emulator";
import { create, newName, refused } from "./localServer";

const clientOf = (endpoint: string, accessKeyId = "AKIATEST") =>
  new SecretsManagerClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId, secretAccessKey: "any" },
    maxAttempts: 1,
  });

describe("Starting, stopping and forwarding", () => {
  it("refuses connections and accepts them again on the same port, secrets kept", async () => {
    const server = await startLocalSecretsManager();
    const { name } = await create(clientOf(server.url));
    // A new client each time: a kept-alive connection would be reset first, before a new one is refused.
    const list = async () => {
      const { SecretList } = await clientOf(server.url).send(new ListSecretsCommand({}));
      return SecretList?.map(({ Name }) => Name);
    };
    await server.refuseConnections();
    await assert.rejects(list(), { code: "ECONNREFUSED" });
    await server.acceptConnections();
    assert.deepEqual(await list(), [name]);
    await server.stop();
    await assert.rejects(list(), { code: "ECONNREFUSED" });
    await server.stop();
  });

  it("ends calls that are under way when it stops", async () => {
    const server = await startLocalSecretsManager();
    server.hooks.fault({ kind: "never-answer" });
    const call = clientOf(server.url).send(new ListSecretsCommand({}));
    const rejected = assert.rejects(call, { code: "ECONNRESET" });
    while (server.hooks.count() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await server.stop();
    await rejected;
  });

  it("takes a given port, and rejects when it is in use", async () => {
    const first = await startLocalSecretsManager();
    await assert.rejects(startLocalSecretsManager({ port: first.port }), { code: "EADDRINUSE" });
    await first.stop();
    const second = await startLocalSecretsManager({ port: first.port });
    assert.equal(second.url, `http://127.0.0.1:${first.port}`);
    await second.stop();
  });

  it("puts the hooks in front of another server", async () => {
    const peer = await startLocalSecretsManager();
    const front = await startLocalSecretsManager({ backend: forwardTo(peer.url) });
    const client = clientOf(front.url, "AKIAFRONT");
    const { name } = await create(client);
    assert.equal(peer.hooks.count("CreateSecret", "AKIAFRONT"), 1);
    await refused(create(client, { Name: name }), "ResourceExistsException");
    assert.equal(front.hooks.calls.at(-1)?.outcome, "ResourceExistsException");
    front.hooks.deny("AKIAFRONT", ["ListSecrets"]);
    await refused(client.send(new ListSecretsCommand({})), "AccessDeniedException");
    assert.equal(peer.hooks.count("ListSecrets"), 0);
    front.hooks.fault({ kind: "lose-answer", operation: "CreateSecret" });
    await assert.rejects(create(client, { Name: newName() }), { code: "ECONNRESET" });
    assert.equal(peer.hooks.calls.at(-1)?.outcome, "ok");
    await peer.stop();
    await assert.rejects(create(client), { name: "InternalServiceError" });
    await front.stop();
  });

  it("passes another server's error page on as it is", async () => {
    const crashing = createServer((_request, response) => {
      response.writeHead(500, { "content-type": "text/html" }).end("<h1>crash</h1>");
    }).listen(0, "127.0.0.1");
    await once(crashing, "listening");
    const { port } = crashing.address() as AddressInfo;
    const front = await startLocalSecretsManager({ backend: forwardTo(`http://127.0.0.1:${port}`) });
    await assert.rejects(create(clientOf(front.url)), { name: "SyntaxError" });
    assert.equal(front.hooks.calls.at(-1)?.outcome, "HTTP 500");
    await front.stop();
    crashing.close();
    crashing.closeAllConnections();
  });

  it("hands a backend the operation, the body and who calls", async () => {
    const seen: unknown[] = [];
    const backend: Backend = {
      handle: (operation, body, { account, region, accessKeyId, rawBody }) => {
        seen.push({ operation, body, account, region, accessKeyId, same: rawBody.toString() === JSON.stringify(body) });
        return Promise.resolve({ status: 200, body: "{}" });
      },
    };
    const server = await startLocalSecretsManager({ backend });
    server.hooks.account("AKIATEST", "111111111111");
    await clientOf(server.url).send(new ListSecretsCommand({ MaxResults: 5 }));
    assert.deepEqual(seen, [
      {
        operation: "ListSecrets",
        body: { MaxResults: 5 },
        account: "111111111111",
        region: "us-east-1",
        accessKeyId: "AKIATEST",
        same: true,
      },
    ]);
    await server.stop();
  });
});
