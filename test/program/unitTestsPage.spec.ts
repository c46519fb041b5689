import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import * as ts from "typescript";
import { REPOSITORY } from "../../workbench/repository";
import { codeOf } from "../support/documents";

describe("documents: the unit test of docs/unit-tests.md", () => {
  const [code = ""] = codeOf(join(REPOSITORY, "docs", "unit-tests.md"), "ts");
  const compilerOptions = { module: ts.ModuleKind.ES2022, target: ts.ScriptTarget.ES2022 };
  const run = (source: string) =>
    spawnSync(process.execPath, ["--input-type=module", "-"], {
      cwd: REPOSITORY,
      encoding: "utf8",
      input: ts.transpileModule(source, { compilerOptions }).outputText,
    });

  it("passes as it stands", () => {
    const { status, stderr } = run(code);
    assert.equal(status, 0, stderr);
  });

  it("fails without the answer of the Activation: outputs are empty then", () => {
    const { status, stderr } = run(code.replace(/^ {2}Activation: .*\n/m, ""));
    assert.notEqual(status, 0);
    assert.match(stderr, /AssertionError/);
  });
});
