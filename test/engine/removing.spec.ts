import * as assert from "node:assert/strict";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";
import { codeOf } from "../support/documents";
import { Scenario } from "../support/scenario";

/** Partners of the program: arguments and options of each, by name, from the environment of the run. */
const PROGRAM = `
import { PartnerCredentials } from "pulumi-partner-keys/stacks";

for (const [name, { options, ...args }] of Object.entries<any>(JSON.parse(process.env["PARTNERS"] ?? "{}")))
  new PartnerCredentials(name, { partner: name, environment: "production", keyPair: { ed25519: {} }, ...args }, options);
`;
const ACME = "acme/production/private.pem";
const BANK = "bank/production/private.pem";
const PROTECTED = /deleting secret bank\/production\/private\.pem: deletionProtection is on, nothing was deleted/;

const partners = (all: Readonly<Record<string, object>>) => ({ PARTNERS: JSON.stringify(all) });
const BOTH = partners({ acme: {}, bank: {} });
const ONE = partners({ acme: {} });
const urnIn = (stack: string) => `urn:pulumi:${stack}::scratch::partnerkeys:index:PartnerCredentials::bank`;

/** What docs/remove.md has one type, with the names of the test for those in angle brackets. */
function commands(words: string, names: Readonly<Record<string, string>>): string {
  const page = join(REPOSITORY, "docs", "remove.md");
  const block = codeOf(page, "sh").find((code) => code.includes(words)) ?? assert.fail(`no block with ${words}`);
  return block.replace(/<([^>]+)>/g, (_, name: string) => names[name] ?? assert.fail(name));
}

describe("engine: one partner of two is removed, kept or moved, as docs/remove.md shows it", () => {
  let scenario: Scenario;
  let live: readonly string[];

  before(async () => {
    scenario = await Scenario.start({ program: PROGRAM, quick: true });
    await scenario.run(["stack", "init", "prod"]);
    await scenario.up(BOTH);
    live = await versions();
  });
  after(() => scenario.close());

  const versions = () => Promise.all([ACME, BANK].map(async (name) => (await scenario.readSecret(name)).versionId));
  const typed = async (
    words: string,
    names: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>>,
  ) => {
    const { code, output } = await scenario.bash(commands(words, names), env);
    assert.equal(code, 0, output);
    return output;
  };
  const ofBank = async (stack = "prod") =>
    (await scenario.project.resources(stack)).filter(({ urn }) => urn.includes("bank"));

  it("code taken away: every up is refused, and names both ways out", async () => {
    for (const _ of ["the first", "the next"]) {
      const { code, output } = await scenario.attempt(["up", "--yes", "--skip-preview"], ONE);
      assert.notEqual(code, 0);
      assert.match(output, PROTECTED);
      assert.match(output, /deletionProtection to false \(put its code back .*to keep the secret.*docs\/remove\.md/);
    }
    assert.deepEqual(await versions(), live);
  });

  it("way out one: taken out of the state, the secrets stay, and up ends well", async () => {
    await typed("state delete", { "urn of the partner": urnIn("prod") }, ONE);
    assert.deepEqual(await ofBank(), []);
    assert.deepEqual(await versions(), live);
  });

  it("put back: the key that is live stays live, and the secret is found by its owner", async () => {
    const { output } = await scenario.up(BOTH);
    assert.match(output, /exists and is ours/);
    assert.deepEqual(await versions(), live);
  });

  it("retainOnDelete on the component: no diff, then both secrets stay though they are protected", async () => {
    const retained = partners({ acme: {}, bank: { options: { retainOnDelete: true } } });
    assert.match((await scenario.up(retained)).output, /unchanged/);
    await scenario.up(ONE);
    assert.deepEqual(scenario.operations(), []);
    assert.deepEqual(await ofBank(), []);
    assert.deepEqual(await versions(), live);
    await scenario.up(BOTH);
  });

  it("state move: the same live key in the other stack, and the source deletes nothing", async () => {
    await scenario.run(["stack", "init", "next", "--no-select"]);
    const names = { organization: "organization", project: "scratch", source: "prod", destination: "next" };
    const moved = await typed("state move", { ...names, "urn of the partner": urnIn("prod") }, {});
    assert.match(moved, /Successfully moved/);
    assert.deepEqual(await ofBank(), []);
    const { output } = await scenario.up(partners({ bank: {} }), "--stack", "next");
    assert.match(output, /~ \d updated/);
    assert.doesNotMatch(output, /created|replaced|deleted/);
    assert.equal((await ofBank("next")).length, 3);
    await scenario.up(ONE);
    assert.deepEqual(scenario.operations(), []);
    assert.deepEqual(await versions(), live);
  });

  it("code still in the source after the move: refused, whose secret it is is told, and nothing is written", async () => {
    const { code, output } = await scenario.attempt(["up", "--yes", "--skip-preview"], BOTH);
    assert.notEqual(code, 0);
    assert.match(output, /bank\/production\/private\.pem.*scratch\/next\/bank-key-pair/);
    assert.deepEqual(await versions(), live);
    await scenario.up(ONE);
  });

  it("way out two: code back without protection, then taken away: only that partner's secret goes", async () => {
    await scenario.run(["stack", "select", "next"]);
    await scenario.up(partners({ bank: { deletionProtection: false } }));
    await scenario.up(partners({}));
    assert.deepEqual(await scenario.secretNames(), [ACME]);
  });

  it("a stack that gave everything away is removed", async () => {
    await scenario.run(["stack", "rm", "--yes", "next"]);
  });
});
