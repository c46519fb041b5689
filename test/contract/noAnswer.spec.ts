import * as assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openClient } from "../../resources/aws/client";
import { clientOptions } from "../../resources/aws/clientOptions";
import { explain } from "../../resources/aws/reasons";
import { Sts } from "../../resources/aws/sts";
import { openTransport } from "../../resources/aws/openTransport";
import { secretsManagerStore } from "../../resources/secrets/secretsManager";
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

  for (const status of [200, 400])
    it(`ends where the body of an answer drips for ever (HTTP ${status}), of STS too`, async () => {
      const dripping = createServer((_request, response) => {
        response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
        const drip = setInterval(() => response.write(" "), 50);
        response.once("close", () => clearInterval(drip));
      });
      dripping.listen(0, "127.0.0.1");
      await once(dripping, "listening");
      const url = `http://127.0.0.1:${(dripping.address() as AddressInfo).port}`;
      const settings = { assumeRoles: [], endpoints: { secretsmanager: url, sts: url }, maxAttempts: 1 };
      const environment = (name: string) => process.env[name];
      const sts = new Sts(
        clientOptions(
          "sts",
          "us-east-1",
          settings,
          openTransport(settings, environment, (line) => assert.fail(line)),
        ),
      );
      const whose = () => sts.account(async () => ({ accessKeyId: "AKIA", secretAccessKey: "local" }));
      const asked = (work: Promise<unknown>) =>
        failure(
          work.catch((error: unknown) => Promise.reject(explain({ doing: "asking", endpoint: "STS" }, error))),
          "ERR_STORE_UNAVAILABLE",
          /no answer from 127\.0\.0\.1:\d+ \(timeout, 1 attempt\); run the same command again/,
        );
      try {
        const store = secretsManagerStore(openClient("us-east-1", settings, environment, (line) => assert.fail(line)));
        await Promise.all([asked(store.describe(newName())), asked(whose())]);
      } finally {
        dripping.closeAllConnections();
        dripping.close();
      }
    });

  it("goes on when it comes back between two attempts", async () => {
    await under.server.refuseConnections();
    const describing = under.store.describe(newName());
    await under.server.acceptConnections();
    assert.equal(await describing, undefined);
  });
});
