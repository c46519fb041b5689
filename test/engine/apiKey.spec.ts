import * as assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";
import { codeOf } from "../support/documents";
import { issuedKey, KEY_PROGRAM } from "../support/programs";
import { Scenario } from "../support/scenario";

/** Loads a .env file as dotenv does, where there is one. */
const PROGRAM = `
import { existsSync } from "node:fs";
if (existsSync(".env")) process.loadEnvFile(".env");
${KEY_PROGRAM}`;
const NAME = "acme/apikey";
const apiKey = (args: object) => ({ API_KEY: JSON.stringify({ secretName: NAME, ...args }) });
const FIRST = issuedKey({ sandbox: true });
const ISSUED = apiKey({ issued: { env: "PARTNER_API_KEY" }, environment: "sandbox" });

describe("engine: ApiKey with the real CLI (promises 1, 9, 14)", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.start({ program: PROGRAM, quick: true });
    await scenario.run(["stack", "init", "dev"]);
  });
  after(() => scenario.close());
  const dotEnv = () => join(scenario.project.project, ".env");

  it("names the variable when the issued key is missing, and makes nothing", async () => {
    const { code, output } = await scenario.attempt(["up", "--yes", "--skip-preview"], ISSUED);
    assert.notEqual(code, 0);
    assert.match(output, /issued: environment variable PARTNER_API_KEY: does not exist/);
    assert.deepEqual(await scenario.secretNames(), []);
  });

  it("tells that what the program loads from a .env file does not reach the process that stores the key", async () => {
    scenario.sentinel.learn(FIRST);
    writeFileSync(dotEnv(), `PARTNER_API_KEY='${FIRST}\n'\n`);
    const { code, output } = await scenario.attempt(["up", "--yes", "--skip-preview"], ISSUED);
    assert.notEqual(code, 0);
    assert.match(
      output,
      /PARTNER_API_KEY: does not exist.*what the program itself loads, from a \.env file say, does not/,
    );
    const asFile = await scenario.attempt(["preview"], apiKey({ issued: { file: ".env" } }));
    assert.match(asFile.output, /issued: file \.env: it begins with NAME=: provide what stands behind it/);
    assert.deepEqual(await scenario.secretNames(), []);
  });

  it("stores the key of a .env file that the shell exports, without the newline an editor left, and tells its key id", async () => {
    const [exported = ""] = codeOf(join(REPOSITORY, "docs", "resources", "api-key.md"), "sh");
    assert.match(exported, /\.env/);
    const { code, output } = await scenario.bash(exported, ISSUED);
    rmSync(dotEnv());
    assert.equal(code, 0, output);
    assert.equal((await scenario.readSecret(NAME)).value, FIRST);
    assert.equal((await scenario.project.outputs())["keyId"], "q".repeat(14));
  });

  it("changes nothing when the variable is absent later, or empty", async () => {
    for (const empty of [{}, { PARTNER_API_KEY: "" }]) {
      assert.match((await scenario.up({ ...ISSUED, ...empty })).output, /2 unchanged/);
      assert.deepEqual(scenario.operations(), []);
    }
  });

  it("replaces the key when the variable holds another value", async () => {
    const before = await scenario.readSecret(NAME);
    const value = issuedKey({ sandbox: true, seed: "y" });
    await scenario.up({ ...ISSUED, PARTNER_API_KEY: value });
    assert.equal((await scenario.readSecret(NAME)).value, value);
    assert.equal((await scenario.readSecret(NAME, "AWSPREVIOUS")).value, before.value);
  });

  it("refuses the key that was replaced, in a preview and in an up, until it is said that it may come back", async () => {
    const before = await scenario.readSecret(NAME);
    for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
      const { code, output } = await scenario.attempt(args, { ...ISSUED, PARTNER_API_KEY: FIRST });
      assert.notEqual(code, 0);
      assert.match(output, /it is a key that was replaced before, perhaps an old copy on this machine/);
      assert.deepEqual(scenario.operations(), []);
    }
    assert.deepEqual(await scenario.readSecret(NAME), before);
    const issued = { env: "PARTNER_API_KEY", allowPrevious: true };
    await scenario.up({ ...apiKey({ issued, environment: "sandbox" }), PARTNER_API_KEY: FIRST });
    assert.equal((await scenario.readSecret(NAME)).value, FIRST);
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
