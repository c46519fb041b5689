import * as assert from "node:assert/strict";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { fingerprintOf } from "../../resources/crypto/publicKey/fingerprint";
import { failure } from "../support/failure";
import { FakeWorld } from "../support/fakeWorld";
import { assertNothingTold, KeyLife, labels, type InState, type Props, WHOSE_IT_MAY_BE } from "../support/keyLife";
import { issuedKey } from "../support/programs";

const NAME = "partner/private.pem";
const OWNER = "project/stack/signer";
const publicOf = (privateKeyPem: string) =>
  createPublicKey(createPrivateKey(privateKeyPem)).export({ type: "spki", format: "pem" }).toString();

describe("creating a key", () => {
  let world: FakeWorld;
  let rsa: KeyLife;
  beforeEach(() => {
    world = new FakeWorld();
    rsa = new KeyLife(world, "RsaKeyPair", { secretName: NAME, owner: OWNER });
  });
  afterEach(() => assertNothingTold(world));

  const value = ({ outs }: InState) => world.store.valueOf(String(outs["secretArn"]), String(outs["versionId"])) ?? "";
  const tagsOf = async (name: string) => (await world.store.describe(name))?.tags ?? {};

  it("makes an owned secret with one call, and everything about the key but the key", async () => {
    const key = await rsa.create({ description: "d", kmsKeyId: "alias/k", tags: { team: "a" } });
    assert.deepEqual(world.store.calls, ["create"]);
    assert.equal(key.id, `${String(key.outs["secretArn"])}|${String(key.outs["versionId"])}`);
    assert.equal(key.outs["publicKeyPem"], publicOf(value(key)));
    assert.equal(key.outs["createdAt"], "2030-01-01T00:00:00.000Z");
    assert.equal(key.outs["drift"], "");
    const secret = await world.store.describe(NAME);
    assert.deepEqual(
      { description: secret?.description, kmsKeyId: secret?.kmsKeyId, tags: secret?.tags },
      {
        description: "d",
        kmsKeyId: "alias/k",
        tags: { team: "a", "partner-keys:owner": OWNER, "partner-keys:kind": "key-pair" },
      },
    );
  });

  const formats: readonly (readonly [Props, RegExp])[] = [
    [{}, /^-----BEGIN RSA PRIVATE KEY-----\n[^{]+-----END RSA PRIVATE KEY-----\n$/],
    [{ privateKeyFormat: "pkcs8" }, /^-----BEGIN PRIVATE KEY-----\n[^{]+-----END PRIVATE KEY-----\n$/],
  ];
  for (const [inputs, expected] of formats) {
    it(`with ${JSON.stringify(inputs)} stores the private key file as it is`, async () => {
      assert.match(value(await rsa.create(inputs)), expected);
    });
  }

  it("with secretFormat json stores both halves and the fingerprint", async () => {
    const key = await rsa.create({ secretFormat: "json" });
    const stored = JSON.parse(value(key)) as Record<string, string>;
    assert.deepEqual(Object.keys(stored), ["privateKeyPem", "publicKeyPem", "fingerprint"]);
    assert.equal(publicOf(stored["privateKeyPem"] ?? ""), key.outs["publicKeyPem"]);
    assert.equal(stored["fingerprint"], key.outs["fingerprint"]);
  });

  it("with secretFields stores the names that somebody else prescribes, and nothing besides", async () => {
    const key = await rsa.create({ secretFields: { Username: { constant: "acme" }, PrivateKey: "privateKeyPem" } });
    const { PrivateKey = "", ...others } = JSON.parse(value(key)) as Record<string, string>;
    assert.deepEqual(others, { Username: "acme" });
    assert.equal(publicOf(PrivateKey), key.outs["publicKeyPem"]);
    assert.ok(!JSON.stringify(key.outs).includes("PRIVATE KEY"));
  });

  it("makes a fresh key and takes one token every time, with the same inputs too", async () => {
    const keys = [await rsa.create(), await rsa.create(), await rsa.create()];
    assert.equal(new Set(keys.map(({ outs }) => outs["fingerprint"])).size, 3);
    assert.equal(world.tokens.length, 3);
    assert.deepEqual(
      keys.map(({ outs }) => outs["versionId"]),
      world.tokens,
    );
  });

  it("on a secret of ours adds a version that is live and the newest", async () => {
    const [first, second] = [await rsa.create(), await rsa.create()];
    assert.deepEqual(await labels(world, NAME), {
      [String(first.outs["versionId"])]: ["AWSPREVIOUS"],
      [String(second.outs["versionId"])]: ["AWSCURRENT", "partner-keys-latest"],
    });
    assert.equal(second.outs["secretArn"], first.outs["secretArn"]);
    assert.deepEqual(world.told, [`secret ${NAME} exists and is ours: it got a new version; ${WHOSE_IT_MAY_BE}`]);
  });

  it("as pending is live when it is the first version, and its record is in the tags", async () => {
    const key = await rsa.create({ publishAs: "pending" });
    assert.deepEqual(await labels(world, NAME), { [String(key.outs["versionId"])]: ["AWSCURRENT"] });
    const tags = await tagsOf(NAME);
    assert.equal(tags["partner-keys:live-version"], key.outs["versionId"]);
    assert.equal(tags["partner-keys:live-fingerprint"], key.outs["fingerprint"]);
  });

  it("as pending waits when there is a version already, whose record stays", async () => {
    const [first, second] = [await rsa.create({ publishAs: "pending" }), await rsa.create({ publishAs: "pending" })];
    assert.deepEqual(await labels(world, NAME), {
      [String(first.outs["versionId"])]: ["AWSCURRENT"],
      [String(second.outs["versionId"])]: ["AWSPENDING", "partner-keys-latest"],
    });
    assert.equal((await tagsOf(NAME))["partner-keys:live-version"], first.outs["versionId"]);
  });

  describe("on a name that exists", () => {
    const foreign = (tags: Record<string, string>) =>
      world.store.create({ name: NAME, value: "somebody-elses-value", token: "f".repeat(36), tags });

    const strangers: readonly (readonly [string, Record<string, string>, RegExp])[] = [
      [
        "nobody marked",
        {},
        /it exists and has no owner tag, somebody else made it; choose another secretName \(in PartnerCredentials privateKeySecretName or apiKeySecretName\), or use secretId to add versions to it; docs\/refactor\.md has how to take it over$/,
      ],
      [
        "another resource owns",
        { "partner-keys:owner": "other/stack/x" },
        /^creating secret partner\/private\.pem: it exists and belongs to other\/stack\/x; choose another secretName \([^)]+\), for example "partner\/stack\/private\.pem"; that stack's live key stays as it is/,
      ],
    ];
    for (const [what, tags, message] of strangers) {
      it(`that ${what} stops, and changes nothing`, async () => {
        await foreign(tags);
        const error = await failure(rsa.create(), "ERR_SECRET_NOT_OURS", message);
        assertNothingTold(world, error);
        assert.deepEqual(world.store.versionsOf(NAME), ["f".repeat(36)]);
        assert.deepEqual(await tagsOf(NAME), tags);
      });

      it(`that ${what} goes on with adopt: its version stays, the secret is ours`, async () => {
        await foreign(tags);
        const key = await rsa.create({ adopt: true });
        assert.deepEqual(await labels(world, NAME), {
          ["f".repeat(36)]: ["AWSPREVIOUS"],
          [String(key.outs["versionId"])]: ["AWSCURRENT", "partner-keys-latest"],
        });
        assert.equal((await tagsOf(NAME))["partner-keys:owner"], OWNER);
        assert.deepEqual(world.told, [`secret ${NAME} exists and was adopted: it got a new version`]);
      });
    }

    it("that is scheduled for deletion and ours restores it and adds a version", async () => {
      const first = await rsa.create();
      await world.store.delete(String(first.outs["secretArn"]), 30);
      const second = await rsa.create();
      assert.equal((await world.store.describe(NAME))?.scheduledForDeletion, undefined);
      assert.equal(value(first) !== "" && value(second) !== value(first), true);
      assert.deepEqual(world.told, [
        `secret ${NAME} was scheduled for deletion: restored, its earlier versions are back`,
      ]);
    });

    it("that is scheduled for deletion and not ours stops, and leaves it scheduled", async () => {
      await foreign({});
      await world.store.delete(NAME, 30);
      await world.store.delete((await world.store.describe(NAME))?.arn ?? "", 0);
      await foreign({ "partner-keys:owner": "other/stack/x" });
      await world.store.delete((await world.store.describe(NAME))?.arn ?? "", 30);
      await failure(
        rsa.create(),
        "ERR_SECRET_NOT_OURS",
        /^creating secret \S+: a secret of that name is scheduled for deletion on 2030-\S+Z and belongs to other\/stack\/x; until then the name is taken; choose another secretName .*; docs\/refactor\.md has how to restore it and take it over$/,
      );
      assert.ok((await world.store.describe(NAME))?.scheduledForDeletion);
    });

    it("puts description, KMS key and tags of our secret right before it adds the version", async () => {
      await rsa.create({ description: "old", tags: { team: "a" } });
      await rsa.create({ description: "new", kmsKeyId: "alias/k", tags: { team: "b" } });
      const { description, kmsKeyId, tags } = (await world.store.describe(NAME)) ?? {};
      assert.deepEqual([description, kmsKeyId, tags?.["team"]], ["new", "alias/k", "b"]);
    });
  });

  describe("on a name that is being deleted by force", () => {
    it("waits longer each time and asks again with the same token", async () => {
      world.store.releaseSlowly(NAME, 3);
      const key = await rsa.create();
      assert.deepEqual(world.waits, [1_000, 2_000, 4_000]);
      assert.deepEqual(world.tokens, [key.outs["versionId"]]);
    });

    it("gives up after six attempts with what the store said", async () => {
      world.store.releaseSlowly(NAME, 99);
      await failure(rsa.create(), "ERR_STORE_REFUSED", /being deleted/);
      assert.equal(world.store.calls.filter((call) => call === "create").length, 6);
    });
  });

  describe("in a borrowed secret", () => {
    const borrowed = { secretName: undefined, secretId: "theirs" };
    const theirs = () =>
      world.store.create({
        name: "theirs",
        value: "placeholder-of-theirs",
        token: "f".repeat(36),
        tags: { team: "t" },
      });

    it("adds a version and touches nothing else", async () => {
      await theirs();
      const key = await rsa.create(borrowed);
      assert.deepEqual(world.store.calls, ["create", "describe", "put"]);
      assert.deepEqual(await labels(world, "theirs"), {
        ["f".repeat(36)]: ["AWSPREVIOUS"],
        [String(key.outs["versionId"])]: ["AWSCURRENT"], // the label of ours would stand in for the owner's own
      });
      assert.deepEqual(await tagsOf("theirs"), { team: "t" });
      assert.match(String(key.outs["secretArn"]), /^arn:aws:secretsmanager:us-east-1:123456789012:secret:theirs-/);
    });

    it("that does not exist fails, and makes none", async () => {
      await failure(rsa.create(borrowed), "ERR_SECRET_NOT_FOUND");
      assert.equal(await world.store.describe("theirs"), undefined);
    });
  });

  describe("for an API", () => {
    const api = (more: Props) => new KeyLife(world, "ApiKey", { secretName: "partner/apikey", owner: OWNER, ...more });

    const shapes: readonly (readonly [Props, RegExp])[] = [
      [{}, /^[A-Za-z0-9+/]{43}=$/],
      [{ bytes: 16, encoding: "hex", prefix: "sk_" }, /^sk_[0-9a-f]{32}$/],
    ];
    for (const [generate, expected] of shapes) {
      it(`generates ${JSON.stringify(generate)}`, async () => {
        const key = await api({ generate }).create();
        assert.match(value(key), expected);
        assert.equal(key.outs["fingerprint"], fingerprintOf(value(key)));
      });
    }

    for (const issued of [{ env: "KEY" }, { file: "apikey" }]) {
      it(`stores the key issued in ${JSON.stringify(issued)}, without the newline around it`, async () => {
        world.environment["KEY"] = world.files["apikey"] = `${issuedKey()}\n`;
        const key = await api({ issued }).create();
        assert.equal(value(key), issuedKey());
        assert.equal(key.outs["keyId"], "q".repeat(14));
        assert.equal(key.outs["fingerprint"], fingerprintOf(issuedKey()));
      });
    }

    it("refuses an issued key that is gone since it was checked", async () => {
      world.environment["KEY"] = issuedKey();
      const life = api({ issued: { env: "KEY" } });
      const inputs = await life.checked({}, {});
      delete world.environment["KEY"];
      await failure(
        life.provider.create(inputs),
        "ERR_ISSUED_KEY",
        /^storing the issued API key: environment variable KEY is gone since it was checked; provide it and run pulumi up again$/,
      );
    });

    it("refuses an issued key that changed since it was checked, and stores nothing", async () => {
      world.environment["KEY"] = issuedKey();
      const life = api({ issued: { env: "KEY" } });
      const inputs = await life.checked({}, {});
      world.environment["KEY"] = issuedKey({ seed: "y" });
      const error = await failure(life.provider.create(inputs), "ERR_ISSUED_KEY", /changed while pulumi was running/);
      assert.ok(!error.message.includes(issuedKey({ seed: "y" })));
      assert.deepEqual(world.store.calls, []);
    });
  });

  it("goes to the region of the resource", async () => {
    const key = await rsa.create({ region: "eu-west-1" });
    assert.match(String(key.outs["secretArn"]), /:eu-west-1:/);
    assert.deepEqual(world.store.calls, []);
  });
});
