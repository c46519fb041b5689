import * as assert from "node:assert/strict";
import { publicFingerprint } from "../../resources";
import { Scenario } from "../support/scenario";

const PROGRAM = `
import { PartnerCredentials } from "pulumi-partner-keys/stacks";

const acme = new PartnerCredentials("acme", JSON.parse(process.env["ACME"] ?? "{}"));
export const { certificatePem, certificateEndsAt, pendingCertificatePem, publicKeyFingerprint, handoff } = acme;
`;
const ARGS = {
  partner: "acme",
  environment: "production",
  keyPair: { ed25519: {} },
  deletionProtection: false,
  certificate: { subject: { commonName: "acme-signer" }, validityDays: 20 },
};
const LOST = "No certificate of the live key is known here.\n";

describe("engine: a certificate that ends soon, and one that went with the state", () => {
  let scenario: Scenario;
  let first: Record<string, string>;

  before(async () => {
    scenario = await Scenario.start({ program: PROGRAM, quick: true });
    await scenario.run(["stack", "init", "dev"]);
    await scenario.up(env());
    first = await outputs();
  });
  after(() => scenario.close());

  const env = (more: object = {}) => {
    return { ACME: JSON.stringify({ ...ARGS, ...more }), PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
  };
  const outputs = () => scenario.project.outputs();

  it("is a line of preview and of up, and asks for nothing", async () => {
    for (const command of [
      ["preview", "--expect-no-changes"],
      ["up", "--yes", "--expect-no-changes"],
    ]) {
      const { output } = await scenario.run(command, env());
      assert.ok(output.includes(`its certificate ends at ${first["certificateEndsAt"]}: only a new key has a new one`));
    }
    assert.deepEqual(await outputs(), first);
  });

  it("is in the hand-off", () => {
    assert.ok(first["handoff"]?.includes(`\nThe certificate of the live key ends at ${first["certificateEndsAt"]}.\n`));
  });

  it("is not known any more once the state is lost; the hand-off says so while the new key waits", async () => {
    await scenario.run(["stack", "rm", "--yes", "--force"]);
    await scenario.run(["stack", "init", "dev"]);
    await scenario.up(env());
    const { certificatePem, certificateEndsAt, pendingCertificatePem, publicKeyFingerprint, handoff } = await outputs();
    assert.equal(publicKeyFingerprint, first["publicKeyFingerprint"]);
    assert.deepEqual([certificatePem, certificateEndsAt], ["", ""]);
    assert.match(publicFingerprint(String(pendingCertificatePem), "x509-sha1"), /^[0-9A-F]{40}$/);
    assert.ok(handoff?.includes(LOST), handoff);
  });

  it("comes back with a rotation, which the hand-off asks for where nothing waits", async () => {
    await scenario.up(env({ activation: "immediate" }));
    const back = await outputs();
    assert.notEqual(back["certificatePem"], "");
    assert.ok(!back["handoff"]?.includes(LOST), back["handoff"]);
  });
});
