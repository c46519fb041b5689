import * as assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { issuedKey, KEY_PROGRAM } from "../support/programs";
import { Scenario } from "../support/scenario";

const NAME = "acme/apikey";
const apiKey = (args: object) => ({ API_KEY: JSON.stringify({ secretName: NAME, ...args }) });
const ISSUED = apiKey({ issued: { env: "PARTNER_API_KEY" }, environment: "sandbox" });

describe("engine: ApiKey with the real CLI (promises 1, 9)", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.start({ program: KEY_PROGRAM, quick: true });
    await scenario.run(["stack", "init", "dev"]);
  });
  after(() => scenario.close());

  it("names the variable when the issued key is missing, and makes nothing", async () => {
    const { code, output } = await scenario.attempt(["up", "--yes", "--skip-preview"], ISSUED);
    assert.notEqual(code, 0);
    assert.match(output, /issued: environment variable PARTNER_API_KEY: does not exist/);
    assert.deepEqual(await scenario.secretNames(), []);
  });

  it("stores the issued key without the newline an editor left, and tells its key id", async () => {
    const value = issuedKey({ sandbox: true });
    await scenario.up({ ...ISSUED, PARTNER_API_KEY: value + "\n" });
    assert.equal((await scenario.readSecret(NAME)).value, value);
    assert.equal((await scenario.project.outputs())["keyId"], "q".repeat(14));
  });

  it("changes nothing when the variable is absent later", async () => {
    assert.match((await scenario.up(ISSUED)).output, /2 unchanged/);
    assert.deepEqual(scenario.operations(), []);
  });

  it("replaces the key when the variable holds another value", async () => {
    const before = await scenario.readSecret(NAME);
    const value = issuedKey({ sandbox: true, seed: "y" });
    await scenario.up({ ...ISSUED, PARTNER_API_KEY: value });
    assert.equal((await scenario.readSecret(NAME)).value, value);
    assert.equal((await scenario.readSecret(NAME, "AWSPREVIOUS")).value, before.value);
  });

  it("refuses a production key in the sandbox and leaves the stored one alone", async () => {
    const before = await scenario.readSecret(NAME);
    const value = issuedKey({ sandbox: false });
    scenario.sentinel.learn(value);
    const { code, output } = await scenario.attempt(["up", "--yes"], { ...ISSUED, PARTNER_API_KEY: value });
    assert.notEqual(code, 0);
    assert.match(output, /it is a production key .* but environment is "sandbox"/);
    assert.deepEqual(await scenario.readSecret(NAME), before);
  });

  for (const [what, text, reason] of [
    ["a reference", "${PARTNER_API_KEY}", /looks like a reference that nobody resolved/],
    ["two lines", "a".repeat(30) + "\n" + "b".repeat(30), /it has more than one line/],
    ["a byte order mark", "\ufeff" + "c".repeat(30), /byte order mark/],
    ["too short", "short", /it has 5 characters: at least 16/],
  ] as const) {
    it(`refuses a file that is ${what} without showing it`, async () => {
      writeFileSync(join(scenario.project.project, "apikey"), text);
      if (text.length > 10) scenario.sentinel.learn(text.replace("\ufeff", ""));
      const { code, output } = await scenario.attempt(["preview"], apiKey({ issued: { file: "apikey" } }));
      writeFileSync(join(scenario.project.project, "apikey"), "");
      assert.notEqual(code, 0);
      assert.match(output, reason);
      assert.match(output, /file apikey/);
    });
  }

  it("takes an empty file for an absent one: the stored key stays", async () => {
    const before = await scenario.readSecret(NAME);
    writeFileSync(join(scenario.project.project, "apikey"), "");
    const { output } = await scenario.up(apiKey({ issued: { file: "apikey" } }));
    assert.match(output, /file apikey is empty: the stored API key stays/);
    assert.deepEqual(await scenario.readSecret(NAME), before);
  });

  it("turns into a generated key of the declared shape", async () => {
    await scenario.up(apiKey({ generate: { bytes: 24, encoding: "hex", prefix: "sk_" } }));
    assert.match((await scenario.readSecret(NAME)).value, /^sk_[0-9a-f]{48}$/);
  });

  it("destroys", async () => {
    await scenario.run(["destroy", "--yes", "--skip-preview"]);
    assert.deepEqual(await scenario.secretNames(), []);
  });
});
