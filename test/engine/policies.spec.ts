import * as assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Scenario } from "../support/scenario";

const PROGRAM = `
import { RsaKeyPair } from "pulumi-partner-keys";
import { PartnerCredentials } from "pulumi-partner-keys/stacks";

const args = process.env["BAD"] === undefined ? { rotateAfterDays: 90 } : {};
new PartnerCredentials("acme", { partner: "acme", environment: "production", ...args });
new PartnerCredentials("trial", { partner: "acme", environment: "sandbox", rotateAfterDays: 90 });
if (process.env["BAD"]) new RsaKeyPair("bare", { secretName: "acme/bare", rotateAfterDays: 365 });
`;

describe("engine: policies (promises 1, 9)", () => {
  let scenario: Scenario;
  let pack: string;

  before(async () => {
    scenario = await Scenario.start({ program: PROGRAM, quick: true });
    // The language host that is built from Go modules runs no pack, so the pack is an executable, which the engine takes too
    const folder = scenario.project.addExample("policies");
    const runner = join(folder, "node_modules", "@pulumi", "pulumi", "cmd", "run-policy-pack");
    pack = join(folder, "analyzer");
    writeFileSync(pack, `#!/bin/sh\ncd "${folder}" && exec "${process.execPath}" "${runner}" "$1" .\n`);
    chmodSync(pack, 0o755);
    await scenario.run(["stack", "init", "dev"]);
  });
  after(async () => {
    await scenario.close();
  });

  it("refuse in preview what breaks them, each by its name, before anything is made", async () => {
    const { code, output } = await scenario.attempt(["preview", "--policy-pack", pack], { BAD: "1" });
    assert.notEqual(code, 0, output);
    assert.match(output, /\[mandatory\] +partner-keys-rotate .*: acme-key-pair\)/);
    assert.match(output, /\[mandatory\] +partner-keys-protected .*: bare\)/);
    assert.match(output, /it never falls due: give it a rotateAfterDays of at most 180/);
    assert.match(output, /it falls due after 365 days: give it a rotateAfterDays of at most 180/);
    assert.match(output, / a new key is live as soon as it is made, set publishAs to "pending"/);
    assert.match(output, / a delete takes the key along, set deletionProtection to true/);
    assert.doesNotMatch(output, /\[mandatory\].*trial/);
    assert.deepEqual(scenario.operations(), []);
  });

  it("let a program pass that keeps them, and report advice without refusing", async () => {
    const { code, output } = await scenario.attempt(["up", "--yes", "--policy-pack", pack]);
    assert.equal(code, 0, output);
    assert.match(output, / its partner has no profile/);
    assert.doesNotMatch(output, /\[mandatory\]/);
  });

  it("judge the state of a stack alone, without the program and without AWS", async () => {
    await scenario.up({ BAD: "1" });
    const { code, output } = await scenario.attempt(["policy", "analyze", "--policy-pack", pack]);
    assert.notEqual(code, 0, output);
    assert.match(output, /: acme-key-pair\)\s+A generated key falls due in time\.\s+it never falls due/);
    assert.match(output, / a delete takes the key along/);
    assert.deepEqual(scenario.operations(), []);
  });
});
