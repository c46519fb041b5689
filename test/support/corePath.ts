import * as assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { CONSUMER, type Scenario } from "./scenario";

const NAME = "acme/private.pem";
const API_KEY = "acme/apikey";

/** Environment of a KEY_PROGRAM with both keys. */
export const bothKeys = (args: object = {}) => ({
  KEY_PAIR: JSON.stringify({ secretName: NAME, recoveryWindowInDays: 7, ...args }),
  API_KEY: JSON.stringify({ secretName: API_KEY, recoveryWindowInDays: 7, generate: {}, ...args }),
});
export const ROTATED = { keepers: { rotation: "2" } };
const TAGGED = { ...ROTATED, tags: { team: "payments" } };

const publicPem = (privatePem: string) =>
  createPublicKey(privatePem).export({ type: "spki", format: "pem" }).toString();

/** What the package is for, in the order a stack lives it. */
export function corePath(start: () => Promise<Scenario>, proveWhere?: (scenario: Scenario) => Promise<void>): void {
  let scenario: Scenario;

  before(async () => {
    scenario = await start();
    await scenario.run(["stack", "init", "dev"]);
  });
  afterEach("the deployer, who may not read, never tried to", () => {
    assert.ok(scenario.server.hooks.count(undefined, CONSUMER) > 0, "the calls are not counted");
    assert.deepEqual(
      scenario.operations().filter((operation) => operation.includes("GetSecretValue")),
      [],
    );
  });
  after(() => scenario.close());

  const live = () => scenario.readSecret(NAME);

  it("makes both keys, one call each, and exports the public half", async () => {
    await scenario.up(bothKeys());
    assert.deepEqual(scenario.operations(), ["CreateSecret", "CreateSecret"]);
    const outputs = await scenario.project.outputs();
    const secret = await live();
    assert.equal(publicPem(secret.value), outputs["publicKeyPem"]);
    assert.equal(secret.versionId, outputs["versionId"]);
    assert.ok((await scenario.readSecret(API_KEY)).value.length >= 16);
    await proveWhere?.(scenario);
  });

  it("shows no diff and makes no AWS call when nothing changed", async () => {
    assert.match((await scenario.up(bothKeys())).output, /3 unchanged/);
    assert.deepEqual(scenario.operations(), []);
  });

  it("refreshes without a diff", async () => {
    const { output } = await scenario.run(["refresh", "--yes", "--skip-preview", "--expect-no-changes"], bothKeys());
    assert.match(output, /3 unchanged/);
  });

  it("rotates on changed keepers and leaves the old values readable as AWSPREVIOUS", async () => {
    const before = [await live(), await scenario.readSecret(API_KEY)] as const;
    assert.match((await scenario.up(bothKeys(ROTATED))).output, /2 replaced/);
    const now = [await live(), await scenario.readSecret(API_KEY)] as const;
    const previous = [
      await scenario.readSecret(NAME, "AWSPREVIOUS"),
      await scenario.readSecret(API_KEY, "AWSPREVIOUS"),
    ] as const;
    for (const i of [0, 1] as const) {
      assert.notEqual(now[i].value, before[i].value);
      assert.equal(previous[i].value, before[i].value);
      assert.equal(previous[i].versionId, before[i].versionId);
    }
    const outputs = await scenario.project.outputs();
    assert.equal(publicPem(now[0].value), outputs["publicKeyPem"]);
    assert.equal((await scenario.versions(NAME)).length, 2);
  });

  it("updates tags in place", async () => {
    const before = await live();
    assert.match((await scenario.up(bothKeys(TAGGED))).output, /2 updated/);
    assert.equal((await live()).versionId, before.versionId);
    const tags: unknown = Object.fromEntries(
      ((await scenario.describe(NAME)).Tags ?? []).map(({ Key, Value }) => [Key, Value]),
    );
    assert.deepEqual(tags, {
      "partner-keys:owner": "scratch/dev/signer",
      "partner-keys:kind": "key-pair",
      team: "payments",
    });
  });

  it("destroys: both secrets are scheduled for deletion", async () => {
    await scenario.run(["destroy", "--yes", "--skip-preview"], bothKeys(TAGGED));
    assert.deepEqual(await scenario.project.resources(), []);
    for (const name of [NAME, API_KEY]) assert.ok((await scenario.describe(name)).DeletedDate, `${name} stays`);
    assert.deepEqual(await scenario.secretNames(), []);
  });
}
