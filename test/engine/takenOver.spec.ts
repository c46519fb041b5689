import * as assert from "node:assert/strict";
import { CreateSecretCommand } from "@aws-sdk/client-secrets-manager";
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { KEY_PROGRAM } from "../support/programs";
import { Scenario } from "../support/scenario";

const NAME = "acme/private.pem";
const FROM_LAPTOP = "LAPTOP_KEY";

/** From a key on a laptop to a managed one, with the same public half: the partner is asked nothing. */
describe("engine: a private key that exists already (promises 1, 3, 14)", () => {
  let scenario: Scenario;
  const privatePem = generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs8", format: "pem" })
    .toString();
  const publicHalf = (pem: string) => createPublicKey(pem).export({ type: "spki", format: "pem" }).toString();
  const publicPem = publicHalf(privatePem);
  const args = { secretName: NAME, issued: { env: FROM_LAPTOP } };
  const env = (key: object, ...[pem]: readonly string[]) => ({
    KEY_PAIR: JSON.stringify(key),
    ...(pem === undefined ? {} : { [FROM_LAPTOP]: pem }),
  });

  before(async () => {
    scenario = await Scenario.start({ program: KEY_PROGRAM, quick: true });
    scenario.sentinel.learn(privatePem);
    await scenario.run(["stack", "init", "dev"]);
  });
  after(() => scenario.close());

  it("is refused before anything is made where it is the key of another kind, or only its public half", async () => {
    const { code, output } = await scenario.attempt(["up", "--yes", "--skip-preview"], env(args, publicPem));
    assert.notEqual(code, 0);
    assert.match(output, /issued: environment variable LAPTOP_KEY: it holds a public key, allowed: one unencrypted/);
    assert.deepEqual(scenario.operations(), []);
  });

  it("is stored in the declared form, and its public half is the output", async () => {
    await scenario.up(env(args, privatePem.replaceAll("\n", "\\n")));
    assert.equal((await scenario.project.outputs())["publicKeyPem"], publicPem);
    const { value } = await scenario.readSecret(NAME);
    assert.match(value, /^-----BEGIN RSA PRIVATE KEY-----\n/);
    assert.equal(publicHalf(value), publicPem);
  });

  it("is no change while it is there, nor once it is gone", async () => {
    for (const again of [env(args, privatePem), env(args)]) {
      assert.match((await scenario.up(again)).output, /2 unchanged/);
      assert.deepEqual(scenario.operations(), []);
    }
  });

  it("is not rotated into itself", async () => {
    const { code, output } = await scenario.attempt(
      ["up", "--yes", "--skip-preview"],
      env({ ...args, keepers: { rotation: "2" } }, privatePem),
    );
    assert.notEqual(code, 0);
    assert.match(output, /it holds the key that is stored already, and this run asks for a new one/);
    assert.deepEqual(scenario.operations(), []);
  });

  it("stays where the argument is taken out, and the next rotation makes one", async () => {
    const before = await scenario.readSecret(NAME);
    await scenario.up(env({ secretName: NAME }));
    assert.deepEqual(await scenario.readSecret(NAME), before);
    assert.equal((await scenario.project.outputs())["publicKeyPem"], publicPem);
    await scenario.up(env({ secretName: NAME, keepers: { rotation: "2" } }));
    const after = await scenario.readSecret(NAME);
    assert.notEqual(after.value, before.value);
    assert.equal((await scenario.readSecret(NAME, "AWSPREVIOUS")).versionId, before.versionId);
  });

  it("joins a secret that a person made and that holds that very key", async () => {
    const name = "acme/by-hand";
    await scenario.outOfBand.send(new CreateSecretCommand({ Name: name, SecretString: privatePem }));
    const back = { secretName: name, adopt: true, issued: { env: FROM_LAPTOP, allowPrevious: true } };
    await scenario.up(env(back, privatePem));
    assert.equal((await scenario.project.outputs())["publicKeyPem"], publicPem);
    assert.equal(publicHalf((await scenario.readSecret(name)).value), publicPem);
    assert.equal(publicHalf((await scenario.readSecret(name, "AWSPREVIOUS")).value), publicPem);
  });
});
