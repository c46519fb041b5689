import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { parse } from "yaml";
import { handoffOutput } from "../support/handoffs";
import { RECORDERS } from "../support/pipeline/runJob";
import { PIPELINES } from "../support/pipeline/workflow";

interface Issue {
  readonly iid: number;
  readonly title: string;
  readonly description: string;
  readonly state: "opened" | "closed";
  readonly note?: string;
}

/** GitLab's issues and uploads as far as the pipeline uses them, in a file; anything else it refuses. */
const CURL = `#!/usr/bin/env node
const fs = require("node:fs");
const argv = process.argv.slice(2);
const all = fs.existsSync(process.env.ISSUES) ? JSON.parse(fs.readFileSync(process.env.ISSUES)) : [];
const header = fs.readFileSync(argv[argv.indexOf("--header") + 1].slice(1), "utf8");
if (header !== "PRIVATE-TOKEN: of-the-project") throw new Error("no token");
const url = argv.find((one) => one.startsWith("https://gitlab/api/v4/projects/5/")).slice(33);
const data = new Map(argv.flatMap((one, i) => (argv[i - 1]?.startsWith("--data") ? one.includes("&") && argv[i - 1] === "--data" ? one.split("&") : [one] : [])).map((one) => [one.slice(0, one.indexOf("=")), one.slice(one.indexOf("=") + 1)]));
const save = (issues) => fs.writeFileSync(process.env.ISSUES, JSON.stringify(issues));
const iid = Number(url.split("/")[1]);
if (url === "uploads") {
  const file = argv[argv.indexOf("--form") + 1].replace("file=@", "");
  if (!fs.readFileSync(file, "utf8").startsWith("<!doctype html>")) throw new Error("no page");
  console.log(JSON.stringify({ markdown: "[handoff.html](/uploads/1/handoff.html)" }));
} else if (url === "issues" && argv.includes("--get")) {
  const wanted = (one) => ["all", one.state].includes(data.get("state")) && one.title.includes(data.get("search") ?? "");
  console.log(JSON.stringify(all.filter(wanted)));
} else if (url === "issues") save([...all, { iid: all.length + 1, title: data.get("title"), description: data.get("description"), state: "opened" }]);
else if (url.endsWith("/notes")) save(all.map((one) => (one.iid === iid ? { ...one, note: data.get("body") } : one)));
else if (argv.includes("PUT") && data.get("state_event") === "close") save(all.map((one) => (one.iid === iid ? { ...one, state: "closed" } : one)));
else throw new Error("this test does not know " + argv.join(" "));
`;

/** The last steps of the scheduled run, with a `pulumi` that only tells outputs, and a `curl` that keeps issues in a file. */
describe("pipelines: the issue of GitLab", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "pipelines-"));
    writeFileSync(join(folder, "curl"), CURL, { mode: 0o755 });
    writeFileSync(join(folder, "Pulumi.yaml"), "name: acme-keys\n");
  });
  after(() => rmSync(folder, { recursive: true }));

  const { daily } = parse(readFileSync(join(PIPELINES, "gitlab", ".gitlab-ci.yml"), "utf8")) as {
    readonly daily: { readonly script: readonly string[] };
  };
  const ISSUES = () => join(folder, "issues.json");
  const issues = () => JSON.parse(readFileSync(ISSUES(), "utf8")) as Issue[];
  const titles = () => issues().map(({ iid, title, state }) => `${iid} ${title}: ${state}`);

  function day(stack: string, uploadFingerprint: string): void {
    const told = {
      uploadFingerprint,
      handoff: `Now: ${stack}`,
      "--non-interactive": JSON.stringify({ x: handoffOutput() }),
    };
    const program = `console.log((${JSON.stringify(told)})[process.argv.at(-1)]);`;
    writeFileSync(join(folder, "pulumi"), `#!/usr/bin/env node\n${program}\n`, { mode: 0o755 });
    const scripts = daily.script.filter((script) => !/^pulumi (refresh|up) /.test(script));
    const { status, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", scripts.join("\n")], {
      cwd: folder,
      encoding: "utf8",
      env: {
        PATH: [folder, RECORDERS, dirname(process.execPath), process.env["PATH"]].join(delimiter),
        ...{ TMPDIR: folder, ISSUES: ISSUES(), PULUMI_STACK: stack, ISSUE_TOKEN: "of-the-project" },
        ...{ CI_API_V4_URL: "https://gitlab/api/v4", CI_PROJECT_ID: "5" },
      },
    });
    assert.equal(status, 0, stderr);
  }

  it("is opened once a key, with the page attached, for each stack", () => {
    for (const stack of ["sandbox", "production", "production"]) day(stack, `SHA256:first-${stack}=`);
    assert.deepEqual(titles(), [
      "1 Upload the public key of sandbox: SHA256:first-sandbox=: opened",
      "2 Upload the public key of production: SHA256:first-production=: opened",
    ]);
    const [{ description } = assert.fail()] = issues();
    assert.match(description, /^## Upload the pending key of acme production to the partner\./);
    assert.match(description, /\nThe same as a page, .*: \[handoff\.html\]\(\/uploads\/1\/handoff\.html\)\n/);
  });

  it("is closed, with what is left to do, once its key waits no more; that of another stack and of a person stay", () => {
    writeFileSync(
      ISSUES(),
      JSON.stringify([...issues(), { iid: 3, title: "Look at production", description: "", state: "opened" }]),
    );
    day("production", "SHA256:second=");
    day("production", "");
    assert.deepEqual(titles(), [
      "1 Upload the public key of sandbox: SHA256:first-sandbox=: opened",
      "2 Upload the public key of production: SHA256:first-production=: closed",
      "3 Look at production: opened",
      "4 Upload the public key of production: SHA256:second=: closed",
    ]);
    assert.match(
      issues()[1]?.note ?? "",
      /^Nobody has to upload this key any more\. Now:\n\n~~~~text\nNow: production\n/,
    );
  });
});
