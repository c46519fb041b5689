import * as assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-secrets-manager";
import { createPublicKey } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExportedResource } from "../../workbench/pulumiProject";
import { age } from "../support/aged";
import { PREVIEWER, RepositoryOfStack } from "../support/pipeline/repositoryOfStack";
import { RECORDERS, type JobRun } from "../support/pipeline/runJob";
import { issuedKey } from "../support/programs";
import { DEPLOYER, Scenario } from "../support/scenario";

const SECRET = "qredo/production/private.pem";
const DAYS = 24;

/** Every `run:` line of examples/pipelines/github, in the order in which a team meets them. */
describe("engine: the pipelines of examples/, from a pull request to the promotion of the key", () => {
  let scenario: Scenario;
  let repository: RepositoryOfStack;
  let deployed: string;

  before(async () => {
    scenario = await Scenario.start({ binFolder: RECORDERS });
    await scenario.run(["stack", "init", "production"]);
    repository = new RepositoryOfStack(scenario, "production");
  });
  after(() => scenario.close());

  const outputs = () => scenario.project.outputs();
  const config = (line: string) => (text: string) => text.replace("config:\n", `config:\n  ${line}\n`);
  const livePublicKey = async () =>
    createPublicKey((await scenario.readSecret(SECRET)).value).export({ type: "spki", format: "pem" });

  /** Jobs that have to succeed: what their steps printed. */
  async function good(job: Promise<JobRun>): Promise<JobRun["output"]> {
    const { ok, output } = await job;
    assert.ok(ok, JSON.stringify(output, undefined, 2));
    return output;
  }
  const run = (...job: Parameters<RepositoryOfStack["workflow"]>) => good(repository.workflow(...job));
  const deploy = (...how: Parameters<RepositoryOfStack["deploy"]>) => good(repository.deploy(...how));

  it("deploys what was merged; the API key is given to that one run", async () => {
    await deploy({ apiKey: issuedKey({ sandbox: false }) });
    deployed = repository.git("rev-parse", "HEAD");
    assert.equal(await livePublicKey(), (await outputs())["publicKeyPem"]);
  });

  /** What a run leaves that was killed while it made a key. */
  async function leaveLockAndPendingCreate(): Promise<void> {
    const { stdout } = await scenario.run(["stack", "export"]);
    const state = JSON.parse(stdout) as { deployment: { resources: ExportedResource[]; pending_operations: object[] } };
    const key = state.deployment.resources.find(({ type }) => type.endsWith(":RsaKeyPair"));
    const resource = { ...key, id: undefined, outputs: undefined };
    state.deployment.pending_operations = [{ resource, type: "creating" }];
    const file = join(scenario.project.folder, "killed.json");
    writeFileSync(file, JSON.stringify(state));
    await scenario.run(["stack", "import", "--file", file]);
    const locks = join(scenario.project.folder, "backend", ".pulumi", "locks", "organization", "partner-keys");
    mkdirSync(join(locks, "production"), { recursive: true });
    const lock = { pid: 1, username: "runner", hostname: "killed", timestamp: new Date().toISOString() };
    writeFileSync(join(locks, "production", "killed.json"), JSON.stringify(lock));
  }

  it("waits after a killed run until a deployment takes its lock off", async () => {
    const before = await outputs();
    await leaveLockAndPendingCreate();
    const locked = await repository.workflow("daily");
    assert.equal(locked.ok, false);
    assert.match(locked.output["Put drift back, rotate what is due"] ?? "", /currently locked by 1 lock/);
    const { Up = "" } = await deploy({ unlock: "true" });
    assert.match(Up, /6 unchanged/);
    assert.deepEqual(await outputs(), before);
  });

  it("tells drift and puts it back; nothing is due, so nothing else changes; an issue asks for the first key, which nobody has acknowledged", async () => {
    const before = await outputs();
    await scenario.outOfBand.send(new sdk.UpdateSecretCommand({ SecretId: SECRET, Description: "by hand" }));
    const output = await run("daily");
    assert.match(output["Tell drift"] ?? "", /the description was edited[^]*::warning title=production::/);
    assert.notEqual((await scenario.describe(SECRET)).Description, "by hand");
    assert.deepEqual(await outputs(), before);
    const [issue, ...others] = repository.recorded.issues;
    assert.deepEqual(others, []);
    assert.equal(issue?.title, `Upload the public key of production: ${String(before["publicKeyFingerprint"])}`);
    assert.match(issue.body, /^## Upload the live key of qredo production to the partner\.\n/);
    assert.match(issue.body, /^ *partner-keys:acknowledgedFingerprint: SHA256:/m);
  });

  it("opens one issue for the key that fell due, and leaves the merge that waits for its approval alone", async () => {
    await age(scenario, 91 * DAYS);
    repository.git("checkout", "--quiet", "main");
    repository.changeConfig((text) => text.replace('rotation: "2026-11"', 'rotation: "2026-12"'), "not approved yet");
    for (let day = 1; day <= 2; day++) {
      const { "Tell drift": told = "" } = await run("daily");
      // A refresh asks whether a key is due too, so that day it is no proof of drift
      assert.equal(told.includes("::warning"), day === 1);
      assert.ok(!told.includes("put back by up"));
      assert.equal(repository.git("rev-parse", "HEAD"), deployed);
    }
    const { pendingFingerprint, pendingUpload } = await outputs();
    const { issues } = repository.recorded;
    assert.deepEqual(
      issues.map(({ state }) => state),
      ["closed", "open"],
    );
    const issue = issues[1] ?? assert.fail();
    assert.equal(issue.title, `Upload the public key of production: ${String(pendingFingerprint)}`);
    const key = String(pendingUpload).trimEnd().replace(/^/gm, "   ");
    assert.ok(issue.body.includes(`\n${key}\n   ~~~\n\n2. `), issue.body);
    assert.match(issue.body, /^## Upload the pending key of qredo production to the partner\.\n/);
    assert.equal((await scenario.versions(SECRET)).length, 2);
    repository.git("checkout", "--quiet", "main");
    repository.git("revert", "--no-edit", "HEAD");
  });

  it("shows on the pull request what the promotion will do; its role can do nothing", async () => {
    const calls: string[] = [];
    scenario.server.hooks.atBoundary(async (_edge, { accessKeyId, operation }) => {
      if (accessKeyId === PREVIEWER) calls.push(operation);
    });
    const [, line = ""] = /```yaml\n(.*)\n```/.exec(repository.recorded.issues[1]?.body ?? "") ?? [];
    repository.git("checkout", "--quiet", "-b", "promote");
    repository.changeConfig(config(line), "Promote the key of production");
    await run("preview", { ref: "promote" });
    const { pendingFingerprint } = await outputs();
    assert.ok(repository.summaryText.includes(`${String(pendingFingerprint)} goes live`), repository.summaryText);
    assert.match(repository.summaryText, /goes live; SHA256:\S+= becomes the previous key/);
    assert.deepEqual(calls, []);
    scenario.server.hooks.atBoundary(undefined);
  });

  it("promotes once it is merged and approved, and closes the issue", async () => {
    const { pendingPublicKeyPem } = await outputs();
    repository.git("checkout", "--quiet", "main");
    repository.git("merge", "--quiet", "promote");
    await deploy(); // GitHub gives "" for a secret that is not there any more
    assert.equal(await livePublicKey(), pendingPublicKeyPem);
    await run("daily");
    assert.deepEqual(
      repository.recorded.issues.map(({ state }) => state),
      ["closed", "closed"],
    );
    // Whoever uploaded the key reads there what is left to do
    assert.match(
      repository.recorded.issues[1]?.comment ?? "",
      /If the partner still has the previous key SHA256:\S+= .*, remove it there/,
    );
  });

  it("finds what is deployed behind any number of runs that deploy nothing", async () => {
    const promoted = await outputs();
    repository.git("branch", "behind", "main~1");
    repository.addToHistory(...Array<string>(15).fill("refresh"));
    assert.equal((await repository.deploy({ ref: "behind" })).ok, false);
    await run("daily");
    assert.deepEqual(await outputs(), promoted);
  });

  it("does not deploy a commit that is older than what is deployed, or files that no commit has", async () => {
    const promoted = await outputs();
    repository.git("checkout", "--quiet", "main");
    repository.git("branch", "older", "HEAD~1");
    const step = "See that this is no older than what is deployed, and all of it committed";
    const older = await repository.deploy({ ref: "older" });
    assert.equal(older.ok, false);
    assert.match(older.output[step] ?? "", /is deployed, and this run is not based on it: it would roll back/);
    repository.git("checkout", "--quiet", "main");
    repository.editConfig((text) => `${text}# not committed\n`);
    const dirty = await repository.deploy();
    assert.equal(dirty.ok, false);
    assert.match(dirty.output[step] ?? "", /files that no commit has[^]*stacks\/Pulumi\.production\.yaml/);
    repository.git("checkout", "--quiet", ".");
    assert.deepEqual(await outputs(), promoted);
  });

  it("asks for an approval that somebody is asked for", async () => {
    const { ok, output } = await repository.deploy({ approval: "" });
    assert.equal(ok, false);
    assert.match(output["See that somebody was asked"] ?? "", /give environment production-approval reviewers/);
    assert.equal(output["Up"], undefined);
  });

  it("after an up by hand with a config that no commit has: runs nothing, and does not roll back what that promoted", async () => {
    repository.git("checkout", "--quiet", "main");
    repository.editConfig((text) => text.replace('rotation: "2026-11"', 'rotation: "by hand"'));
    await scenario.run(["up", "--yes", "--skip-preview", "--stack", "production"]);
    const { pendingFingerprint } = await outputs();
    repository.editConfig((text) =>
      text.replace(/acknowledgedFingerprint: .*/, `acknowledgedFingerprint: ${String(pendingFingerprint)}`),
    );
    await scenario.run(["up", "--yes", "--skip-preview", "--stack", "production"]);
    const promoted = await outputs();
    assert.equal(promoted["publicKeyFingerprint"], pendingFingerprint);
    repository.git("checkout", "--quiet", ".");
    const { ok, output } = await repository.workflow("daily");
    assert.equal(ok, false);
    assert.match(
      output["Go to what was deployed last"] ?? "",
      /::error title=production::the last up ran with changed or untracked files/,
    );
    assert.deepEqual(await outputs(), promoted);
  });

  it("does not bring back what was destroyed", async () => {
    const calls = () => scenario.server.hooks.calls.filter(({ accessKeyId }) => accessKeyId === DEPLOYER).length;
    const before = calls();
    repository.addToHistory("destroy");
    const { ok, output } = await repository.workflow("daily");
    assert.equal(ok, false);
    assert.match(
      output["Go to what was deployed last"] ?? "",
      /the last run was: destroy; deploy the stack, or take it out/,
    );
    assert.equal(calls(), before);
  });

  it("a preview that fails is shown too, and fails the job", async () => {
    repository.git("checkout", "--quiet", "-b", "wrong");
    repository.changeConfig((text) => text.replace(/rotateAfterDays: \S+/, "rotateAfterDays: 0"), "wrong");
    const { ok } = await repository.workflow("preview", { ref: "wrong" });
    assert.ok(!ok);
    assert.match(repository.summaryText, /rotateAfterDays: "?0"? is not allowed/);
  });
});
