import * as assert from "node:assert/strict";
import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { inspect } from "node:util";
import type { FaultKind } from "../../emulator";
import { publicKeyFingerprint } from "../../resources/crypto/publicKey/fingerprint";
import type { PartnerAnswer, SignerOptions } from "../../resources/signer";
import { LeakSentinel } from "../support/leakSentinel";
import { API_KEY, LocalRotation, publicPemOf, READER, rsaKeyPem } from "../support/signer/localRotation";

const [OLD, NEW, OTHER] = [rsaKeyPem(), rsaKeyPem("pkcs8"), rsaKeyPem()];
const post = (id: string) => ({ method: "POST", body: "{}", headers: { "x-request-id": id } });

describe("The signer, between the local Secrets Manager and the local partner", () => {
  let world: LocalRotation;
  let order: string;
  const start = async (first = OLD, options: Parameters<typeof LocalRotation.start>[1] = {}) => {
    world = await LocalRotation.start(first, options);
    world.partner.upload(publicPemOf(OLD));
    order = `${world.partner.url}/v1/orders?pair=a%20b`;
  };
  afterEach(async () => {
    const sentinel = new LeakSentinel();
    for (const value of [OLD, NEW, OTHER, API_KEY]) sentinel.learn(value);
    const told = [...world.events, ...world.errors];
    sentinel.watchText("events and errors", told.map((one) => inspect(one, { depth: 9, showHidden: true })).join());
    sentinel.watchText("events as JSON", JSON.stringify(told));
    await world.stop();
    sentinel.assertNothingLeaked();
  });
  /** The error, kept for the sentinel. */
  const failure = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => assert.fail("no error"),
      (reason: unknown) => reason as Error & { code?: string },
    );
    world.errors.push(error);
    return error;
  };

  it("takes a load through a rotation with one slot: nothing refused, nothing executed twice, three reads more", async () => {
    await start();
    const signer = world.signer();
    let isOver = false;
    let sent = 0;
    const statuses = new Set<number>();
    const worker = async (name: number) => {
      for (let i = 0; !isOver; i++, sent++) statuses.add((await signer.fetch(order, post(`${name}-${i}`))).status);
    };
    const reached = async (more: number) => {
      for (const goal = sent + more; sent < goal;) await new Promise(setImmediate);
    };
    const load = Array.from({ length: 5 }, (_, name) => worker(name));
    await reached(20);
    const pending = await world.stage(NEW);
    await reached(20);
    const before = world.stagesRead().length;
    world.partner.upload(publicPemOf(NEW));
    await reached(40);
    assert.deepEqual(world.stagesRead().slice(before), ["AWSCURRENT", "AWSPENDING"]);
    await world.promote(pending, await versionOfOld());
    await reached(40);
    isOver = true;
    await Promise.all(load);
    assert.deepEqual([...statuses], [200]);
    assert.ok([...world.partner.executions.values()].every((times) => times === 1));
    assert.equal(world.partner.executions.size, sent);
    assert.ok(
      world.partner.refused >= 1 && world.partner.refused <= 5,
      `${world.partner.refused} refused at the partner`,
    );
    const [switched, ...others] = world.events;
    assert.deepEqual(others, []);
    assert.ok(switched?.type === "switched");
    assert.equal(switched.to.fingerprint, publicKeyFingerprint(publicPemOf(NEW)));
    assert.equal(switched.to.versionId, pending);
    assert.equal(switched.to.stage, "AWSPENDING");
  });

  async function versionOfOld(): Promise<string> {
    const signer = world.signer();
    return signer.run(
      async ({ versionId }) => versionId,
      () => false,
    );
  }

  it("names the label in every read, so it works under a policy with a condition on the stage", async () => {
    await start();
    world.server.hooks.allowStages(READER, ["AWSCURRENT", "AWSPENDING", "AWSPREVIOUS"]);
    await world.stage(NEW);
    world.partner.upload(publicPemOf(NEW));
    assert.equal((await world.signer().fetch(order)).status, 200);
    assert.deepEqual(world.stagesRead(), ["AWSCURRENT", "AWSCURRENT", "AWSPENDING"]);
  });

  it("goes on without a label that it may not read, and tells it once", async () => {
    await start();
    world.server.hooks.allowStages(READER, ["AWSCURRENT"]);
    await world.stage(NEW);
    world.partner.upload(publicPemOf(NEW));
    const signer = world.signer();
    for (let i = 0; i < 2; i++) assert.equal((await signer.fetch(order)).status, 401);
    const unreadable = world.events.filter(({ type }) => type === "unreadable");
    assert.deepEqual(
      unreadable.map((event) => event.type === "unreadable" && event.stage),
      ["AWSPENDING", "AWSPREVIOUS"],
    );
    assert.match(inspect(unreadable[0]), /AccessDeniedException: User: .* is not authorized .*; give this role/);
  });

  it("signs with the key in memory while AWS is away", async () => {
    await start();
    const signer = world.signer({ maxAge: 1 });
    assert.equal((await signer.fetch(order)).status, 200);
    await world.server.refuseConnections();
    world.partner.mood = "refuses all";
    assert.equal((await signer.fetch(order)).status, 401);
    world.partner.mood = "normal";
    assert.equal((await signer.fetch(order)).status, 200);
    assert.ok(
      world.events.some((event) => event.type === "unreadable" && /ECONNREFUSED|TimeoutError|Error/.test(event.reason)),
    );
  });

  it("says why there is no first key, and tries again after a pause", async () => {
    await start();
    world.server.hooks.deny(READER, ["GetSecretValue"]);
    const signer = world.signer();
    const denied = await failure(signer.fetch(order));
    assert.equal(denied.code, "ERR_STORE_DENIED");
    assert.match(denied.message, /^reading AWSCURRENT of arn:\S+: AccessDeniedException: User: .*; give this role/);
    assert.equal(world.partner.refused, 0);
    const reads = world.server.hooks.calls.length;
    assert.equal((await failure(signer.fetch(order))).message, denied.message);
    assert.equal(world.server.hooks.calls.length, reads);
    await world.server.refuseConnections();
    await setTimeout(300);
    const away = await failure(signer.fetch(order));
    assert.equal(away.code, "ERR_STORE_UNAVAILABLE");
    assert.match(
      away.message,
      /^reading AWSCURRENT of arn:\S+: no answer from 127\.0\.0\.1:\d+ \(ECONNREFUSED\); try again$/,
    );
  });

  const answers = (kind: FaultKind) => () => world.server.hooks.fault({ kind, times: 10 });
  const reasons: readonly [string, () => unknown, string, RegExp][] = [
    ["the KMS key is not allowed", answers("kms-denied"), "ERR_STORE_DENIED", /Access to KMS .*; give .* kms:Decrypt/],
    [
      "KMS refuses",
      answers("decryption-failure"),
      "ERR_STORE_UNAVAILABLE",
      /DecryptionFailure: .*; give .* kms:Decrypt/,
    ],
    ["a token is over", answers("expired-token"), "ERR_STORE_UNAVAILABLE", /ExpiredToken.*; renew the AWS credentials/],
    [
      "it is to be deleted",
      () => world.scheduleDeletion(),
      "ERR_STORE_UNAVAILABLE",
      /; restore the secret .*pulumi up/,
    ],
    [
      "there are no credentials",
      () => world.dropCredentials(),
      "ERR_STORE_UNAVAILABLE",
      /; give this process AWS cred/,
    ],
  ];
  for (const [why, trouble, code, message] of reasons) {
    it(`says what to do where ${why}`, async () => {
      await start();
      await trouble();
      const error = await failure(world.signer().fetch(order));
      assert.equal(error.code, code);
      assert.match(error.message, /^reading AWSCURRENT of arn:\S+: /);
      assert.match(error.message, message);
      assert.equal(world.partner.refused, 0);
    });
  }

  it("says that there is no such secret", async () => {
    await start();
    const privateKeySecretArn = world.privateKeySecretArn.replace(/private\.pem-\w+$/, "other.pem-AbCdEf");
    const error = await failure(world.signer({ privateKeySecretArn }).fetch(order));
    assert.equal(error.code, "ERR_SECRET_NOT_FOUND");
    assert.match(
      error.message,
      /^reading AWSCURRENT of arn:\S+other\.pem-AbCdEf: there is no such secret, or no version/,
    );
  });

  it("says that a secret holds no private key, and quotes nothing of it", async () => {
    await start("the-api-key-in-the-wrong-secret");
    const error = await failure(world.signer().fetch(order));
    assert.equal(error.code, "ERR_KEY_UNUSABLE");
    assert.match(
      error.message,
      /version \S+ holds no private key that can be read \(it is text without a PEM header\); allowed: a form/,
    );
    assert.equal(world.partner.refused, 0);
  });

  it("leaves out a pending key of another kind also where a scheme of one's own finds that out when it signs", async () => {
    await start();
    await world.stage(
      generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "sec1", format: "pem" }).toString(),
    );
    world.partner.upload(publicPemOf(OTHER));
    const answer = await world.signer().run(
      async (key) => fetch(order, { headers: { ...key.sign({ url: order }) } }),
      ({ status }) => status === 401,
    );
    assert.equal(answer.status, 401);
    assert.deepEqual(
      world.events.map(({ type }) => type),
      ["refused"],
    );
  });

  it("leaves out a pending key that Qredo's scheme cannot sign with, and says so of a live one", async () => {
    await start();
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "sec1", format: "pem" });
    const pending = await world.stage(ec.toString());
    world.partner.mood = "refuses all";
    const signer = world.signer();
    assert.equal((await signer.fetch(order)).status, 401);
    assert.equal(world.partner.refused, 1);
    await world.promote(pending, await versionOfOld());
    const error = await failure(world.signer().fetch(order));
    assert.equal(error.code, "ERR_KEY_UNUSABLE");
    assert.match(error.message, new RegExp(`version ${pending} of arn:\\S+ holds a key of kind ec`));
    assert.equal(world.partner.refused, 1);
  });

  for (const [kind, pem] of [
    ["RSA, PKCS#1", OLD],
    ["RSA, PKCS#8", NEW],
    ["RSA in JSON", JSON.stringify({ privateKeyPem: OLD, publicKeyPem: publicPemOf(OLD) })],
    ["EC, SEC1", generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "sec1", format: "pem" })],
    [
      "EC, PKCS#8",
      generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey.export({ type: "pkcs8", format: "pem" }),
    ],
    ["Ed25519", generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" })],
  ] as const) {
    it(`gives run a key of kind ${kind}, for a scheme of one's own`, async () => {
      await start(String(pem));
      const text = String(pem).startsWith("{") ? OLD : String(pem);
      world.partner.upload(publicPemOf(text));
      const answer = await world.signer().run(
        async ({ privateKey, apiKey, ...ref }) => {
          assert.doesNotMatch(inspect({ privateKey, ...ref }) + JSON.stringify(privateKey), /PRIVATE KEY/);
          const timestamp = String(Math.floor(Date.now() / 1000));
          const digest = privateKey.asymmetricKeyType === "ed25519" ? undefined : "sha256";
          const signature = sign(digest, Buffer.from(timestamp + order), privateKey).toString("base64url");
          return fetch(order, {
            headers: { "x-api-key": String(apiKey), "x-timestamp": timestamp, "x-sign": signature },
          });
        },
        ({ status }) => status === 401,
      );
      assert.equal(answer.status, 200);
    });
  }

  const PREDICATES: readonly (readonly [
    NonNullable<Parameters<typeof LocalRotation.start>[1]>,
    SignerOptions["refused"],
  ])[] = [
    [
      { refusal: "bad request" },
      async (a: PartnerAnswer) => a.status === 400 && codeOf(await a.json(), "code") === -1022,
    ],
    [{ refusal: "forbidden" }, ({ status }) => status === 403],
    [{ refusal: "ok with a code" }, async (a: PartnerAnswer) => codeOf(await a.json(), "retCode") === 10004],
  ];
  for (const [options, refused] of PREDICATES) {
    it(`takes the partner's own way to refuse: ${options.refusal}; the answer's body is whole for the caller`, async () => {
      await start(OLD, options);
      await world.stage(NEW);
      world.partner.upload(publicPemOf(NEW));
      const answer = await world.signer({ refused: refused! }).fetch(order, post("1"));
      assert.deepEqual(await answer.json(), { result: "done" });
      assert.equal(world.partner.executions.get("1"), 1);
      const untouched = await world.signer().fetch(order, post("2"));
      assert.notDeepEqual(await untouched.json(), { result: "done" }, "no other predicate sends it again");
    });
  }

  it("sends nothing again but a refusal: not a broken connection, not a 503, not a redirect", async () => {
    await start();
    const signer = world.signer();
    world.partner.mood = "loses the answer";
    await failure(signer.fetch(order, post("lost")));
    assert.equal(world.partner.executions.get("lost"), 1);
    world.partner.mood = "unavailable";
    assert.equal((await signer.fetch(order)).status, 503);
    world.partner.mood = { redirectsTo: `${world.server.url}/` };
    const answer = await signer.fetch(order);
    assert.equal(answer.status, 307);
    assert.equal(world.stagesRead().length, 1);
    assert.deepEqual(world.events, []);
  });

  it("does not take a 503 to another key for a proof", async () => {
    await start();
    await world.stage(NEW);
    const signer = world.signer({
      fetch: async (url, init) => {
        const answer = await fetch(url, init);
        if (answer.status === 401) world.partner.mood = "unavailable";
        return answer;
      },
    });
    world.partner.upload(publicPemOf(OTHER));
    assert.equal((await signer.fetch(order)).status, 503);
    assert.deepEqual(world.events, []);
  });

  it("returns the first refusal, with its body, and tells what was tried and how far the clocks are apart", async () => {
    await start();
    const pending = await world.stage(NEW);
    world.partner.upload(publicPemOf(OTHER));
    const answer = await world.signer().fetch(order);
    assert.equal(answer.status, 401);
    assert.equal(((await answer.json()) as { msg: string }).msg, "errPartnerAuth");
    const [refused] = world.events;
    assert.ok(refused?.type === "refused");
    assert.deepEqual(
      refused.tried.map(({ stage }) => stage),
      ["AWSCURRENT", "AWSPENDING"],
    );
    assert.equal(refused.tried[1]?.versionId, pending);
    assert.equal(refused.status, 401);
    assert.ok(Math.abs(refused.clockSkewSeconds ?? 99) <= 2);
    assert.equal(refused.heldBack, false);
  });

  it("tries no other key with stages AWSCURRENT alone", async () => {
    await start();
    await world.stage(NEW);
    world.partner.upload(publicPemOf(NEW));
    assert.equal((await world.signer({ stages: ["AWSCURRENT"] }).fetch(order)).status, 401);
    assert.equal(world.partner.refused, 1);
  });

  it("signs the bytes as they are when it is called, and the URL as it goes over the wire", async () => {
    await start();
    const signer = world.signer();
    const body = Buffer.from(`{"a":"é"}`);
    const sent = signer.fetch(`${world.partner.url}/v1/é?#fragment`, { ...post("bytes"), body });
    body.fill(0);
    assert.equal((await sent).status, 200);
    assert.equal((await signer.fetch(new URL(`${order}&q=ü`))).status, 200);
  });

  it("stops waiting when the caller does, and nobody else is stranded", async () => {
    await start();
    const signer = world.signer();
    world.server.hooks.delay(300, "GetSecretValue");
    const abort = new AbortController();
    const given = failure(signer.fetch(order, { signal: abort.signal }));
    const other = signer.fetch(order);
    abort.abort(new Error("given up"));
    assert.equal((await given).message, "given up");
    assert.equal((await other).status, 200);
    assert.equal(world.partner.executions.size, 1);
  });

  it("refuses when it is closed, and forgets the keys", async () => {
    await start();
    const signer = world.signer();
    await signer.fetch(order);
    signer.close();
    for (const work of [
      signer.fetch(order),
      signer.run(
        async () => assert.fail(),
        () => false,
      ),
    ]) {
      const error = await failure(work);
      assert.equal(error.code, "ERR_SIGNER_CLOSED");
      assert.equal(error.message, "signing request: this signer was closed; make a new one with createSigner");
    }
  });

  it("goes on when a listener throws", async () => {
    await start();
    await world.stage(NEW);
    world.partner.upload(publicPemOf(NEW));
    const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
    const onEvent = () => {
      throw new Error(NEW);
    };
    assert.equal((await world.signer({ onEvent }).fetch(order)).status, 200);
    assert.equal((await warned).message, 'the onEvent of a signer threw on "switched"; the request went on');
  });

  it("goes on when a listener rejects later", async () => {
    await start();
    await world.stage(NEW);
    world.partner.upload(publicPemOf(NEW));
    const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
    const onEvent = (): void => Promise.reject(new Error(NEW)) as never;
    assert.equal((await world.signer({ onEvent }).fetch(order)).status, 200);
    assert.equal((await warned).message, 'the onEvent of a signer threw on "switched"; the request went on');
  });

  for (const [what, value] of [
    ["a PEM", () => OLD],
    ["a JSON of both halves", () => JSON.stringify({ privateKeyPem: OLD })],
    ["base64 of PKCS#8", () => createPrivateKey(OLD).export({ type: "pkcs8", format: "der" }).toString("base64")],
    ["two lines", () => "one-line\nanother-line"],
    ["nothing", () => " "],
  ] as const)
    it(`sends nothing where the secret of the API key holds ${what}`, async () => {
      await start();
      await world.replaceApiKey(value());
      const sent: unknown[] = [];
      const recording: typeof fetch = async (url) => {
        sent.push(url);
        return assert.fail("it was sent");
      };
      const error = await failure(world.signer({ fetch: recording }).fetch(order));
      assert.equal(error.code, "ERR_KEY_UNUSABLE");
      assert.match(error.message, /holds no API key \(it is .*\); allowed: one line of printable ASCII/);
      for (const line of value()
        .split(/\s/)
        .filter((line) => line.length > 20))
        assert.ok(!error.message.includes(line));
      assert.deepEqual(sent, []);
    });

  it("sends the headers as they were when it was asked", async () => {
    await start();
    const sent: (string | null)[] = [];
    const recording: typeof fetch = async (url, init) => {
      sent.push(new Headers(init?.headers).get("idempotency-key"));
      return fetch(url, init);
    };
    const signer = world.signer({ fetch: recording });
    const headers = new Headers();
    const jobs = ["one", "two"].map((id) => {
      headers.set("idempotency-key", id);
      return signer.fetch(order, { headers });
    });
    await Promise.all(jobs);
    assert.deepEqual(sent, ["one", "two"]);
  });

  it("takes an API key that was replaced, without another private key", async () => {
    await start();
    const signer = world.signer();
    assert.equal((await signer.fetch(order)).status, 200);
    world.partner.apiKeys = ["the-next-api-key"];
    assert.equal((await signer.fetch(order)).status, 401);
    await world.replaceApiKey("the-next-api-key");
    assert.equal((await signer.fetch(order)).status, 200);
  });
});

function codeOf(body: unknown, name: string): unknown {
  return (body as Record<string, unknown> | undefined)?.[name];
}
