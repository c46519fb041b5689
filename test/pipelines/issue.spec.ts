import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { handoffData } from "../support/handoffs";
import { RECORDERS, runJob, type JobRun, type Recorded } from "../support/pipeline/runJob";
import { jobOf, readWorkflow } from "../support/pipeline/workflow";

const JWK = '{"kty":"OKP","note":"$(id) `id` \\"quoted\\""}';

/** The output `handoffData` of a stack. */
function dataOf(stack: string): string {
  const { handoff, ...data } = handoffData();
  const steps = [{ text: "Give this", isHandingOver: true as const }];
  const key = { fingerprint: "SHA256:x", artifact: JWK };
  return JSON.stringify({ ...data, handoff: { ...handoff, headline: `Upload the key of acme ${stack}.`, steps, key } });
}

/** The last two steps of the daily run with a `pulumi` that only tells outputs; engine/ runs them with the real one. */
describe("pipelines: the issue for the key that waits", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "pipelines-"))));
  after(() => rmSync(folder, { recursive: true }));

  const recorded = () => JSON.parse(readFileSync(join(folder, "github.json"), "utf8")) as Recorded;
  const titles = () => recorded().issues.map(({ number, title, state }) => `${number} ${title}: ${state}`);

  /** One day of a stack whose pending key has this fingerprint. `pulumi` tells an output and ends as it is told. */
  async function day(
    stack: string,
    uploadFingerprint: string,
    { code = 0, project = "name: acme-keys", exportsData = true } = {},
  ): Promise<JobRun> {
    const acknowledging = stack === "sandbox" ? "" : "\n2. Acknowledge it: acknowledgedFingerprint";
    const text = `Upload the key of acme ${stack}.\n1. Give this:\n${JWK}${acknowledging}`;
    const outputs = exportsData ? { handoffData: dataOf(stack) } : { handoff: text };
    const told = { uploadFingerprint, handoff: text, "--non-interactive": JSON.stringify(outputs) };
    const program = `console.log((${JSON.stringify(told)})[process.argv.at(-1)]); process.exitCode = ${code};`;
    writeFileSync(join(folder, "pulumi"), `#!/usr/bin/env node\n${program}\n`);
    chmodSync(join(folder, "pulumi"), 0o755);
    writeFileSync(join(folder, "Pulumi.yaml"), `runtime: nodejs\n${project}\n`);
    const job = jobOf(readWorkflow("daily"));
    return runJob(
      { ...job, steps: job.steps.slice(-2) },
      {
        values: {
          "matrix.stack": stack,
          "vars.PULUMI_BACKEND_URL": "file:///nowhere",
          "github.repository": "acme/partner-keys",
          "github.token": "token-of-the-run",
          "github.server_url": "https://github.com",
          "github.run_id": "7",
          "runner.temp": folder,
        },
        uses: (action) => assert.fail(action),
        bash: (script, env) =>
          new Promise((resolve) => {
            const path = [folder, RECORDERS, dirname(process.execPath), process.env["PATH"]].join(delimiter);
            const all = { PATH: path, RECORDED: join(folder, "github.json"), ...env };
            execFile("bash", ["-eo", "pipefail", "-c", script], { cwd: folder, env: all }, (error, stdout, stderr) => {
              resolve({ code: error === null ? 0 : 1, output: stdout + stderr });
            });
          }),
      },
    );
  }

  it("is opened once a key, for each stack", async () => {
    for (const stack of ["sandbox", "production", "production", "sandbox"])
      assert.ok((await day(stack, `SHA256:first+key/of-${stack}=`)).ok);
    assert.deepEqual(titles(), [
      "1 Upload the public key of sandbox: SHA256:first+key/of-sandbox=: open",
      "2 Upload the public key of production: SHA256:first+key/of-production=: open",
    ]);
  });

  it("tells what to paste to the letter, whatever is in it", () => {
    const [, issue] = recorded().issues;
    assert.ok(issue);
    assert.ok(issue.body.startsWith("## Upload the key of acme production.\n\n"), issue.body);
    assert.ok(issue.body.includes(`\n1. Give this\n\n   ~~~text\n   ${JWK}\n   ~~~\n`), issue.body);
    assert.match(issue.body, /^acme-keys:acknowledgedFingerprint: SHA256:first\+key\/of-production=$/m);
  });

  it("is closed when a newer key takes the place, which gets one of its own", async () => {
    assert.ok((await day("production", "SHA256:second")).ok);
    assert.deepEqual(titles().slice(1), [
      "2 Upload the public key of production: SHA256:first+key/of-production=: closed",
      "3 Upload the public key of production: SHA256:second: open",
    ]);
    assert.match(titles()[0] ?? "", /^1 .*: open$/, "another stack's issue stays");
  });

  it("names the run that has the page, where one was made", async () => {
    const line = /artifact `handoff-production` of https:\/\/github\.com\/acme\/partner-keys\/actions\/runs\/7/;
    assert.doesNotMatch(recorded().issues.at(-1)?.body ?? "", line);
    writeFileSync(join(folder, "handoff.html"), "");
    assert.ok((await day("production", "SHA256:paged")).ok);
    rmSync(join(folder, "handoff.html"));
    const { body, number } = recorded().issues.at(-1) ?? assert.fail("no issue");
    assert.match(body, line);
    const all = recorded();
    writeFileSync(
      join(folder, "github.json"),
      JSON.stringify({
        ...all,
        issues: all.issues
          .filter((one) => one.number !== number)
          .map((one) => (one.title.endsWith("SHA256:second") ? { ...one, state: "open" } : one)),
      }),
    );
  });

  it("asks for no acknowledgement of a key that is live at once", () => {
    const [issue] = recorded().issues;
    assert.doesNotMatch(issue?.body ?? "", /acknowledgedFingerprint/);
    assert.match(issue?.body ?? "", /\nThe key is live already\. Close this issue once the partner has it\.\n$/);
  });

  it("is closed with what is left to do", () =>
    assert.match(
      recorded().issues[1]?.comment ?? "",
      /^Nobody has to upload this key any more\. Now:\n\n~~~~text\nUpload the key of acme production\./,
    ));

  it("is closed when no key waits any more, and not opened again", async () => {
    assert.ok((await day("production", "")).ok);
    assert.ok((await day("production", "SHA256:second")).ok);
    assert.match(titles()[2] ?? "", /: closed$/);
    assert.equal(titles().length, 3);
  });

  it("is ours by its author: what another person wrote keeps none away, and is not closed", async () => {
    const all = recorded();
    const title = "Upload the public key of theirs: SHA256:theirs";
    const forged = { number: all.issues.length + 1, title, label: "pending-key:theirs", body: "", state: "open" };
    writeFileSync(
      join(folder, "github.json"),
      JSON.stringify({ ...all, issues: [...all.issues, { ...forged, author: "a-person" }] }),
    );
    assert.ok((await day("theirs", "SHA256:theirs")).ok);
    assert.ok((await day("theirs", "")).ok);
    assert.deepEqual(titles().slice(-2), [`${forged.number} ${title}: open`, `${forged.number + 1} ${title}: closed`]);
  });

  it("names the namespace of the project's config, however its name is written", async () => {
    for (const [i, project] of [
      'name: "acme_k.2"',
      "name: 'acme_k.2'",
      "name:  acme_k.2 # ours",
      "name: acme_k.2\r",
    ].entries()) {
      assert.ok((await day("named", `SHA256:named-${i}`, { project })).ok);
      const { body } = recorded().issues.at(-1) ?? assert.fail("no issue");
      assert.ok(body.includes(`\nacme_k.2:acknowledgedFingerprint: SHA256:named-${i}\n`), body);
    }
  });

  it("has the text where the stack does not export the data yet", async () => {
    assert.ok((await day("earlier", "SHA256:earlier", { exportsData: false })).ok);
    const { body } = recorded().issues.at(-1) ?? assert.fail("no issue");
    assert.ok(body.startsWith("~~~~text\nUpload the key of acme earlier.\n1. Give this:\n"), body);
    assert.ok(body.includes(`\n${JWK}\n2. `), body);
  });

  it("stays as it is where the stack cannot be read, and the job fails", async () => {
    const before = recorded();
    assert.equal((await day("sandbox", "", { code: 1 })).ok, false);
    assert.deepEqual(recorded(), before);
  });
});
