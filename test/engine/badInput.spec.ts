import * as assert from "node:assert/strict";
import { rmSync, symlinkSync, cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";
import { issuedKey, KEY_PROGRAM } from "../support/programs";
import { Scenario } from "../support/scenario";

const FAST = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
const pair = (args: object) => ({ KEY_PAIR: JSON.stringify(args) });
const GOOD = pair({ secretName: "acme/key" });

describe("engine: bad input, as a new user would give it (promise 9)", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.start({ program: KEY_PROGRAM, env: FAST });
    await scenario.run(["stack", "init", "dev"]);
  });
  after(() => scenario.close());

  const rows: readonly [what: string, env: Record<string, string>, ...messages: RegExp[]][] = [
    ["no region", { ...GOOD, AWS_REGION: "" }, /region: not set, run `pulumi config set aws:region <region>`/],
    [
      "a region that is nearly one",
      { ...GOOD, API_KEY: JSON.stringify({ secretName: "acme/apikey", generate: {} }), AWS_REGION: "eu-wset-1" },
      /region: AWS has no region eu-wset-1, did you mean eu-west-1\? correct it where it stands/,
      /^(?![\s\S]*(ENOTFOUND|no answer|looking for|is misspelt))/,
    ],
    [
      "no credentials",
      { ...GOOD, AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", HOME: "/nonexistent" },
      /creating secret acme\/key: looking for AWS credentials: CredentialsProviderError: none in the environment or the shared files; set AWS_PROFILE/,
    ],
    [
      "an endpoint where nothing listens",
      { ...GOOD, AWS_ENDPOINT_URL_SECRETS_MANAGER: "http://127.0.0.1:9" },
      /no answer from 127\.0\.0\.1:9 \(ECONNREFUSED, 5 attempts\)/,
    ],
    [
      "a short modulus",
      pair({ secretName: "a", modulusLength: 1024 }),
      /modulusLength: 1024 is not allowed, allowed: 2048, 3072, 4096/,
    ],
    [
      "both ways to name a secret",
      pair({ secretName: "a", secretId: "b" }),
      /secretId: given together with secretName, allowed: exactly one of the two/,
    ],
    ["no secret", pair({}), /secretName: missing, give secretName .* or secretId/],
    [
      "a name AWS refuses",
      pair({ secretName: "bad name" }),
      /secretName: a value of type string \(8 characters, a blank at 4\) is not allowed, allowed: 1 to 512 of the characters/,
    ],
    [
      "a recovery window of 3",
      pair({ secretName: "a", recoveryWindowInDays: 3 }),
      /recoveryWindowInDays: 3 is not allowed, allowed: 0 .* or a whole number of days from 7 to 30/,
    ],
    [
      "an unknown input",
      pair({ secretName: "a", keeper: { a: "b" } }),
      /keeper: unknown input, did you mean keepers\? allowed: /,
    ],
    [
      "several at once",
      pair({ secretName: "bad name", modulusLength: 512, recoveryWindowInDays: 3, rotateAfterDays: 0 }),
      /secretName: a value of type string \(8 characters, a blank at 4\) is not allowed/,
      /modulusLength: 512/,
      /recoveryWindowInDays: 3/,
      /rotateAfterDays: 0 is not allowed, allowed: a whole number of days from 1 to 3650/,
    ],
  ];
  for (const [what, env, ...messages] of rows) {
    it(`refuses ${what} with a clear message and makes nothing`, async () => {
      const { code, output } = await scenario.attempt(["up", "--yes", "--skip-preview"], env);
      assert.notEqual(code, 0);
      for (const message of messages) assert.match(output, message);
      assert.doesNotMatch(output, /\n +at .*\.js:\d+/, "a stack trace says nothing to the user");
      assert.deepEqual(await scenario.secretNames(true), []);
    });
  }

  it("says within 30 seconds that nothing listens, with host and port", async () => {
    const begin = Date.now();
    const dead = { ...GOOD, AWS_ENDPOINT_URL_SECRETS_MANAGER: "http://127.0.0.1:9" };
    const { code, output } = await scenario.attempt(["up", "--yes", "--skip-preview"], dead);
    const seconds = (Date.now() - begin) / 1000;
    assert.notEqual(code, 0);
    assert.match(output, /127\.0\.0\.1:9/);
    assert.ok(seconds < 30, `${seconds} s`);
  });

  it("proves nothing unless a good input works", async () => {
    await scenario.up(GOOD);
    assert.deepEqual(await scenario.secretNames(), ["acme/key"]);
    await scenario.run(["destroy", "--yes", "--skip-preview"]);
  });
});

