import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import * as ts from "typescript";
import { codeOf, documents } from "../support/documents";
import { REPOSITORY } from "../../workbench/repository";

/** As a reader's project compiles them; an ES module, because some await, and jose and got are modules. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  paths: {
    "pulumi-partner-keys": [join(REPOSITORY, "resources/index.ts")],
    "pulumi-partner-keys/stacks": [join(REPOSITORY, "stacks/index.ts")],
    "pulumi-partner-keys/signer": [join(REPOSITORY, "resources/signer/index.ts")],
    "pulumi-partner-keys/schemes": [join(REPOSITORY, "resources/signer/schemes.ts")],
    "pulumi-partner-keys/sign-request": [join(REPOSITORY, "resources/partners/signRequest.ts")],
    "pulumi-partner-keys/public-key": [join(REPOSITORY, "resources/crypto/publicKey/index.ts")],
  },
  types: ["node"],
  lib: ["lib.es2023.d.ts"],
  skipLibCheck: true,
  noEmit: true,
};

/** What a reader has already, where a snippet goes on from there. */
const GIVEN = `
declare const privateKeySecretArn: string, apiKeySecretArn: string, body: string;
declare const publicKeyPem: string, livePem: string, pendingPem: string;
declare const roleArn: string, externalId: string;
declare const awsProvider: import("@pulumi/aws").Provider;
declare const signerRole: import("@pulumi/aws").iam.Role;
`;

describe("documents: TypeScript", () => {
  const pages = documents().map((page) => ({ page: relative(REPOSITORY, page), blocks: codeOf(page, "ts") }));
  const sources = new Map(
    pages.flatMap(({ page, blocks }) =>
      blocks.map((code, i) => [join(REPOSITORY, "test", "types", `${page.replace(/\W/g, "_")}_${i + 1}.mts`), code]),
    ),
  );

  it("compiles, each block on its own, with what the reader has already", function () {
    this.timeout(120_000);
    assert.ok(sources.size >= 15, String(sources.size));
    const given = join(REPOSITORY, "test", "types", "given.d.ts");
    sources.set(given, GIVEN);
    const host = ts.createCompilerHost(OPTIONS);
    const program = ts.createProgram([...sources.keys()], OPTIONS, {
      ...host,
      fileExists: (file) => sources.has(file) || host.fileExists(file),
      readFile: (file) => sources.get(file) ?? host.readFile(file),
      getSourceFile: (file, version) => {
        const code = sources.get(file);
        // A block without import or export is a module of its own too: its names are no other block's
        const text = code === undefined || file === given ? code : `${code}\nexport {};\n`;
        return text === undefined ? host.getSourceFile(file, version) : ts.createSourceFile(file, text, version, true);
      },
    });
    const problems = ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
      const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
      return `${file?.fileName ?? ""}:${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    });
    assert.deepEqual(problems, []);
  });

  for (const name of ["axios", "got", "jose", "handler", "PartnerAnswer"]) {
    it(`has a recipe for the signer with ${name}`, () => {
      const recipes = pages.find(({ page }) => page === "docs/resources/signer.md");
      assert.ok(recipes?.blocks.some((code) => code.includes(name)));
    });
  }

  it("of README's first block is the program of the template", () => {
    const [program] = codeOf(join(REPOSITORY, "README.md"), "ts");
    assert.equal(program, readFileSync(join(REPOSITORY, "templates", "partner-keys", "index.ts"), "utf8"));
  });
});
