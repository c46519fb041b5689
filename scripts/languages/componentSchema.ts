import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { ARGUMENTS } from "../../stacks/arguments";
import { outputsOf, sourceTypes } from "./sourceTypes";
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

const ENTRY = "stacks/index.ts";
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
  const { checker, typeOf } = sourceTypes(rootDir, [ENTRY]);
  const [args, component] = [typeOf(ENTRY, "PartnerCredentialsArgs"), typeOf(ENTRY, "PartnerCredentials")];
  const specs = new TypeSpecs(checker, PACKAGE);
  const names = Object.keys(ARGUMENTS);
  const inputs = names.map((name) => [name, specs.property([propertyOf(args, name)], [name])] as const);
  const properties = outputsOf(checker, component).map(
    (symbol) => [symbol.name, specs.property([symbol], [symbol.name]).spec] as const,
  );
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

function propertyOf(type: ts.Type, name: string): ts.Symbol {
  const symbol = type.getProperty(name);
  if (symbol === undefined) throw new Error(`making the schema: ${name} has a row and no type`);
  return symbol;
}
