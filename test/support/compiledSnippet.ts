import { join } from "node:path";
import * as ts from "typescript";

const ROOT = join(__dirname, "..", "..");

const STRICT: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  types: ["node"],
  skipLibCheck: true,
  noEmit: true,
};

/** Compiles snippets against the public package, strictly, as a consumer's editor does. */
export class SnippetCompiler {
  private readonly host: ts.CompilerHost;
  private previous: ts.Program | undefined;
  private snippet = "";
  private readonly path = join(ROOT, "test", "types", "snippet.ts");

  constructor() {
    const host = ts.createCompilerHost(STRICT);
    const known = new Map<string, ts.SourceFile | undefined>();
    this.host = {
      ...host,
      fileExists: (path) => path === this.path || host.fileExists(path),
      readFile: (path) => (path === this.path ? this.snippet : host.readFile(path)),
      getSourceFile: (path, version) => {
        if (path === this.path) return ts.createSourceFile(path, this.snippet, version, true);
        if (!known.has(path)) known.set(path, host.getSourceFile(path, version));
        return known.get(path);
      },
    };
  }

  /** The errors of a snippet, which has what the package exports; none when it compiles. */
  errors(body: string): string[] {
    this.snippet =
      `import * as pulumi from "@pulumi/pulumi";\n` +
      `import { Activation, ApiKey, RsaKeyPair, signRequest, shortFingerprint } from "../../resources";\n` +
      `import * as publicKey from "../../resources/publicKey";\n` +
      `import { PartnerCredentials } from "../../stacks";\n${body}\n`;
    const program = ts.createProgram([this.path], STRICT, this.host, this.previous);
    this.previous = program;
    const source = program.getSourceFile(this.path);
    return ts
      .getPreEmitDiagnostics(program, source)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  }
}
