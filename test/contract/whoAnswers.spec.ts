import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { localBackend } from "../../emulator/backend";
import { movableClock } from "../../emulator/clock";
import { failure } from "../support/failure";
import { Identity } from "../support/identity";

const [HOME, HUB, STRANGER] = ["111111111111", "222222222222", "999999999999"];
const ROLE = `arn:aws:iam::${HUB}:role/hub`;
const KEYS = { "aws:accessKey": "AKIACONFIG", "aws:secretKey": "s" };
const DAY = 24 * 60 * 60 * 1000;

describe("who answers", () => {
  let under: Identity;
  /** The operation whose answer names another account than it should; none where empty. */
  let strange = "";

  before(async () => {
    const backend = localBackend(movableClock());
    under = await Identity.start({
      async handle(operation, body, caller) {
        const reply = await backend.handle(operation, body, caller);
        if (operation !== strange) return reply;
        return { ...reply, body: reply.body.toString().replace(/(arn:aws:\w+:[^:]*:)\d{12}/g, `$1${STRANGER}`) };
      },
    });
    under.server.hooks.account("AKIACONFIG", HOME);
    under.server.hooks.role({ arn: ROLE, webIdentityToken: "a-web-token-of-a-pipeline" });
  });
  afterEach(() => {
    strange = "";
    under.server.hooks.clear();
  });
  after(() => under.stop());

  const secret = (name: string, value = "v") => ({ name, value, token: "t".repeat(32), tags: {} });

  describe("of another account than the credentials are of is not believed", () => {
    const claims: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
      ["an allowed one", { ...KEYS, "aws:allowedAccountIds": HOME }, HOME],
      ["one that is not forbidden", { ...KEYS, "aws:forbiddenAccountIds": HUB }, HOME],
      ["that of the role", { ...KEYS, "aws:assumeRoles": [{ roleArn: ROLE }] }, HUB],
    ];
    for (const [what, settings, account] of claims) {
      it(`where ${what} was claimed`, async () => {
        const store = under.store(settings);
        strange = "CreateSecret";
        const error = await failure(store.create(secret(`acme/${what.replaceAll(" ", "-")}`)), "ERR_STORE_DENIED");
        const said = `the answer names arn:aws:secretsmanager:us-east-1:${STRANGER}:secret:`;
        assert.ok(error.message.includes(said), error.message);
        assert.match(
          error.message,
          new RegExp(`in account ${STRANGER}, and the credentials are of account ${account};`),
        );
      });
    }

    it("nor are credentials of another account than that of the role", async () => {
      const store = under.store({ ...KEYS, "aws:assumeRoles": [{ roleArn: ROLE }] });
      strange = "AssumeRole";
      await failure(
        store.describe("acme/key"),
        "ERR_STORE_DENIED",
        /assuming role \S+: the answer names arn:aws:sts::999999999999:assumed-role\/hub\/\S+, in account 999999999999/,
      );
      assert.equal(under.server.hooks.count("DescribeSecret"), 0);
    });
  });

  it("asks again whose credentials these are, where the first question failed", async () => {
    const store = under.store({ ...KEYS, "aws:allowedAccountIds": HOME });
    under.server.hooks.fault({ kind: "access-denied", operation: "GetCallerIdentity" });
    await failure(store.describe("acme/key"), "ERR_STORE_DENIED", /asking STS whose credentials these are/);
    assert.equal(await store.describe("acme/key"), undefined);
    assert.equal(await store.describe("acme/key"), undefined);
    assert.equal(under.server.hooks.count("GetCallerIdentity"), 2, "what was answered is kept");
  });

  describe("with what was sent shows none of it", () => {
    const { privateKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      privateKeyEncoding: { type: "pkcs1", format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    });
    for (const [what, value] of [
      ["a private key", privateKey],
      ["an API key", "qk-7Jx0-Wm3c9"],
    ] as const) {
      it(`of ${what}`, async () => {
        const store = under.store(KEYS);
        under.server.hooks.fault({ kind: "echo", times: 100 });
        const errors = [
          await failure(store.create(secret("acme/echo", value)), "ERR_STORE_DENIED"),
          await failure(store.put({ ...secret("", value), secretId: "a", stages: ["x"] }), "ERR_STORE_DENIED"),
        ];
        for (const { message } of errors) {
          assert.match(
            message,
            /: 127\.0\.0\.1:\d+ answered with an error that gives back what was sent, so it is not/,
          );
          for (let i = 0; i + 8 < value.length; i++) assert.ok(!message.includes(value.slice(i, i + 8)), message);
        }
      });
    }

    it("of the token of a web identity", async () => {
      const web = { roleArn: ROLE, webIdentityToken: "a-web-token-of-a-pipeline" };
      const store = under.store({ "aws:assumeRoleWithWebIdentity": web });
      under.server.hooks.fault({ kind: "echo", operation: "AssumeRoleWithWebIdentity" });
      const { message } = await failure(store.describe("acme/key"), "ERR_STORE_DENIED", /gives back what was sent/);
      assert.doesNotMatch(message, /a-web-token/);
    });

    it("shows all of it where it carried no value", async () => {
      const store = under.store(KEYS);
      under.server.hooks.fault({ kind: "echo", operation: "DescribeSecret" });
      await failure(store.describe("acme/key"), "ERR_STORE_DENIED", /Access denied to \{"SecretId":"acme\/key"\}/);
    });
  });

  it("tells the time, where the clock of this machine is wrong", async () => {
    const store = under.store(KEYS);
    assert.equal(store.time(), undefined);
    under.server.clock.advance(-365 * DAY);
    await store.describe("acme/key");
    const ahead = Date.now() - (store.time()?.getTime() ?? 0);
    assert.ok(Math.abs(ahead - 365 * DAY) < DAY, `${ahead} ms`);
    under.server.clock.advance(365 * DAY);
    under.server.hooks.fault({ kind: "empty-object", operation: "DescribeSecret" });
    await store.describe("acme/key");
    assert.ok(Math.abs(Date.now() - (store.time()?.getTime() ?? 0)) < 1_000, "the machine's own, which is finer");
  });
});
