import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { REPOSITORY } from "../../workbench/repository";

const PAGE = "docs/resources/signer.md";

/** As a consumer's service compiles them; an ES module, because jose and got are. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  paths: { "pulumi-partner-keys/signer": [join(REPOSITORY, "resources/signer/index.ts")] },
  types: ["node"],
  lib: ["lib.es2023.d.ts"],
  skipLibCheck: true,
  noEmit: true,
};

const blocks = [...readFileSync(join(REPOSITORY, PAGE), "utf8").matchAll(/```ts\n(.*?)```/gs)].map(
  ([, code = ""]) => code,
);

describe(`the recipes of ${PAGE}`, () => {
  const path = (i: number) => join(REPOSITORY, "test", "types", `recipe${i}.mts`);

  it("compile, each on its own", function () {
    this.timeout(120_000);
    assert.ok(blocks.length >= 6);
    const host = ts.createCompilerHost(OPTIONS);
    const sources = new Map(blocks.map((code, i) => [path(i), code]));
    const program = ts.createProgram([...sources.keys()], OPTIONS, {
      ...host,
      fileExists: (file) => sources.has(file) || host.fileExists(file),
      readFile: (file) => sources.get(file) ?? host.readFile(file),
      getSourceFile: (file, version) => {
        const code = sources.get(file);
        return code === undefined ? host.getSourceFile(file, version) : ts.createSourceFile(file, code, version, true);
      },
    });
    const problems = ts
      .getPreEmitDiagnostics(program)
      .map(({ file, messageText }) => `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
    assert.deepEqual(problems, []);
  });

  for (const name of ["axios", "got", "jose", "handler", "PartnerAnswer"]) {
    it(`have one with ${name}`, () => assert.ok(blocks.some((code) => code.includes(name))));
  }
});
