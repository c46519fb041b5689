import * as ts from "typescript";
import { docstringOf, withLinks } from "./docstring";

/** What a schema of Pulumi says of the type of a value: https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/ */
export type TypeSpec =
  | { readonly type: "string" | "integer" | "boolean" }
  | { readonly type: "array"; readonly items: TypeSpec }
  | { readonly type: "object"; readonly additionalProperties: TypeSpec }
  | { readonly $ref: string }
  | { readonly oneOf: readonly TypeSpec[] };

export type PropertySpec = TypeSpec & { readonly description: string; readonly plain?: true };

export interface ObjectSpec {
  readonly type: "object";
  readonly properties: Readonly<Record<string, PropertySpec>>;
  readonly required: readonly string[];
}

/** A property as a schema has it, and whether whoever writes it has to. */
export interface Property {
  readonly spec: PropertySpec;
  readonly isRequired: boolean;
}

const TEXT = { type: "string" } as const;

/** Makes types of a schema of TypeScript's, and keeps those of objects, which a schema has by their names. */
export class TypeSpecs {
  /** By token. A name is the way to the property (`ApiKeyIssued`): a class in other languages, so public API. */
  readonly objects: Record<string, ObjectSpec> = {};

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly packageName: string,
  ) {}

  /** @param path of names, the last one that of the property */
  property(symbols: readonly ts.Symbol[], path: readonly string[]): Property {
    const members = symbols.flatMap((symbol) => membersOf(this.checker.getTypeOfSymbol(symbol)));
    const given = members.filter((type) => !isUndefined(type));
    const values = given.filter(isValue);
    // The output of a resource is nothing but an output
    const outputs = values.length === 0 ? given.flatMap((type) => innerOfOutput(type) ?? []).flatMap(membersOf) : [];
    const isPlain = values.length === given.length;
    const { checker } = this;
    const description = descriptionOf(
      checker,
      symbols,
      given.filter((type) => type.isLiteral()),
    );
    return {
      spec: {
        ...this.specOf(
          [...values, ...outputs].filter((type) => !isUndefined(type)),
          path,
        ),
        description,
        ...(isPlain ? { plain: true } : {}),
      },
      isRequired: !symbols.some(({ flags }) => flags & ts.SymbolFlags.Optional),
    };
  }

  /** Of a union whose members are all objects one object with the properties of all: which go together, our rules judge. */
  private specOf(members: readonly ts.Type[], path: readonly string[]): TypeSpec {
    const is = (flags: ts.TypeFlags) => (type: ts.Type) => (type.flags & flags) !== 0;
    // A list of at least one is a tuple
    const isArray = (type: ts.Type) => this.checker.isArrayType(type) || this.checker.isTupleType(type);
    const objects = members.filter(
      (type) => is(ts.TypeFlags.Object | ts.TypeFlags.Intersection)(type) && !isArray(type),
    );
    const specs: TypeSpec[] = [
      ...(members.some(is(ts.TypeFlags.StringLike)) ? [TEXT] : []),
      // Every number of ours is a whole one
      ...(members.some(is(ts.TypeFlags.NumberLike)) ? [{ type: "integer" } as const] : []),
      ...(members.some(is(ts.TypeFlags.BooleanLike)) ? [{ type: "boolean" } as const] : []),
      ...(objects.length > 0 ? [this.objectOf(objects, path)] : []),
      ...members
        .filter(isArray)
        .slice(0, 1)
        .map((type) => this.arrayOf(type, path)),
    ];
    const [first, ...others] = specs;
    if (first === undefined)
      throw new Error(
        `making the schema: ${path.join(".")}: ${members.map((type) => this.checker.typeToString(type)).join(" | ")} has no form there`,
      );
    return others.length === 0 ? first : { oneOf: specs };
  }

  private arrayOf(type: ts.Type, path: readonly string[]): TypeSpec {
    const [element] = this.checker.getTypeArguments(type as ts.TypeReference);
    return { type: "array", items: this.specOf(membersOf(element).filter(isValue), path) };
  }

  /** Of a map; also of the one of nothing (`{}`), as an empty class is no class in some languages. */
  private entryOf(members: readonly ts.Type[], path: readonly string[]): TypeSpec {
    const entries = members.flatMap((type) => membersOf(type.getStringIndexType()));
    const values = entries.filter((entry) => isValue(entry) && (entry.flags & ts.TypeFlags.Never) === 0);
    return values.length === 0 ? TEXT : this.specOf(values, path);
  }

  private objectOf(members: readonly ts.Type[], path: readonly string[]): TypeSpec {
    const names = [...new Set(members.flatMap((type) => type.getProperties().map(({ name }) => name)))];
    if (names.length === 0) return { type: "object", additionalProperties: this.entryOf(members, path) };
    const token = `${this.packageName}:index:${path.map(capitalized).join("")}`;
    const properties = names.map((name) => {
      const symbols = members.flatMap((type) => type.getProperty(name) ?? []);
      const { spec, isRequired } = this.property(symbols, [...path, name]);
      return { name, spec, isRequired: isRequired && symbols.length === members.length };
    });
    this.objects[token] = {
      type: "object",
      properties: Object.fromEntries(properties.map(({ name, spec }) => [name, spec])),
      required: properties.filter(({ isRequired }) => isRequired).map(({ name }) => name),
    };
    return { $ref: `#/types/${token}` };
  }
}

function membersOf(type: ts.Type | undefined): readonly ts.Type[] {
  return type === undefined ? [] : type.isUnion() ? type.types : [type];
}

/** No output and no promise of one. */
const isValue = (type: ts.Type) => innerOfOutput(type) === undefined && nameOf(type) !== "Promise";

const isUndefined = (type: ts.Type) => (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) !== 0;

const nameOf = (type: ts.Type): string | undefined => type.getSymbol()?.name;

/** What an output of Pulumi is one of; undefined for anything else. An output is also what is lifted from its value. */
function innerOfOutput(type: ts.Type): ts.Type | undefined {
  const [own] = (type.isIntersection() ? type.types : [type]).filter((one) => nameOf(one) === "OutputInstance");
  return own && (own as ts.TypeReference).typeArguments?.[0];
}

/** The docstring, as whoever writes another language reads it. */
function descriptionOf(
  checker: ts.TypeChecker,
  symbols: readonly ts.Symbol[],
  values: readonly ts.LiteralType[],
): string {
  const docstring = docstringOf(checker, symbols);
  if (docstring === undefined) return "";
  const { text, byDefault, onChange } = docstring;
  const all = [
    text,
    ...(values.length === 0 ? [] : [`Allowed: ${values.map(({ value }) => JSON.stringify(value)).join(", ")}.`]),
    ...(byDefault === undefined ? [] : [`Default: ${byDefault}`]),
    ...(onChange === undefined ? [] : [`On change: ${onChange}`]),
  ].join("\n\n");
  return withLinks(all, (name) => name);
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
