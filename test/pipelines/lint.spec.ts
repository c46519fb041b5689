import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { madeReady } from "../../workbench/madeReady";
import { REPOSITORY } from "../../workbench/repository";
import { pathOf, PIPELINES, WORKFLOWS } from "../support/pipeline/workflow";

const GITLAB = join(PIPELINES, "gitlab", ".gitlab-ci.yml");
/** Newer than actionlint 1.7.12: github.blog/changelog/2026-05-07-github-actions-concurrency-groups-now-allow-larger-queues */
const NOT_KNOWN_YET = 'unexpected key "queue" for "concurrency" section';

const executable = madeReady("actionlint", "actionlintExecutable()");
const python = madeReady("check-jsonschema", "checkJsonSchemaPython()");

interface Linter {
  readonly name: string;
  readonly files: readonly string[];
  readonly command: readonly string[];
  /** What is put in the place of what, so that the linter has something to find; and what it then says. */
  readonly mistake: readonly [from: string, to: string, told: RegExp];
}

const linters: Linter[] = [];
const RELEASE = join(REPOSITORY, ".github", "workflows", "release.yml");
const github = [...[...WORKFLOWS, "deploy" as const, "probe" as const].map(pathOf), RELEASE];
if (executable !== undefined) {
  const without = ["-shellcheck=", "-pyflakes="]; // else the result depends on what else is installed
  linters.push({
    name: "actionlint",
    files: github,
    command: [executable, "-no-color", ...without, "-ignore", NOT_KNOWN_YET],
    mistake: ["${{ matrix.stack }}", "${{ matrix.stac }}", /property "stac" is not defined/],
  });
}
if (python !== undefined) {
  const check = [python, "-m", "check_jsonschema", "--builtin-schema"];
  linters.push(
    {
      name: "GitHub's schema",
      files: github,
      command: [...check, "vendor.github-workflows"],
      mistake: ["runs-on:", "run-on:", /'runs-on' is a required property/],
    },
    {
      name: "GitLab's schema",
      files: [GITLAB],
      command: [...check, "vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
      mistake: ["resource_group:", "resource-group:", /resource-group/],
    },
  );
}

for (const { name, files, command, mistake } of linters) {
  describe(`pipelines: ${name}`, () => {
    /** In a repository of their own: a workflow that calls another one finds it beside itself. */
    function lint(texts: readonly (readonly [name: string, text: string])[]) {
      const folder = mkdtempSync(join(tmpdir(), "pipelines-"));
      try {
        const workflows = join(folder, ".github", "workflows");
        for (const made of [workflows, join(folder, ".git")]) mkdirSync(made, { recursive: true });
        const paths = texts.map(([name]) => join(workflows, name));
        for (const [name, text] of texts) writeFileSync(join(workflows, name), text);
        const [program = "", ...args] = [...command, ...paths];
        const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
        return { ok: status === 0, output: stdout + stderr };
      } finally {
        rmSync(folder, { recursive: true });
      }
    }
    const texts = files.map((file) => [basename(file), readFileSync(file, "utf8")] as const);

    it(`has nothing to say about ${texts.map(([name]) => name).join(", ")}`, () => {
      const { ok, output } = lint(texts);
      assert.ok(ok, output);
    });

    it("finds a mistake where there is one", () => {
      const [from, to, told] = mistake;
      const { ok, output } = lint(texts.map(([name, text]) => [name, text.replaceAll(from, to)]));
      assert.ok(!ok);
      assert.match(output, told);
    });
  });
}
