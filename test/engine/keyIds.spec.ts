import * as assert from "node:assert/strict";
import { startLocalPartner, type LocalPartner } from "../../emulator/partner";
import { netSuiteClient } from "../support/assertingClients";
import { credentials, CREDENTIALS_PROGRAM, PRIVATE_KEY_SECRET } from "../support/programs";
import { Scenario } from "../support/scenario";
import { ServiceUnderLoad } from "../support/serviceUnderLoad";

describe("engine: a partner that assigns an id to each key, with the signer under load", () => {
  let scenario: Scenario;
  let partner: LocalPartner;
  let service: ServiceUnderLoad;
  const ids: Record<string, string> = {};
  const run = (args: object) => credentials({ apiKey: undefined, ...args });
  const output = async (name: string) => String((await scenario.project.outputs())[name]);
  const tags = async () => {
    const { Tags = [] } = await scenario.describe(PRIVATE_KEY_SECRET);
    return Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
  };

  before(async () => {
    scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM, quick: true });
    await scenario.run(["stack", "init", "production"]);
    await scenario.up(run({}));
    partner = await startLocalPartner({ slots: 2, apiKeys: [], scheme: "netsuite" });
    ids["A"] = partner.upload(await output("publicKeyPem"));
    ids["fingerprint of A"] = await output("publicKeyFingerprint");
  });
  after(async () => {
    await service.stop();
    await partner.stop();
    await scenario.close();
  });

  async function assertNothingRefused(): Promise<void> {
    await service.load.more(20);
    assert.equal(service.load.figures[0]?.failed, 0);
    assert.equal(partner.refused, 0);
    assert.ok([...partner.executions.values()].every((times) => times === 1));
  }

  it("records the id of the first key, which is live already", async () => {
    await scenario.up(run({ acknowledgedFingerprint: ids["fingerprint of A"], acknowledgedKeyId: ids["A"] }));
    assert.match((await tags())["partner-keys:about-live"] ?? "", new RegExp(`^\\S+ key-id=${ids["A"]}(?: |$)`));
    service = await ServiceUnderLoad.start(scenario, (reading) => netSuiteClient({ ...reading, url: partner.url }));
    await assertNothingRefused();
  });

  it("refuses nothing while the next key is made and uploaded, and stops where its id is another's, empty or too long", async () => {
    const before = { acknowledgedFingerprint: ids["fingerprint of A"], acknowledgedKeyId: ids["A"] };
    await scenario.up(run({ rotation: "2", ...before }));
    ids["B"] = partner.upload(await output("pendingPublicKeyPem"));
    ids["fingerprint of B"] = await output("pendingFingerprint");
    for (const [acknowledgedKeyId, message] of [
      [ids["A"], /acknowledgedKeyId key-1 is on record for SHA256:\S+ \(live\), nothing was moved; give the id/],
      ["", /\(live\) an id, and that of SHA256:\S+ is not known, nothing was moved; give acknowledgedKeyId/],
      [
        "x".repeat(5000),
        /acknowledgedKeyId: a value of type string \(5000 characters\) is not allowed, allowed: 1 to 200/,
      ],
    ] as const) {
      const given = { rotation: "2", acknowledgedFingerprint: ids["fingerprint of B"], acknowledgedKeyId };
      const { code, stdout } = await scenario.attempt(["up", "--yes", "--skip-preview"], run(given));
      assert.notEqual(code, 0);
      assert.match(stdout, message);
    }
    await assertNothingRefused();
  });

  it("refuses nothing when key and id are acknowledged: the kid follows the key", async () => {
    const both = { acknowledgedFingerprint: ids["fingerprint of B"], acknowledgedKeyId: ids["B"] };
    await scenario.up(run({ rotation: "2", ...both }));
    const { deployment } = JSON.parse((await scenario.run(["stack", "export"])).stdout) as {
      deployment: {
        resources: { urn: string; outputs?: { live?: { keyId?: string }; previous?: { keyId?: string } } }[];
      };
    };
    const { outputs } = deployment.resources.find(({ urn }) => urn.endsWith("::partner-activation")) ?? {};
    assert.deepEqual([outputs?.live?.keyId, outputs?.previous?.keyId], [ids["B"], ids["A"]]);
    await assertNothingRefused();
    await scenario.up(run({ rotation: "2", ...both }), "--expect-no-changes");
    assert.deepEqual(scenario.operations(), []);
  });

  it("refuses nothing through a roll-back without an id: the one on record is taken", async () => {
    await scenario.up(run({ rotation: "2", acknowledgedFingerprint: ids["fingerprint of A"] }));
    assert.equal(await output("publicKeyFingerprint"), ids["fingerprint of A"]);
    await assertNothingRefused();
  });
});
