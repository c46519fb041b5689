import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";

/** Types of what the package exports, as the sources have them. */
export interface SourceTypes {
  readonly checker: ts.TypeChecker;
  /** Of a file, from the repository root: what programs import, each where it is declared. */
  readonly exportsOf: (entry: string) => ts.Symbol[];
  readonly typeOf: (entry: string, name: string) => ts.Type;
}

/**
 * The source in which each import path of the package begins.
 * @param rootDir repository root
 */
export function importPaths(rootDir: string): Readonly<Record<string, string>> {
  const { exports } = JSON.parse(readFileSync(join(rootDir, "package.json"), "utf8")) as {
    exports: Record<string, string | { types: string }>;
  };
  const typed = Object.entries(exports).flatMap(([subpath, target]) =>
    typeof target === "string" ? [] : [[subpath.replace(".", "pulumi-partner-keys"), target.types] as const],
  );
  return Object.fromEntries(typed.map(([path, types]) => [path, types.replace(/^\.\/dist\/(.*)\.d\.ts$/, "$1.ts")]));
}

/** @param rootDir repository root */
export function sourceTypes(rootDir: string, entries: readonly string[]): SourceTypes {
  const { config } = ts.readConfigFile(join(rootDir, "tsconfig.check.json"), (file) => ts.sys.readFile(file)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, rootDir);
  const host = ts.createCompilerHost(options);
  // Types of @pulumi/aws stand nowhere in what is made of these, and to read them takes most of the time
  const fileExists = (path: string) => !path.includes("/node_modules/@pulumi/aws/") && host.fileExists(path);
  const files = entries.map((entry) => join(rootDir, entry));
  const program = ts.createProgram(files, { ...options, noEmit: true }, { ...host, fileExists });
  const checker = program.getTypeChecker();
  const exportsOf = (entry: string) => {
    const source = program.getSourceFile(join(rootDir, entry));
    const module = source && checker.getSymbolAtLocation(source);
    const found = module ? checker.getExportsOfModule(module) : [];
    return found.map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));
  };
  return {
    checker,
    exportsOf,
    typeOf(entry, name) {
      const found = exportsOf(entry).find((symbol) => symbol.name === name);
      if (found === undefined) throw new Error(`reading the sources: ${entry} exports no ${name}`);
      return checker.getDeclaredTypeOfSymbol(found);
    },
  };
}

/** What a class of ours gives as outputs, in their order: those that every resource has are the engine's. */
export function outputsOf(checker: ts.TypeChecker, type: ts.Type): ts.Symbol[] {
  return type.getProperties().filter((symbol) => isOutput(checker, symbol));
}

function isOutput(checker: ts.TypeChecker, symbol: ts.Symbol): boolean {
  const isOurs = symbol.declarations?.some((at) => !at.getSourceFile().fileName.includes("/node_modules/"));
  const isPrivate = symbol.declarations?.some((at) => ts.getCombinedModifierFlags(at) & ts.ModifierFlags.Private);
  return (
    isOurs === true &&
    isPrivate !== true &&
    /Output(Instance)?</.test(checker.typeToString(checker.getTypeOfSymbol(symbol)))
  );
}
