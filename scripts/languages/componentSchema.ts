import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { ARGUMENTS } from "../../stacks/arguments";
import { TypeSpecs, type ObjectSpec, type PropertySpec } from "./typeSpec";

export interface ComponentSpec extends Omit<ObjectSpec, "type"> {
  readonly isComponent: true;
  readonly description: string;
  readonly inputProperties: Readonly<Record<string, PropertySpec>>;
  readonly requiredInputs: readonly string[];
}

/** A schema of Pulumi, as far as this package has one. */
export interface PackageSpec {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly meta: { readonly supportPack: true };
  readonly language: Readonly<Record<string, object>>;
  readonly types: Readonly<Record<string, ObjectSpec>>;
  readonly resources: Readonly<Record<string, ComponentSpec>>;
}

/** Of the type token. */
const PACKAGE = "partnerkeys";
const TOKEN = `${PACKAGE}:index:PartnerCredentials`;

/**
 * The schema of `PartnerCredentials`, by which programs in other languages know it: the arguments that the table has, with
 * the types and docstrings that they have in TypeScript, and every output of the class.
 *
 * @param rootDir repository root
 */
export function componentSchema(rootDir: string): PackageSpec {
  const { version, description, license } = JSON.parse(readFileSync(join(rootDir, "package.json"), "utf8")) as Record<
    "version" | "description" | "license",
    string
  >;
  const { checker, args, component } = declared(rootDir);
  const specs = new TypeSpecs(checker, PACKAGE);
  const names = Object.keys(ARGUMENTS);
  const inputs = names.map((name) => [name, specs.property([propertyOf(args, name)], [name])] as const);
  const outputs = component.getProperties().filter((symbol) => isOutput(checker, symbol));
  const properties = outputs.map((symbol) => [symbol.name, specs.property([symbol], [symbol.name]).spec] as const);
  return {
    name: PACKAGE,
    version,
    description,
    license,
    meta: { supportPack: true },
    language: {
      python: { respectSchemaVersion: true, pyproject: { enabled: true } },
      go: { respectSchemaVersion: true },
    },
    types: specs.objects,
    resources: {
      [TOKEN]: {
        isComponent: true,
        description: ts.displayPartsToString(component.getSymbol()?.getDocumentationComment(checker)),
        inputProperties: Object.fromEntries(inputs.map(([name, { spec }]) => [name, spec])),
        requiredInputs: inputs.filter(([, { isRequired }]) => isRequired).map(([name]) => name),
        properties: Object.fromEntries(properties),
        required: properties.map(([name]) => name),
      },
    },
  };
}

/** The two types that the schema is made of. */
function declared(rootDir: string): { checker: ts.TypeChecker; args: ts.Type; component: ts.Type } {
  const { config } = ts.readConfigFile(join(rootDir, "tsconfig.check.json"), (file) => ts.sys.readFile(file)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, rootDir);
  const entry = join(rootDir, "stacks", "index.ts");
  const host = ts.createCompilerHost(options);
  // Types of @pulumi/aws stand nowhere in the schema, and to read them takes most of the time
  const fileExists = (path: string) => !path.includes("/node_modules/@pulumi/aws/") && host.fileExists(path);
  const program = ts.createProgram([entry], { ...options, noEmit: true }, { ...host, fileExists });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  const exported = (name: string) => {
    const found = module && checker.getExportsOfModule(module).find((symbol) => symbol.name === name);
    if (found === undefined) throw new Error(`making the schema: stacks/index.ts exports no ${name}`);
    return checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(found));
  };
  return { checker, args: exported("PartnerCredentialsArgs"), component: exported("PartnerCredentials") };
}

function propertyOf(type: ts.Type, name: string): ts.Symbol {
  const symbol = type.getProperty(name);
  if (symbol === undefined) throw new Error(`making the schema: ${name} has a row and no type`);
  return symbol;
}

/** Of ours: those that every resource has are the engine's. */
function isOutput(checker: ts.TypeChecker, symbol: ts.Symbol): boolean {
  const isOurs = symbol.declarations?.some((at) => !at.getSourceFile().fileName.includes("/node_modules/"));
  const isPrivate = symbol.declarations?.some((at) => ts.getCombinedModifierFlags(at) & ts.ModifierFlags.Private);
  return (
    isOurs === true && isPrivate !== true && checker.typeToString(checker.getTypeOfSymbol(symbol)).includes("Output<")
  );
}
