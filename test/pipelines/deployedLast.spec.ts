import * as assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { parse } from "yaml";
import { jobOf, PIPELINES, readWorkflow } from "../support/pipeline/workflow";

interface GitLab {
  readonly daily: { readonly before_script: readonly unknown[] };
  readonly ".up": { readonly script: readonly string[] };
}

const GITLAB = parse(readFileSync(join(PIPELINES, "gitlab", ".gitlab-ci.yml"), "utf8")) as GitLab;
const ofHistory = (scripts: readonly unknown[]) =>
  scripts
    .flat()
    .map(String)
    .find((script) => script.includes("stack history")) ?? assert.fail("nothing reads the history");
/** What the scripts of GitLab have before them: the function that writes the token. */
const IDENTITY = GITLAB.daily.before_script.map(String).find((script) => script.includes("identity() {")) ?? "";
const stepsOf = (name: "daily" | "up") => ofHistory(jobOf(readWorkflow(name)).steps.map(({ run }) => run ?? ""));

const SCRIPTS = {
  "GitHub, daily": stepsOf("daily"),
  "GitHub, up": stepsOf("up"),
  "GitLab, daily": `${IDENTITY}\n${ofHistory(GITLAB.daily.before_script)}`,
  "GitLab, up": ofHistory(GITLAB[".up"].script),
};

const run = (kind: string, environment: object = {}, result = "succeeded") => ({ kind, result, environment });

/** With a `pulumi` that only tells a history; engine/pipelines runs the same with the real one. */
describe("pipelines: what was deployed last", () => {
  let folder: string;
  let temporary: string;
  let head: string;
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
      cwd: folder,
      encoding: "utf8",
      stdio: "pipe",
    }).trim();

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "pipelines-"));
    temporary = mkdtempSync(join(tmpdir(), "pipelines-token-"));
    git("init", "--quiet");
    writeFileSync(join(folder, ".gitignore"), "pulumi\n");
    git("add", "--all");
    git("commit", "--quiet", "--message", "one");
    head = git("rev-parse", "HEAD");
  });
  after(() => [folder, temporary].forEach((made) => rmSync(made, { recursive: true })));

  /** `history`: absent where `pulumi` itself fails. */
  function attempt(script: string, history?: readonly object[]) {
    const told = history === undefined ? "exit 1" : `cat <<'EOF'\n${JSON.stringify(history)}\nEOF`;
    writeFileSync(join(folder, "pulumi"), `#!/bin/sh\n${told}\n`);
    chmodSync(join(folder, "pulumi"), 0o755);
    const path = [folder, dirname(process.execPath), process.env["PATH"]].join(delimiter);
    const { status, stdout } = spawnSync("bash", ["-eo", "pipefail", "-c", script], {
      cwd: folder,
      encoding: "utf8",
      env: { PATH: path, PULUMI_STACK: "production", TMPDIR: temporary, AWS_ID_TOKEN: "token", CI_PIPELINE_ID: "1" },
    });
    assert.deepEqual(readdirSync(temporary), [], "the token is gone");
    return { status, stdout };
  }

  for (const [name, script] of Object.entries(SCRIPTS)) {
    const isDaily = name.endsWith("daily");
    const commit = (dirty = "false") => ({ "git.head": head, "git.dirty": dirty });

    it(`${name}: goes on from a commit that it has, behind any number of other runs`, () => {
      const refreshes = Array.from({ length: 20 }, () => run("refresh"));
      assert.deepEqual(attempt(script, [...refreshes, run("update", commit())]), { status: 0, stdout: "" });
    });

    it(`${name}: stops where the history cannot be read, and claims nothing`, () =>
      assert.deepEqual(attempt(script), { status: 1, stdout: "" }));

    it(`${name}: stops where the commit is not known`, () => {
      const { status, stdout } = attempt(script, [run("update")]);
      assert.equal(status, 1);
      assert.match(stdout, isDaily ? /outside of a Git checkout: deploy from a commit/ : /commit unknown is deployed/);
    });

    if (!isDaily) {
      it(`${name}: makes the first deployment`, () => assert.deepEqual(attempt(script, []), { status: 0, stdout: "" }));
      continue;
    }

    it(`${name}: stops where nothing was deployed, or the last run was a destroy, failed or not`, () => {
      for (const [history, last] of [
        [[], "none"],
        [[run("destroy", commit()), run("update", commit())], "destroy"],
        [[run("refresh"), run("destroy", commit(), "failed"), run("update", commit())], "destroy"],
      ] as const) {
        const { status, stdout } = attempt(script, history);
        assert.equal(status, 1);
        assert.match(stdout, new RegExp(`the last run was: ${last}; deploy the stack, or take it out of this matrix`));
      }
    });

    it(`${name}: stops where the commit is not on the branch, and stays where it is`, () => {
      git("checkout", "--quiet", "--detach");
      git("commit", "--quiet", "--allow-empty", "--message", "of somebody's branch");
      const aside = git("rev-parse", "HEAD");
      git("checkout", "--quiet", head);
      const { status, stdout } = attempt(script, [run("update", { ...commit(), "git.head": aside })]);
      assert.equal(status, 1);
      assert.match(stdout, /is deployed and not on \S*: merge it, and deploy/);
      assert.equal(git("rev-parse", "HEAD"), head);
    });

    it(`${name}: stops after an up with files that no commit has`, () =>
      assert.match(attempt(script, [run("update", commit("true"))]).stdout, /changed or untracked files/));
  }
});
