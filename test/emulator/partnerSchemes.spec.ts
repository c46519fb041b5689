import * as assert from "node:assert/strict";
import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { inspect } from "node:util";
import type { AssertingPartner, PartnerScheme } from "../../emulator/partner";
import { aboutText, KEY_ID } from "../../resources/secrets/about";
import { ABOUT_TAGS } from "../../resources/secrets/tags";
import type { Signer, SignerOptions } from "../../resources/signer";
import { ociSignature, readWithKeyId, refusedBy } from "../../resources/signer/schemes";
import { type Reader, secretsManagerReader } from "../../resources/signer/secretsManager";
import { LeakSentinel } from "../support/leakSentinel";
import { selfSigned } from "../support/selfSigned";
import { keyOfScheme } from "../support/signer/keyOfScheme";
import { LocalRotation, READER, rsaKeyPem } from "../support/signer/localRotation";
import { ASSERTIONS, type AssertionCase } from "../support/signer/schemeRows";

const OCIDS = { tenancy: "ocid1.tenancy.oc1..aaaa", user: "ocid1.user.oc1..aaaa" };

describe("Schemes of partners, between the local Secrets Manager and a partner that verifies them", () => {
  let world: LocalRotation;
  let reader: Reader | undefined;
  /** The id that the partner gave each key, by the text of its secret. */
  const ids = new Map<string, string>();
  afterEach(async () => {
    reader?.close();
    await world.stop();
    ids.clear();
  });

  async function start(partner: PartnerScheme) {
    const [first, second] = [keyOfScheme(partner), keyOfScheme(partner)];
    world = await LocalRotation.start(first.value, { scheme: partner });
    ids.set(first.value, world.partner.upload(first.uploaded));
    return { first, second };
  }

  /** One request by `run`, as docs/resources/signer.md has it. */
  const ask = async (signer: Signer, { partner, path, make, request }: AssertionCase, id: string) => {
    const endpoint = `${world.partner.url}${path}`;
    const assertion = make(endpoint);
    return signer.run(async (key) => {
      const { headers, ...init } = request(assertion(key));
      const sent = new Headers(headers);
      sent.set("x-request-id", id);
      return fetch(endpoint, { ...init, headers: sent, redirect: "manual" });
    }, refusedBy[partner]);
  };

  for (const row of ASSERTIONS) {
    it(`${row.partner}: takes a request through the upload of the pending key: one refusal, executed once, another id`, async () => {
      const { first, second } = await start(row.partner);
      const signer = world.signer(withIds(row.partner));
      assert.equal((await ask(signer, row, "1")).status, 200);
      assert.equal((await ask(signer, row, "2")).status, 200, "a JWT of its own");
      await world.stage(second.value);
      ids.set(second.value, world.partner.upload(second.uploaded));
      const answer = await ask(signer, row, "3");
      assert.deepEqual([answer.status, world.partner.refused], [200, 1]);
      assert.deepEqual([...world.partner.executions.values()], [1, 1, 1]);
      assert.deepEqual(
        world.events.map(({ type }) => type),
        ["switched"],
      );
      const sentinel = new LeakSentinel();
      for (const { value } of [first, second]) sentinel.learn(value);
      sentinel.watchText(
        "events",
        inspect(world.events, { depth: 9, showHidden: true }) + JSON.stringify(world.events),
      );
      sentinel.assertNothingLeaked();
    });

    it(`${row.partner}: a key that nobody knows is refused, and the answer comes back whole`, async () => {
      await start(row.partner);
      world.partner.upload(keyOfScheme(row.partner).uploaded);
      const answer = await ask(world.signer(withIds(row.partner)), row, "1");
      assert.equal(await refusedBy[row.partner](answer), true);
      assert.equal(world.partner.executions.size, 0);
    });
  }

  /** NetSuite names the key: a reader of one's own knows what. */
  function withIds(partner: AssertingPartner): Partial<SignerOptions> {
    if (partner !== "netsuite") return {};
    const { read } = (reader = secretsManagerReader("us-east-1"));
    return {
      read: async (secretArn, stage) => {
        const version = await read(secretArn, stage);
        return version && { ...version, keyId: ids.get(version.value) ?? "unknown" };
      },
    };
  }

  const netsuite = ASSERTIONS.find(({ partner }) => partner === "netsuite")!;
  const describes = () =>
    world.server.hooks.calls.filter(
      ({ accessKeyId, operation }) => accessKeyId === READER && operation === "DescribeSecret",
    );

  it("netsuite: an id that the partner assigned is read from the tags, once for each version, and follows the key", async () => {
    const { first, second } = await start("netsuite");
    const version = await world.live();
    await world.tag({
      [ABOUT_TAGS.live]: aboutText({ versionId: version, facts: { [KEY_ID]: ids.get(first.value)! } })!,
    });
    const signer = world.signer({ read: readWithKeyId() });
    for (const id of ["1", "2"]) assert.equal((await ask(signer, netsuite, id)).status, 200);
    assert.equal(describes().length, 1);
    const pending = await world.stage(second.value);
    const keyId = world.partner.upload(second.uploaded);
    const facts = { [KEY_ID]: keyId };
    await world.tag({ [ABOUT_TAGS.pending]: aboutText({ versionId: pending, facts })! });
    for (const id of ["3", "4"]) assert.equal((await ask(signer, netsuite, id)).status, 200);
    assert.deepEqual([world.partner.refused, describes().length], [1, 2]);
    const [switched] = world.events;
    assert.ok(switched?.type === "switched" && switched.to.versionId === pending);
  });

  it("netsuite: a pending key without an id on record is left out of a trial, and nothing is sent with it", async () => {
    const { first, second } = await start("netsuite");
    const versionId = await world.live();
    await world.tag({ [ABOUT_TAGS.live]: aboutText({ versionId, facts: { [KEY_ID]: ids.get(first.value)! } })! });
    const signer = world.signer({ read: readWithKeyId() });
    const pending = await world.stage(second.value);
    world.partner.upload(second.uploaded);
    const answer = await ask(signer, netsuite, "1");
    assert.deepEqual([answer.status, world.partner.refused, world.partner.executions.size], [400, 1, 0]);
    const [unreadable] = world.events;
    assert.ok(unreadable?.type === "unreadable");
    assert.equal(
      unreadable.reason,
      `reading AWSPENDING of ${world.privateKeySecretArn}: of version ${pending} no id is on record that the partner assigned; acknowledge the key with its acknowledgedKeyId`,
    );
  });

  it("netsuite: a live key without an id on record, and one whose tag names another version, sign nothing", async () => {
    await start("netsuite");
    for (const tag of [undefined, "another-version key-id=key-1"]) {
      if (tag !== undefined) await world.tag({ [ABOUT_TAGS.live]: tag });
      await assert.rejects(ask(world.signer({ read: readWithKeyId() }), netsuite, "1"), {
        code: "ERR_KEY_UNUSABLE",
        message:
          /^reading AWSCURRENT of arn:\S+: of version \S+ no id is on record that the partner assigned; acknowledge/,
      });
    }
    assert.deepEqual([world.partner.refused, world.partner.executions.size], [0, 0]);
  });

  it("netsuite: says what to do where the tags may not be read", async () => {
    await start("netsuite");
    world.server.hooks.deny(READER, ["DescribeSecret"]);
    await assert.rejects(ask(world.signer({ read: readWithKeyId() }), netsuite, "1"), {
      code: "ERR_STORE_DENIED",
      message:
        /^reading the tags of arn:\S+: AccessDeniedException: .*DescribeSecret.*; give this role what grantRead gives/,
    });
  });

  const ociOrder = () => `${world.partner.url}/20160918/volumeAttachments?displayName=a%20b`;
  const ociSigner = () => world.signer({ scheme: ociSignature(OCIDS), refused: refusedBy.oci });

  for (const [what, init] of [
    ["a GET", {}],
    ["a POST", { method: "POST", body: '{"a":"é"}' }],
    ["a PUT of bytes", { method: "PUT", body: Buffer.from([0, 200, 255]), headers: { "content-type": "image/png" } }],
    ["a POST without a body", { method: "POST" }],
    ["a DELETE", { method: "DELETE" }],
  ] as const) {
    it(`oci: fetch takes ${what} through the upload of the pending key, signed by headers`, async () => {
      const { second } = await start("oci");
      const signer = ociSigner();
      assert.equal((await signer.fetch(ociOrder(), init)).status, 200);
      await world.stage(second.value);
      world.partner.upload(second.uploaded);
      assert.equal((await signer.fetch(ociOrder(), init)).status, 200);
      assert.equal(world.partner.refused, 1);
    });
  }

  it("oci: sends neither the API key nor Qredo's headers, and what it signs wins over the caller's", async () => {
    await start("oci");
    const sent: Headers[] = [];
    const recording: typeof fetch = async (url, init) => {
      sent.push(new Headers(init?.headers));
      return fetch(url, init);
    };
    const signer = world.signer({ scheme: ociSignature(OCIDS), fetch: recording });
    const headers = { authorization: "Bearer mine", date: "yesterday", accept: "text/plain" };
    assert.equal((await signer.fetch(ociOrder(), { headers })).status, 200);
    assert.deepEqual([...sent[0]!.keys()], ["accept", "authorization", "date"]);
    assert.match(String(sent[0]!.get("authorization")), /^Signature version="1",/);
  });

  it("oci: says of a live key of another kind that it does not sign, and sends nothing", async () => {
    const ec: KeyObject = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    world = await LocalRotation.start(ec.export({ type: "pkcs8", format: "pem" }).toString(), { scheme: "oci" });
    await assert.rejects(ociSigner().fetch(ociOrder()), {
      code: "ERR_KEY_UNUSABLE",
      message: /holds a key of kind ec, and Oracle OCI's scheme signs with rsa; use run with a scheme of your own$/,
    });
    assert.equal(world.partner.refused, 0);
  });

  it("gives run the certificate that the secret holds beside the key", async () => {
    const pem = rsaKeyPem("pkcs8");
    const certificatePem = selfSigned(createPrivateKey(pem));
    for (const [value, expected] of [
      [JSON.stringify({ privateKeyPem: pem, certificatePem }), certificatePem],
      [JSON.stringify({ privateKeyPem: pem, certificatePem: 5 }), undefined],
      [JSON.stringify({ privateKeyPem: pem }), undefined],
      [pem, undefined],
    ] as const) {
      world = await LocalRotation.start(value);
      const given = await world.signer().run(
        async (key) => key.certificatePem,
        () => false,
      );
      assert.equal(given, expected);
      if (value !== pem) await world.stop();
    }
  });
});
