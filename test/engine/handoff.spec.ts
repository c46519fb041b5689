import * as assert from "node:assert/strict";
import { handoffsIn } from "../../cli/handoff/fromOutputs";
import { bundledCommand } from "../support/partnerKeys";
import { credentials, CREDENTIALS_PROGRAM } from "../support/programs";
import { Scenario } from "../support/scenario";

const PROGRAM = `${CREDENTIALS_PROGRAM}
export const { handoff, liveCreatedAt, pendingCreatedAt, privateKeySecretArn } = credentials;
`;

describe("engine: partner-keys handoff beside a stack (promise 1)", () => {
  let scenario: Scenario;
  before(async () => {
    scenario = await Scenario.start({ program: PROGRAM, quick: true });
    await scenario.run(["stack", "init", "production"]);
    await scenario.up(credentials());
    await scenario.up(credentials({ rotation: "2" }));
  });
  after(() => scenario.close());

  async function handoff(format: "html" | "markdown" | "text"): Promise<string> {
    const { file } = await bundledCommand();
    const { code, stdout, output } = await scenario.bash(`"${process.execPath}" "${file}" handoff --format ${format}`);
    assert.equal(code, 0, output);
    assert.ok(output.includes("note: account 123456789012, region us-east-1: acme production\n"), output);
    return stdout;
  }

  it("reads the state by the Pulumi CLI, though the program exports no data, and has the key that waits, in every form", async () => {
    const outputs = await scenario.project.outputs();
    const pem = String(outputs["pendingPublicKeyPem"]);
    assert.ok((await handoff("html")).includes(`>${pem}</code>`));
    assert.ok((await handoff("markdown")).includes(pem.trimEnd().replace(/^/gm, "   ")));
    assert.equal(await handoff("text"), `${String(outputs["handoff"])}\n`);
  });

  it("knows from state when each key was made and went live", async () => {
    const outputs = await scenario.project.outputs();
    const { stdout } = await scenario.run(["stack", "export"]);
    const [data] = handoffsIn(JSON.parse(stdout));
    const [live, pending] = data?.keys ?? [];
    assert.deepEqual(
      [live?.role, live?.fingerprint, live?.madeAt, pending?.role, pending?.fingerprint, pending?.madeAt],
      [
        "live",
        outputs["publicKeyFingerprint"],
        outputs["liveCreatedAt"],
        "pending",
        outputs["pendingFingerprint"],
        outputs["pendingCreatedAt"],
      ],
    );
    assert.ok(Date.parse(live?.liveSince ?? "") >= Date.parse(live?.madeAt ?? ""));
    assert.match(data?.stack ?? "", /^[^/]+\/production$/);
    assert.equal(data?.secretArn, outputs["privateKeySecretArn"]);
  });
});
