import * as assert from "node:assert/strict";
import { type KeyPairKeyObjectResult, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import {
  type LocalPartner,
  type PartnerOptions,
  REFUSALS,
  type Refusal,
  startLocalPartner,
} from "../../emulator/partner";

const API_KEY = "the-api-key";

const KINDS: readonly (readonly [string, KeyPairKeyObjectResult, "der" | "ieee-p1363"])[] = [
  ["RSA", generateKeyPairSync("rsa", { modulusLength: 2048 }), "der"],
  ["Ed25519", generateKeyPairSync("ed25519"), "der"],
  ...(["P-256", "P-384", "P-521", "secp256k1"] as const).flatMap((namedCurve) =>
    (["der", "ieee-p1363"] as const).map(
      (form) => [`${namedCurve}, ${form}`, generateKeyPairSync("ec", { namedCurve }), form] as const,
    ),
  ),
];
const [first, second, third] = [KINDS[0]![1], KINDS[1]![1], KINDS[2]![1]];
const pemOf = ({ publicKey }: KeyPairKeyObjectResult) => publicKey.export({ type: "spki", format: "pem" }).toString();

describe("The local partner", () => {
  let partner: LocalPartner;
  afterEach(() => partner.stop());

  const start = async (options: Partial<PartnerOptions> = {}) => {
    partner = await startLocalPartner({ slots: 1, apiKeys: [API_KEY], ...options });
  };

  interface Sent {
    readonly timestamp: number;
    readonly form: "der" | "ieee-p1363";
    readonly signed: string;
    readonly apiKey: string;
  }

  /** Not the product's own signing: node:crypto alone. */
  async function call(
    { privateKey }: KeyPairKeyObjectResult,
    { timestamp = Math.floor(Date.now() / 1000), form, signed = "{}", apiKey = API_KEY }: Partial<Sent> = {},
  ) {
    const url = `${partner.url}/v1/orders?x=%20`;
    const payload = Buffer.from(`${timestamp}${url}${signed}`);
    const digest = privateKey.asymmetricKeyType === "ed25519" ? undefined : "sha256";
    const headers = {
      "x-api-key": apiKey,
      "x-timestamp": String(timestamp),
      "x-sign": sign(digest, payload, { key: privateKey, dsaEncoding: form ?? "der" }).toString("base64url"),
      "x-request-id": randomUUID(),
    };
    return fetch(url, { method: "POST", body: "{}", headers, redirect: "manual" });
  }

  for (const [kind, pair, form] of KINDS) {
    it(`verifies ${kind} with another implementation, and refuses another body, key and API key`, async () => {
      await start();
      partner.upload(pemOf(pair));
      assert.equal((await call(pair, { form })).status, 200);
      assert.equal((await call(pair, { form, signed: "{ }" })).status, 401);
      assert.equal((await call(pair, { form, apiKey: "another" })).status, 401);
      partner.upload(pemOf(generateKeyPairSync("ed25519")));
      assert.equal((await call(pair, { form })).status, 401);
      assert.equal(partner.executions.size, 1);
      assert.equal(partner.refused, 3);
    });
  }

  it("takes a public key over HTTP, and keeps as many as it has slots", async () => {
    await start({ slots: 2 });
    for (const pair of [first, second, third]) {
      const { status } = await fetch(`${partner.url}/partner/keys`, { method: "PUT", body: pemOf(pair) });
      assert.equal(status, 204);
    }
    assert.deepEqual(
      await Promise.all([first, second, third].map(async (pair) => (await call(pair)).status)),
      [401, 200, 200],
    );
    partner.dropOldKeys();
    assert.equal((await call(second)).status, 401);
    assert.equal((await call(third)).status, 200);
  });

  it("refuses a timestamp outside its window", async () => {
    await start({ skewSeconds: 60, now: () => 1_000_000_000 });
    partner.upload(pemOf(first));
    const statuses = [939, 940, 1060, 1061].map(
      async (second) => (await call(first, { timestamp: 999_000 + second })).status,
    );
    assert.deepEqual(await Promise.all(statuses), [401, 200, 200, 401]);
  });

  for (const refusal of Object.keys(REFUSALS) as Refusal[]) {
    it(`says no as configured: ${refusal}`, async () => {
      await start({ refusal });
      const answer = await call(first);
      assert.equal(answer.status, REFUSALS[refusal].status);
      assert.deepEqual(await answer.json(), REFUSALS[refusal].body);
    });
  }

  it("has moods: refuses all, takes all, unavailable, redirects, loses the answer", async () => {
    await start();
    partner.upload(pemOf(first));
    partner.mood = "refuses all";
    assert.equal((await call(first)).status, 401);
    partner.mood = "unavailable";
    assert.equal((await call(first)).status, 503);
    partner.mood = { redirectsTo: "https://elsewhere.example" };
    assert.equal((await call(first)).headers.get("location"), "https://elsewhere.example");
    assert.equal(partner.executions.size, 0);
    partner.mood = "takes all";
    assert.equal((await call(second)).status, 200);
    partner.mood = "loses the answer";
    await assert.rejects(call(first), TypeError);
    assert.equal(partner.executions.size, 2);
  });
});
