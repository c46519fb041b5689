import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import * as ts from "typescript";
import { ENTRIES } from "../support/snippets";
import { REPOSITORY } from "../../workbench/repository";

const entries = Object.values(ENTRIES).map((entry) => join(REPOSITORY, entry));

/** Pages tell what fits together; what a name means is told in the editor, so that nothing public goes without. */
describe("types: what the package exports is documented", () => {
  const checked = new Set<string>();
  let missing: string[] = [];

  before(() => {
    const program = ts.createProgram(entries, { ...strict(), noEmit: true });
    const checker = program.getTypeChecker();
    const tellsNothing = (symbol: ts.Symbol) => symbol.getDocumentationComment(checker).length === 0;
    const isOurs = ({ declarations = [] }: ts.Symbol) =>
      declarations.some((at) => !at.getSourceFile().fileName.includes("/node_modules/"));
    const isHidden = ({ declarations = [] }: ts.Symbol) =>
      declarations.some(
        (at) => ts.getCombinedModifierFlags(at) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected),
      );

    /** The properties that somebody who writes this name can give or read. */
    function propertiesOf(symbol: ts.Symbol): ts.Symbol[] {
      if (!(symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias))) return [];
      const type = checker.getDeclaredTypeOfSymbol(symbol);
      const own = type.isUnion()
        ? type.types.filter((one) => one.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))
        : [type];
      const statics = symbol.flags & ts.SymbolFlags.Class ? [...(symbol.exports?.values() ?? [])] : [];
      return [...own.flatMap((one) => checker.getPropertiesOfType(one)), ...statics].filter(
        (property) => isOurs(property) && !isHidden(property) && property.name !== "prototype",
      );
    }

    for (const entry of entries) {
      const source = program.getSourceFile(entry);
      const module = source && checker.getSymbolAtLocation(source);
      assert.ok(module, entry);
      for (const exported of checker.getExportsOfModule(module)) {
        const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
        const where = relative(REPOSITORY, symbol.declarations?.[0]?.getSourceFile().fileName ?? entry);
        const named = [[symbol.name, symbol] as const].concat(
          propertiesOf(symbol).map((property) => [`${symbol.name}.${property.name}`, property] as const),
        );
        for (const [name, one] of named) {
          checked.add(name);
          if (tellsNothing(one)) missing.push(`${where}: ${name}`);
        }
      }
    }
    missing = [...new Set(missing)].sort();
  });

  it("each name, and each property of it", () => assert.deepEqual(missing, []));

  for (const name of [
    "RsaKeyPairArgs.modulusLength",
    "RsaKeyPairArgs.tags",
    "RsaKeyPair.publicKeyPem",
    "Provider.from",
    "PartnerCredentials.grantRead",
    "SignerOptions.maxAge",
    "PublicArtifact.alg",
  ]) {
    it(`looks at ${name}`, () => assert.ok(checked.has(name), [...checked].join(" ")));
  }
});

function strict(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(REPOSITORY, "tsconfig.check.json"), (path) =>
    readFileSync(path, "utf8"),
  ) as {
    config: object;
  };
  return ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, REPOSITORY).options;
}
