import * as assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { assertConverged, liveVersion } from "../support/converged";
import { credentials, CREDENTIALS_PROGRAM, PRIVATE_KEY_SECRET } from "../support/programs";
import { Scenario } from "../support/scenario";

interface Resource {
  readonly urn: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** The way out of docs/recover.md, for state that an earlier version wrote when something else than AWS answered. */
describe("engine: state of a key that names no version of a secret", () => {
  let scenario: Scenario;
  let live: string | undefined;

  before(async () => {
    scenario = await Scenario.start({ program: CREDENTIALS_PROGRAM, quick: true });
    await scenario.run(["stack", "init", "production"]);
    await scenario.up(credentials());
    live = await liveVersion(scenario);
  });
  after(() => scenario.close());

  /** Makes the state what such an answer left behind; the URN of the key. */
  async function forgetName(): Promise<string> {
    const { stdout } = await scenario.run(["stack", "export"]);
    const state = JSON.parse(stdout) as { deployment: { resources: Resource[] } };
    const key = state.deployment.resources.find(({ urn }) => urn.endsWith("-key-pair")) ?? assert.fail("no key pair");
    Object.assign(key, { id: "|", outputs: { ...key.outputs, secretArn: "", versionId: "" } });
    const file = join(scenario.project.folder, "nameless.json");
    await writeFile(file, JSON.stringify(state));
    await scenario.run(["stack", "import", "--file", file]);
    return key.urn;
  }

  it("is told by up and refresh, and its way out leads to a key, beside the one that is live", async () => {
    const urn = await forgetName();

    const said = /state names no version of a secret for it, .+; do not use its public key; run pulumi state delete/;
    for (const command of [
      ["up", "--yes", "--skip-preview"],
      ["refresh", "--yes", "--skip-preview"],
    ]) {
      const { code, output } = await scenario.attempt(command, credentials());
      assert.notEqual(code, 0);
      assert.match(output, said);
    }
    await scenario.run(["state", "delete", "--yes", "--target-dependents", urn]);
    await scenario.up(credentials());
    await assertConverged(scenario);
    assert.equal(await liveVersion(scenario), live);
    const labels = (await scenario.versions(PRIVATE_KEY_SECRET)).map(({ stages }) => stages);
    assert.deepEqual(labels.flat().sort(), ["AWSCURRENT", "AWSPENDING", "partner-keys-latest"]);
  });

  it("is destroyed with a line that names the secret to look at", async () => {
    await forgetName();
    const { output } = await scenario.run(["destroy", "--yes", "--skip-preview"], credentials());
    assert.ok(output.includes(`look whether secret ${PRIVATE_KEY_SECRET} holds one`), output);
    assert.equal((await scenario.describe(PRIVATE_KEY_SECRET)).DeletedDate, undefined, "nothing was deleted");
  });
});