describe("engine: bad config and a bad working copy (promise 9)", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.start({ env: { PARTNER_API_KEY: issuedKey({ sandbox: true }) } });
    await scenario.run(["stack", "init", "sandbox"]);
  });
  after(() => scenario.close());

  it("lists every problem of the stack's config at once", async () => {
    const file = join(scenario.project.project, "stacks", "Pulumi.sandbox.yaml");
    const good = scenario.project.read("stacks/Pulumi.sandbox.yaml");
    const bad = good
      .replace("environment: sandbox", "environment: Sand_Box")
      .replace(/recoveryWindowInDays: .*/, "modulusLength: big");
    writeFileSync(file, bad.replace("config:\n", "config:\n  partner-keys:rotaton: x\n"));
    const { code, output } = await scenario.attempt(["preview"]);
    writeFileSync(file, good);
    assert.notEqual(code, 0);
    assert.match(output, /the config of stack sandbox cannot be used:/);
    assert.match(output, /partner-keys:environment: "Sand_Box" is not allowed, allowed: /);
    assert.match(output, /partner-keys:modulusLength: "big" is not allowed, allowed: 2048, 3072, 4096/);
    assert.match(output, /partner-keys:rotaton: unknown key, did you mean rotation\? allowed: partner, environment/);
  });

  for (const [stack, sandbox, reason] of [
    ["production", true, /it is a sandbox key \("sandbox": true\), but environment is "production"/],
    ["sandbox", false, /it is a production key \("sandbox": false\), but environment is "sandbox"/],
  ] as const) {
    it(`refuses the other environment's key in a ${stack} stack, and makes nothing`, async () => {
      await scenario.run(["stack", "select", "--create", stack]);
      const value = issuedKey({ sandbox, seed: "z" });
      scenario.sentinel.learn(value);
      // With its preview, as people run it: without one, the engine makes the key pair while it refuses the API key
      const { code, output } = await scenario.attempt(["up", "--yes"], { PARTNER_API_KEY: value });
      await scenario.run(["stack", "select", "sandbox"]);
      assert.notEqual(code, 0);
      assert.match(output, reason);
      assert.ok(!output.includes(value));
      assert.deepEqual(await scenario.secretNames(true), []);
    });
  }

  it("does not show a key that was pasted into the config", async () => {
    const file = join(scenario.project.project, "stacks", "Pulumi.sandbox.yaml");
    const good = scenario.project.read("stacks/Pulumi.sandbox.yaml");
    writeFileSync(file, good.replace(/partner-keys:apiKey:\n.*\n.*\n/, "partner-keys:apiKey: pasted-key-0123456789\n"));
    const { code, output } = await scenario.project.attempt(["preview"]);
    writeFileSync(file, good);
    assert.notEqual(code, 0);
    assert.match(output, /partner-keys:apiKey: .* \(if it is the key itself, .*\) is not allowed/);
    assert.ok(!output.includes("pasted-key"));
  });

  for (const [what, breakIt, message] of [
    [
      "missing",
      (root: string) => rmSync(join(root, "dist"), { recursive: true }),
      /dist\/ is missing: run npm run build/,
    ],
    [
      "older than the sources",
      (root: string) => writeFileSync(join(root, "resources", "errors.ts"), "export {};\n"),
      /dist\/ is older than the sources: run npm run build/,
    ],
  ] as const) {
    it(`says so when dist/ is ${what}`, async () => {
      // A working copy of its own: nothing is broken under the feet of the other tests
      const root = join(scenario.project.folder, `copy-${what.slice(0, 3)}`);
      for (const name of [
        "package.json",
        "Pulumi.yaml",
        "tsconfig.json",
        "tsconfig.check.json",
        "tsconfig.build.json",
        "index.ts",
        "stacks",
        "resources",
        "dist",
        "scripts",
      ]) {
        cpSync(join(REPOSITORY, name), join(root, name), { recursive: true });
      }
      symlinkSync(join(REPOSITORY, "node_modules"), join(root, "node_modules"));
      breakIt(root);
      const { code, output } = await scenario.attempt([
        "--cwd",
        root,
        "up",
        "--yes",
        "--skip-preview",
        "--stack",
        "sandbox",
      ]);
      assert.notEqual(code, 0);
      assert.match(output, message);
      assert.deepEqual(await scenario.secretNames(true), []);
    });
  }

  it("works once everything is in place", async () => {
    await scenario.up();
    assert.equal((await scenario.secretNames()).length, 2);
    await scenario.run(["destroy", "--yes", "--skip-preview"]);
  });
});
