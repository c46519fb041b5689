import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { madeReady } from "../../workbench/madeReady";
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
const github = [...WORKFLOWS, "deploy" as const, "probe" as const].map(pathOf);
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
    function lint(...paths: readonly string[]): { readonly ok: boolean; readonly output: string } {
      const [program = "", ...args] = [...command, ...paths];
      const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
      return { ok: status === 0, output: stdout + stderr };
    }

    it(`has nothing to say about ${files.map((file) => basename(file)).join(", ")}`, () => {
      const { ok, output } = lint(...files);
      assert.ok(ok, output);
    });

    it("finds a mistake where there is one", () => {
      const folder = mkdtempSync(join(tmpdir(), "pipelines-"));
      try {
        const [file = ""] = files;
        const [from, to, told] = mistake;
        const wrong = join(folder, basename(file));
        writeFileSync(wrong, readFileSync(file, "utf8").replaceAll(from, to));
        const { ok, output } = lint(wrong);
        assert.ok(!ok);
        assert.match(output, told);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });
}
