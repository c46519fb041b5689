import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import type { PartnerScheme } from "../../emulator/partner";
import { aboutText, KEY_ID } from "../../resources/secrets/about";
import { ABOUT_TAGS } from "../../resources/secrets/tags";
import { RunningAgent } from "../support/agent";
import { LeakSentinel } from "../support/leakSentinel";
import { keyOfScheme } from "../support/signer/keyOfScheme";
import { LocalRotation } from "../support/signer/localRotation";
import { schemeFlags, SCHEME_OPTIONS as OPTIONS } from "../support/signer/schemeFlags";
import { ASSERTIONS } from "../support/signer/schemeRows";

describe("partner-keys agent: the schemes of partners", () => {
  let world: LocalRotation;
  let agent: RunningAgent | undefined;
  const sentinel = new LeakSentinel();
  afterEach(async () => {
    sentinel.watchText("stdout", agent?.stdout ?? "");
    sentinel.watchText("stderr", agent?.stderr ?? "");
    await agent?.close();
    await world.stop();
  });
  after(() => sentinel.assertNothingLeaked());

  async function start(scheme: PartnerScheme, flags: (url: string) => readonly string[]) {
    const [first, second] = [keyOfScheme(scheme), keyOfScheme(scheme)];
    for (const { value } of [first, second]) sentinel.learn(value);
    world = await LocalRotation.start(first.value, { scheme });
    const keyId = world.partner.upload(first.uploaded);
    await know("live", await world.live(), keyId);
    agent = new RunningAgent(world, flags(world.partner.url));
    assert.equal(await agent.start(), null, agent.stderr);
    return second;
  }

  const know = (which: "live" | "pending", versionId: string, keyId: string) =>
    world.tag({ [ABOUT_TAGS[which]]: aboutText({ versionId, facts: { [KEY_ID]: keyId } })! });

  /** A caller in any language: it sends what it is given, and reports status and answer until it is told that it is done. */
  async function ask(fields: object, send: (signed: Readonly<Record<string, unknown>>) => Promise<Response>) {
    let { body: next } = await agent!.call("POST", "/v1/attempts", fields);
    let last = "";
    while (next["done"] === false) {
      const answer = await send(next);
      last = `${answer.status}`;
      const report = { status: answer.status, body: await answer.text() };
      ({ body: next } = await agent!.call("POST", `/v1/attempts/${String(next["id"])}`, report));
    }
    return [last, next["verdict"] ?? next["error"]];
  }

  for (const { partner, path, request } of ASSERTIONS)
    it(`${partner}: an assertion, and another one by the pending key once the partner does not know the live one`, async () => {
      const second = await start(partner, (url) => schemeFlags(partner, OPTIONS[partner]!(url + path)));
      const send = async ({ assertion }: Readonly<Record<string, unknown>>) =>
        fetch(world.partner.url + path, { ...request(String(assertion)), redirect: "manual" });
      assert.deepEqual(await ask({}, send), ["200", "accepted"]);
      const pending = await world.stage(second.value);
      await know("pending", pending, world.partner.upload(second.uploaded));
      assert.deepEqual(await ask({}, send), ["200", "accepted"]);
      assert.equal(world.partner.refused, 1);
    });

  it("an assertion says nothing of a request, so its call has no field, and the agent no origin", async () => {
    await start("okta", (url) => schemeFlags("okta", OPTIONS["okta"]!(`${url}/oauth2/v1/token`)));
    const { status, body } = await agent!.call("POST", "/v1/attempts", { url: "https://elsewhere.example.com" });
    assert.deepEqual(
      [status, (body["error"] as { message: string }).message],
      [400, '"url": unknown, an assertion has no field'],
    );
  });

  it("oci: headers over the method too, for a service without an API key", async () => {
    const second = await start("oci", (url) => [...schemeFlags("oci", OPTIONS["oci"]!("")), "--origin", url]);
    const url = `${world.partner.url}/20160918/volumeAttachments?displayName=a%20b`;
    const fields = { url, method: "PUT", headers: { "content-type": "text/plain" }, body: "é" };
    const send = async ({ headers }: Readonly<Record<string, unknown>>) =>
      fetch(url, { method: "PUT", headers: { "content-type": "text/plain", ...(headers as object) }, body: "é" });
    assert.deepEqual(await ask(fields, send), ["200", "accepted"]);
    await world.stage(second.value);
    world.partner.upload(second.uploaded);
    assert.deepEqual(await ask(fields, send), ["200", "accepted"]);
    assert.equal(world.partner.refused, 1);
    const { status, body } = await agent!.call("POST", "/v1/attempts", { url });
    assert.equal(status, 400);
    assert.match((body["error"] as { message: string }).message, /^method: allowed: an HTTP method in capitals/);
  });

  it("oci: a live key of another kind signs nothing", async () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    world = await LocalRotation.start(String(privateKey.export({ type: "pkcs8", format: "pem" })), { scheme: "oci" });
    agent = new RunningAgent(world, [...schemeFlags("oci", OPTIONS["oci"]!("")), "--origin", world.partner.url]);
    await agent.start();
    const { status, body } = await agent.call("POST", "/v1/attempts", { url: world.partner.url, method: "GET" });
    assert.equal(status, 500);
    assert.match(
      (body["error"] as { message: string }).message,
      /^signing for Oracle OCI: the key of version \S+ is of another kind/,
    );
  });

  it("--key-ids gives the id that the partner assigned, and a key without one signs nothing", async () => {
    await start("qredo", (url) => ["--api-key-secret-arn", world.apiKeySecretArn, "--origin", url, "--key-ids"]);
    const fields = { url: `${world.partner.url}/v1`, body: "{}" };
    const { body } = await agent!.call("POST", "/v1/attempts", fields);
    assert.equal(body["keyId"], "key-1");
    await world.tag({ [ABOUT_TAGS.live]: "another-version key-id=key-1" });
    await agent!.end();
    await agent!.start();
    const refused = await agent!.call("POST", "/v1/attempts", fields);
    assert.deepEqual([refused.status, (refused.body["error"] as { code: string }).code], [500, "ERR_KEY_UNUSABLE"]);
  });
});
