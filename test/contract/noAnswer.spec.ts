import * as assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DeployedStore } from "../support/deployedStore";
import { failure } from "../support/failure";
import { newName } from "../support/storeRows";

/** A deployment must not hang: whatever the endpoint does, it is told about within this time. */
const LIMIT_MILLISECONDS = 30_000;

describe("store on an endpoint that does not answer", function () {
  this.timeout(LIMIT_MILLISECONDS);
  let under: DeployedStore;
  beforeEach(async () => {
    under = await DeployedStore.start();
  });
  afterEach(() => under.stop());

  it("names host and port when the connection is refused", async () => {
    await under.server.refuseConnections();
    const error = await failure(
      under.store.describe(newName()),
      "ERR_STORE_UNAVAILABLE",
      /no answer from 127\.0\.0\.1:\d+ \(ECONNREFUSED, \d+ attempts\); run the same command again/,
    );
    assert.ok(error.message.includes(under.endpoint), error.message);
  });

  it("names host and port when it stays silent", async () => {
    under.server.hooks.fault({ kind: "never-answer", times: 100 });
    const error = await failure(
      under.store.describe(newName()),
      "ERR_STORE_UNAVAILABLE",
      /no answer from 127\.0\.0\.1:\d+ \(\w+(, \d+ attempts)?\)/,
    );
    assert.ok(error.message.includes(under.endpoint), error.message);
  });

  it("ends where an answer stops half-way and the connection stays open", async () => {
    const stalled = createServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/x-amz-json-1.1", "content-length": 100 });
      response.write('{"ARN":');
    });
    stalled.listen(0, "127.0.0.1");
    await once(stalled, "listening");
    const { port } = stalled.address() as AddressInfo;
    try {
      process.env["AWS_ENDPOINT_URL_SECRETS_MANAGER"] = `http://127.0.0.1:${port}`;
      process.env["AWS_MAX_ATTEMPTS"] = "1";
      await failure(under.storeIn("eu-west-1").describe(newName()), "ERR_STORE_UNAVAILABLE", /no answer from 127/);
    } finally {
      delete process.env["AWS_MAX_ATTEMPTS"];
      stalled.closeAllConnections();
      stalled.close();
    }
  });

  it("goes on when it comes back between two attempts", async () => {
    await under.server.refuseConnections();
    const describing = under.store.describe(newName());
    await under.server.acceptConnections();
    assert.equal(await describing, undefined);
  });
});
