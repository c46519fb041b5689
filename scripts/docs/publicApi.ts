import * as ts from "typescript";
import { importPaths, sourceTypes } from "../languages/sourceTypes";

/**
 * What programs import, by import path: a line for each name and each of its members, as the sources declare them. A change
 * of a line is a change for somebody.
 *
 * @param rootDir repository root
 */
export function publicApi(rootDir: string): string {
  const entries = importPaths(rootDir);
  const { checker, exportsOf } = sourceTypes(rootDir, Object.values(entries));
  return Object.entries(entries)
    .map(([path, entry]) => {
      const lines = exportsOf(entry).flatMap((symbol) => linesOf(checker, symbol));
      return `## ${path}\n\n\`\`\`text\n${[...new Set(lines)].sort().join("\n")}\n\`\`\``;
    })
    .join("\n\n");
}

function linesOf(checker: ts.TypeChecker, symbol: ts.Symbol): string[] {
  const [declaration] = symbol.declarations ?? [];
  const { name } = symbol;
  if (declaration === undefined) return [];
  if (ts.isTypeAliasDeclaration(declaration))
    return [`type ${name} = ${oneLine(declaration.type)}`, ...membersOf(checker, symbol)];
  if (ts.isInterfaceDeclaration(declaration)) return [`interface ${name}`, ...membersOf(checker, symbol)];
  if (ts.isClassDeclaration(declaration)) {
    const constructor = declaration.members.find(ts.isConstructorDeclaration);
    const made = constructor === undefined ? "" : `: new ${name}${parametersOf(constructor)}`;
    const statics = [...(symbol.exports?.values() ?? [])].filter((one) => one.name !== "prototype" && isPublic(one));
    return [
      `class ${name}${made}`,
      ...statics.map((one) => `${name} static ${memberOf(checker, one)}`),
      ...membersOf(checker, symbol),
    ];
  }
  return [memberOf(checker, symbol)];
}

function membersOf(checker: ts.TypeChecker, symbol: ts.Symbol): string[] {
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  const parts = type.isUnion() ? type.types.filter((one) => one.flags & ts.TypeFlags.Object) : [type];
  const members = parts.flatMap((one) => checker.getPropertiesOfType(one)).filter(isPublic);
  return members.map((one) => `${symbol.name}.${memberOf(checker, one)}`);
}

/** Of ours, and no private one. */
function isPublic({ declarations = [] }: ts.Symbol): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return declarations.some(
    (at) => !at.getSourceFile().fileName.includes("/node_modules/") && !(ts.getCombinedModifierFlags(at) & hidden),
  );
}

function memberOf(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  const [declaration] = symbol.declarations ?? [];
  const name = `${symbol.name}${symbol.flags & ts.SymbolFlags.Optional ? "?" : ""}`;
  if (declaration === undefined) return name;
  if (ts.isFunctionLike(declaration)) {
    const signature = checker.getSignatureFromDeclaration(declaration);
    const inferred =
      signature && checker.typeToString(signature.getReturnType(), undefined, ts.TypeFormatFlags.NoTruncation);
    return `${name}${parametersOf(declaration)}: ${declaration.type === undefined ? String(inferred) : oneLine(declaration.type)}`;
  }
  const { type } = declaration as { readonly type?: ts.TypeNode };
  const shown = checker.typeToString(checker.getTypeOfSymbol(symbol), undefined, ts.TypeFormatFlags.NoTruncation);
  return `${name}: ${type === undefined ? shown : oneLine(type)}`;
}

const parametersOf = ({ parameters }: { readonly parameters: readonly ts.ParameterDeclaration[] }) =>
  `(${parameters.map((one) => oneLine(one)).join(", ")})`;

/** As the source has it, without comments. */
function oneLine(node: ts.Node): string {
  const printer = ts.createPrinter({ removeComments: true });
  return printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()).replace(/\s+/g, " ");
}
