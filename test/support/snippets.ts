import { join } from "node:path";
import * as ts from "typescript";
import { importPaths } from "../../scripts/languages/sourceTypes";
import { REPOSITORY } from "../../workbench/repository";

/** The source in which each import path of the package begins. */
export const ENTRIES = importPaths(REPOSITORY);

/** As a reader's project compiles them; an ES module, because some await, and jose and got are modules. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  paths: Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, [join(REPOSITORY, file)]])),
  types: ["node"],
  lib: ["lib.es2023.d.ts"],
  skipLibCheck: true,
  noEmit: true,
};

/** What a reader has already, where a snippet goes on from there. */
const GIVEN = `
declare const privateKeySecretArn: string, apiKeySecretArn: string, body: string;
declare const publicKeyPem: string, livePem: string, pendingPem: string, ed25519Pem: string;
declare const privateKeyPem: string, apiKey: string;
declare const roleArn: string, externalId: string;
declare const awsProvider: import("@pulumi/aws").Provider;
declare const signerRole: import("@pulumi/aws").iam.Role;
`;

/**
 * Compiles each snippet on its own, with what the reader has already, and returns what is wrong.
 * @param snippets by a name that is unique
 */
export function problemsOfSnippets(snippets: ReadonlyMap<string, string>): string[] {
  const fileOf = (name: string) => join(REPOSITORY, "test", "types", `${name.replace(/\W/g, "_")}.mts`);
  const sources = new Map([...snippets].map(([name, code]) => [fileOf(name), code]));
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
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file?.fileName ?? ""}:${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}
