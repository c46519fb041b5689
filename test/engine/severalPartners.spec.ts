import * as assert from "node:assert/strict";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";
import { codeOf } from "../support/documents";
import { Scenario } from "../support/scenario";

const PAGE = join(REPOSITORY, "docs", "resources", "partner-credentials.md");
const codeWith = (words: string, language: string) =>
  codeOf(PAGE, language).find((code) => code.includes(words)) ??
  assert.fail(`${PAGE} has no ${language} with ${words}`);

describe("engine: two partners in one program, as the page of PartnerCredentials has it", () => {
  let scenario: Scenario;
  before(async () => {
    scenario = await Scenario.start({
      program: codeWith("acmeHandoff", "ts").replaceAll(
        /^export const \{ handoff: (\w+)Handoff/gm,
        "export const { publicKeyFingerprint: $1Live, pendingFingerprint: $1Pending } = $1;\n$&",
      ),
      quick: true,
      env: { ACME_API_KEY: "issued-by-acme-0123456789" },
    });
    await scenario.run(["stack", "init", "production"]);
    const config = codeWith("acme-keys:globex", "yaml").replaceAll("acme-keys:", "scratch:");
    await scenario.bash(`cat >> Pulumi.production.yaml <<'END'\n${config}\nEND`);
  });
  after(() => scenario.close());

  const outputs = () => scenario.project.outputs();
  /** What the hand-off of a partner says to type. */
  async function typeAsSaid(partner: string): Promise<void> {
    const handoff = String((await outputs())[`${partner}Handoff`]);
    const commands = [...handoff.matchAll(/^\d\. .*: (pulumi config set .*)$/gm)].map(([, command = ""]) => command);
    assert.equal(commands.length, 1, handoff);
    const { code, output } = await scenario.bash(commands[0] ?? "");
    assert.equal(code, 0, output);
  }

  it("hands the first key of each over, with the key itself and a command of its own", async () => {
    await scenario.up();
    const told = await outputs();
    for (const partner of ["acme", "globex"]) {
      const handoff = String(told[`${partner}Handoff`]);
      assert.ok(handoff.startsWith(`Upload the live key of ${partner} production to the partner.\n`), handoff);
      assert.match(handoff, /\n-----BEGIN PUBLIC KEY-----\n[^]*\n-----END PUBLIC KEY-----\n/);
      const [, live] = [...handoff.matchAll(/SHA256:\S+=/g)].map(([fingerprint]) => fingerprint);
      assert.equal(live, told[`${partner}Live`]);
      assert.ok(
        handoff.includes(`PartnerCredentials "${partner}"): pulumi config set --path ${partner}.acknowledged`),
        handoff,
      );
    }
    assert.notEqual(told["acmeLive"], told["globexLive"]);
  });

  it("has nothing to do for the one that is acknowledged, as its hand-off said", async () => {
    await typeAsSaid("globex");
    await scenario.up();
    const { acmeHandoff = "", globexHandoff = "" } = await outputs();
    assert.match(globexHandoff, /^Nothing to upload for globex production\.\n/);
    assert.match(acmeHandoff, /^Upload the live key of acme production/);
  });

  it("rotates one with the commands of the page, and the other stays", async () => {
    const before = await outputs();
    const { code, output } = await scenario.bash(
      codeWith("globex.rotation", "sh").replace("pulumi up", "pulumi up --yes --skip-preview"),
    );
    assert.equal(code, 0, output);
    assert.match(output, /^Upload the pending key of globex production to the partner\.$/m);
    const pending = await outputs();
    assert.equal(pending["acmePending"], "");
    assert.equal(pending["globexLive"], before["globexLive"]);
    await typeAsSaid("globex");
    await scenario.up();
    const after = await outputs();
    assert.deepEqual([after["globexLive"], after["acmeLive"]], [pending["globexPending"], before["acmeLive"]]);
    assert.ok(
      after["globexHandoff"]?.includes(
        `\nIf the partner still has the previous key ${before["globexLive"] ?? ""}, remove it`,
      ),
    );
  });

  it("rotates none of them where the config of the other is wrong, also without a preview", async () => {
    const before = await outputs();
    await scenario.run(["config", "set", "--path", "acme.rotation", "mistaken"]);
    await scenario.run(["config", "set", "--path", "globex.rotateAfterDays", "0"]);
    const { code, output } = await scenario.attempt(["up", "--yes", "--skip-preview"]);
    assert.notEqual(code, 0);
    assert.match(output, /scratch:globex\.rotateAfterDays: "0" is not allowed/);
    assert.match(output, /\nResources:\n +1 unchanged\n +1 errored\n/);
    assert.deepEqual(await outputs(), before);
    for (const key of ["acme.rotation", "globex.rotateAfterDays"]) await scenario.run(["config", "rm", "--path", key]);
  });

  for (const [typed, instead] of [
    ["acknowledgedFingerprint", "acme.acknowledgedFingerprint"],
    ["acme.acknowledgedFingerprint", "acme.acknowledgedFingerprint"],
  ] as const)
    it(`refuses ${typed} without --path, which nobody would read, and says what to type`, async () => {
      await scenario.run(["config", "set", typed, "b2a3"]);
      const { code, output } = await scenario.attempt(["up", "--yes", "--skip-preview"]);
      assert.notEqual(code, 0);
      assert.ok(
        output.includes(`not read, run pulumi config rm ${typed} && pulumi config set --path ${instead} <value>`),
        output,
      );
      await scenario.run(["config", "rm", typed]);
    });
});
