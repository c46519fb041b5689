import * as assert from "node:assert/strict";
import { publicKeyFingerprint, shortFingerprint, signRequest } from "../../resources";
import { createPublicKey, verify } from "node:crypto";
import { issuedKey } from "../support/programs";
import { Scenario } from "../support/scenario";

const KEY = "qredo/production/private.pem";
const API_KEY = "qredo/production/apikey";

let scenario: Scenario;
let first: Record<string, string>;

const set = (key: string, value: string) => scenario.run(["config", "set", key, value]);
const outputs = () => scenario.project.outputs();
const up = (...args: string[]) => scenario.attempt(["up", "--yes", "--skip-preview", ...args]);
const stagesOf = async (versionId: string) =>
  (await scenario.versions(KEY)).find((version) => version.versionId === versionId)?.stages;

/** The live key in AWS is the one the stack tells. */
async function assertLiveIsKnown(): Promise<void> {
  const { publicKeyPem } = await outputs();
  const { value } = await scenario.readSecret(KEY);
  assert.equal(createPublicKey(value).export({ type: "spki", format: "pem" }), publicKeyPem);
}

function productionStack(): void {
  before(async () => {
    scenario = await Scenario.start({ env: { PARTNER_API_KEY: issuedKey({ sandbox: false }) } });
    await scenario.run(["stack", "init", "production"]);
  });
  after(() => scenario.close());
}

function refusesAcknowledgement(what: string, acknowledged: string, message: RegExp): void {
  it(`refuses a fingerprint ${what}, and nothing moves`, async () => {
    await set("acknowledgedFingerprint", acknowledged);
    const { code, output } = await up();
    assert.notEqual(code, 0);
    assert.match(output, message);
    await assertLiveIsKnown();
    assert.deepEqual(
      scenario.operations().filter((operation) => operation.startsWith("Update")),
      [],
    );
    await scenario.run(["config", "rm", "acknowledgedFingerprint"]);
  });
}

describe("engine: the program of this repository, production stack (promises 2, 4, 8, 9, 11)", () => {
  productionStack();

  it("makes both credentials, the first key is live at once, and somebody is asked to upload it", async () => {
    const { output } = await scenario.up();
    assert.match(
      output,
      /^ *upload the live key of qredo\/production\/private\.pem to the partner, unless it has it: SHA256:/m,
    );
    first = await outputs();
    assert.equal(first["pendingFingerprint"], "");
    assert.match(String(first["handoff"]), /^Upload the live key of qredo production to the partner\.\n/);
    assert.match(String(first["handoff"]), /^2\. Check that the partner shows …[0-9a-f]{4}\.$/m);
    assert.equal(first["uploadFingerprint"], first["publicKeyFingerprint"]);
    assert.match(
      String(first["overview"]),
      /^live: made 20\S+, live since 20\S+, SHA256:\S+\npending: none\nprevious: none\ndue: 20\S+$/,
    );
    assert.equal(first["publicKeyFingerprint"], publicKeyFingerprint(String(first["publicKeyPem"])));
    assert.match(String(first["rotationDueAt"]), /^\d{4}-\d\d-\d\dT/);
    await assertLiveIsKnown();
  });

  it("signs a request that the exported public key verifies", async () => {
    const url = "https://api.qredo.network/api/v1/p/company/search";
    const privateKeyPem = (await scenario.readSecret(KEY)).value;
    const headers = signRequest({
      url,
      timestamp: 1,
      privateKeyPem,
      apiKey: (await scenario.readSecret(API_KEY)).value,
    });
    const signature = Buffer.from(headers["x-sign"], "base64url");
    assert.ok(verify("sha256", Buffer.from(`1${url}`), String(first["publicKeyPem"]), signature));
    assert.equal(headers["x-api-key"], issuedKey({ sandbox: false }));
  });

  it("stages a rotation: the new key is pending, the live key stays, and preview says so", async () => {
    await set("rotation", "second");
    const { output } = await scenario.run(["preview"]);
    assert.match(output, /"delete original" is Pulumi's name for giving up the resource/);
    assert.match(output, /a new key is made and stays pending; SHA256:\S+= stays live until/);
    await scenario.up();
    const now = await outputs();
    assert.equal(now["publicKeyPem"], first["publicKeyPem"]);
    assert.notEqual(now["pendingFingerprint"], "");
    assert.match(
      String(now["handoff"]),
      new RegExp(`config set acknowledgedFingerprint ${now["pendingFingerprint"]?.replace(/[+]/g, "\\+")}`),
    );
    await assertLiveIsKnown();
  });

  refusesAcknowledgement(
    "of another stack",
    "SHA256:" + "A".repeat(43) + "=",
    /names no key of this secret, nothing was moved; to leave the live key live, take acknowledgedFingerprint out or acknowledge SHA256:\S+ \(live\); once the partner has the pending key, acknowledge SHA256:\S+ \(pending\)/,
  );

  it("promotes the pending key when the short form of its fingerprint is acknowledged", async () => {
    const { pendingPublicKeyPem } = await outputs();
    await set("acknowledgedFingerprint", shortFingerprint(String(pendingPublicKeyPem)));
    const { output } = await scenario.run(["preview"]);
    assert.match(output, /goes live; SHA256:\S+= becomes the previous key/);
    const promotion = await scenario.up();
    assert.match(
      promotion.output,
      /^ *remove the previous key of \S+ at the partner (after 20\S+|once you need no way back to it), or now if it has leaked: /m,
    );
    const now = await outputs();
    assert.equal(now["publicKeyPem"], pendingPublicKeyPem);
    assert.equal(now["pendingFingerprint"], "");
    assert.match(
      String(now["handoff"]),
      /^Nothing to upload for qredo production\.\n[^]*\nIf the partner still has the previous key SHA256:/,
    );
    assert.equal(now["previousCreatedAt"], first["liveCreatedAt"]);
    await assertLiveIsKnown();
  });

  it("rolls back when the previous key is acknowledged, and forward again", async () => {
    const promoted = await outputs();
    await set("acknowledgedFingerprint", String(first["publicKeyFingerprint"]));
    const { output } = await scenario.up();
    assert.match(
      output,
      /^ *check that the partner still has the live key of qredo\/production\/private\.pem, and upload it again if not: /m,
    );
    const { publicKeyPem, handoff = "" } = await outputs();
    assert.equal(publicKeyPem, first["publicKeyPem"]);
    assert.match(handoff, /^Check that the partner still has the live key of qredo production\.\n/);
    assert.ok(handoff.includes(`again, to the letter:\n${publicKeyPem ?? ""}2. `), handoff);
    await assertLiveIsKnown();
    await set("acknowledgedFingerprint", String(promoted["publicKeyFingerprint"]));
    await scenario.up();
    assert.equal((await outputs())["publicKeyPem"], promoted["publicKeyPem"]);
    await assertLiveIsKnown();
  });
});

describe("engine: the program of this repository, what else a production stack lives through", () => {
  productionStack();
  before(async () => {
    await scenario.up();
    first = await outputs();
  });

  refusesAcknowledgement(
    "of two",
    "a1b2 c3d4",
    /acknowledgedFingerprint: a value of type string \(9 characters, a blank at 5\) is not allowed/,
  );
  refusesAcknowledgement(
    "cut too short",
    "SHA256:abc",
    /acknowledgedFingerprint: a value of type string \(10 characters\) is not allowed/,
  );
  const noKey = /acknowledgedFingerprint A1B2 names no key of this secret, nothing was moved/;
  refusesAcknowledgement("of 4 digits that no key has", "A1B2", noKey);

  it("refuses the fingerprint of a key two rotations back", async () => {
    for (const rotation of ["third", "fourth"]) {
      await set("rotation", rotation);
      await scenario.up();
      await set("acknowledgedFingerprint", String((await outputs())["pendingFingerprint"]));
      await scenario.up();
    }
    const before = await scenario.readSecret(KEY);
    await set("acknowledgedFingerprint", String(first["publicKeyFingerprint"]));
    const { code, output } = await up();
    assert.notEqual(code, 0);
    assert.match(output, /names no key of this secret/);
    assert.deepEqual(await scenario.readSecret(KEY), before);
    await set("acknowledgedFingerprint", String((await outputs())["publicKeyFingerprint"]));
    await scenario.up();
  });

  it("feeds another stack through a StackReference", async () => {
    const consumer = scenario.project.addExample("consumer");
    const inConsumer = (...args: string[]) => scenario.run(["--cwd", consumer, ...args]);
    await inConsumer("stack", "init", "production");
    await inConsumer("config", "set", "credentials", "organization/partner-keys/production");
    await inConsumer("up", "--yes", "--skip-preview");
    const { stdout } = await inConsumer("stack", "output", "--json");
    const sheet = JSON.parse(stdout) as Record<string, string>;
    const { publicKeyPem, privateKeySecretArn } = await outputs();
    assert.equal(sheet["privateKeySecretArn"], privateKeySecretArn);
    assert.ok(sheet["handoffSheet"]?.includes(String(publicKeyPem).trimEnd()));
    assert.ok(sheet["handoffSheet"]?.includes(`…${shortFingerprint(String(publicKeyPem))}`));
    await inConsumer("destroy", "--yes", "--skip-preview");
  });

  it("refuses another secret name while deletionProtection is on", async () => {
    await set("privateKeySecretName", "qredo/production/renamed.pem");
    const { code, output } = await up();
    assert.notEqual(code, 0);
    assert.match(output, /would delete secret "qredo\/production\/private\.pem", which has deletionProtection/);
    assert.deepEqual(scenario.operations(), []);
    await scenario.run(["config", "rm", "privateKeySecretName"]);
  });

  it("stops a destroy while deletionProtection is on, and the next up finds everything as it was", async () => {
    const before = await outputs();
    const { code, output } = await scenario.attempt(["destroy", "--yes", "--skip-preview"]);
    assert.notEqual(code, 0);
    assert.match(output, /deletionProtection is on, nothing was deleted/);
    await scenario.up();
    const after = await outputs();
    assert.equal(after["publicKeyPem"], before["publicKeyPem"]);
    await assertLiveIsKnown();
  });

  it("moves to a renamed secret only when the new key is acknowledged", async () => {
    const before = await outputs();
    await set("deletionProtection", "false");
    await set("recoveryWindowInDays", "7");
    const harmless = await scenario.run(["preview"]);
    assert.doesNotMatch(harmless.output, /goes live|is made/, "nothing happens to a key");
    await scenario.up();
    await set("privateKeySecretName", "qredo/production/renamed.pem");
    const renamed = await scenario.run(["preview"]);
    assert.match(renamed.output, /a new key is made in another secret, then up stops: SHA256:\S+= stays live/);
    const refused = await up();
    assert.notEqual(refused.code, 0);
    const [, fingerprint] = /set acknowledgedFingerprint to (SHA256:\S+)/.exec(refused.output) ?? [];
    assert.match(refused.output, /BEGIN PUBLIC KEY/);
    assert.equal((await outputs())["publicKeyPem"], before["publicKeyPem"]);
    assert.deepEqual((await stagesOf((await scenario.readSecret(KEY)).versionId))?.includes("AWSCURRENT"), true);
    await set("acknowledgedFingerprint", String(fingerprint));
    await scenario.up();
    const after = await outputs();
    assert.equal(after["publicKeyFingerprint"], fingerprint);
    assert.deepEqual(await scenario.secretNames(), [API_KEY, "qredo/production/renamed.pem"]);
  });

  it("destroys once the protection is off", async () => {
    await scenario.run(["destroy", "--yes", "--skip-preview"]);
    assert.deepEqual(await scenario.secretNames(), []);
  });
});
