import * as ts from "typescript";
import { KINDS } from "../../resources/kinds/kinds";
import { ACTIVATION_INPUTS } from "../../resources/plugin/activation/activationInputs";
import { allowedBy, type Rule } from "../../resources/rules/rule";
import { ARGUMENTS } from "../../stacks/arguments";
import { docstringOf } from "../languages/docstring";
import { outputsOf, sourceTypes } from "../languages/sourceTypes";
import { referenceTable, type Member } from "./referenceTable";

/** A table of a page of docs/resources/: what a type of the package has. */
export interface Reference {
  readonly page: string;
  readonly entry: string;
  readonly type: string;
  /** What is allowed. Absent: the outputs of a class, or what only its docstrings know. */
  readonly rows?: Readonly<Record<string, { readonly rule: Rule }>>;
  /** What this type has too stands on another page, to which this one links. */
  readonly besides?: string;
}

const RESOURCES = "resources/index.ts";
const STACKS = "stacks/index.ts";
const SIGNER = "resources/signer/index.ts";

/** Every table. The classes among them are the pages that a docstring links to. */
export const REFERENCES: readonly Reference[] = [
  { page: "rsa-key-pair", entry: RESOURCES, type: "RsaKeyPairArgs", rows: KINDS.RsaKeyPair.inputs },
  { page: "rsa-key-pair", entry: RESOURCES, type: "RsaKeyPair" },
  {
    page: "ec-key-pair",
    entry: RESOURCES,
    type: "EcKeyPairArgs",
    rows: KINDS.EcKeyPair.inputs,
    besides: "KeyPairArgs",
  },
  {
    page: "ed25519-key-pair",
    entry: RESOURCES,
    type: "Ed25519KeyPairArgs",
    rows: KINDS.Ed25519KeyPair.inputs,
    besides: "KeyPairArgs",
  },
  { page: "api-key", entry: RESOURCES, type: "ApiKeyArgs", rows: KINDS.ApiKey.inputs },
  { page: "api-key", entry: RESOURCES, type: "ApiKey" },
  { page: "activation", entry: RESOURCES, type: "ActivationArgs", rows: ACTIVATION_INPUTS },
  { page: "activation", entry: RESOURCES, type: "Activation" },
  { page: "partner-credentials", entry: STACKS, type: "PartnerCredentialsArgs", rows: ARGUMENTS },
  { page: "partner-credentials", entry: STACKS, type: "PartnerCredentials" },
  { page: "signer", entry: SIGNER, type: "SignerOptions" },
  { page: "signer", entry: SIGNER, type: "RunOptions" },
  { page: "sign-request", entry: RESOURCES, type: "RequestToSign" },
];

/** The pages by what they are about. */
const PAGES = new Map(REFERENCES.map(({ type, page }) => [type.replace(/Args$/, ""), `${page}.md`]));

/** A table and what stands in it. */
export interface ReferenceMembers extends Reference {
  readonly isClass: boolean;
  readonly members: readonly Member[];
}

/** @param rootDir repository root */
export function referenceMembers(rootDir: string): ReferenceMembers[] {
  const { checker, typeOf } = sourceTypes(rootDir, [RESOURCES, STACKS, SIGNER]);
  return REFERENCES.map((one) => {
    const { entry, type, rows = {}, besides } = one;
    const declared = typeOf(entry, type);
    const elsewhere =
      besides === undefined
        ? []
        : typeOf(entry, besides)
            .getProperties()
            .map(({ name }) => name);
    const isClass = declared.isClass();
    const all = isClass ? outputsOf(checker, declared) : inOrderOf(Object.keys(rows), declared.getProperties());
    const own = all.filter(({ name }) => !elsewhere.includes(name));
    return { ...one, isClass, members: own.map((symbol) => memberOf(checker, symbol, rows[symbol.name]?.rule)) };
  });
}

/** A block for each table. */
export function reference(
  tables: readonly ReferenceMembers[],
): { readonly page: string; readonly part: string; readonly text: string }[] {
  return tables.map(({ page, type, rows, isClass, members }) => {
    const what = isClass ? "Output" : rows === undefined ? "Option" : "Input";
    return { page: `resources/${page}.md`, part: type, text: referenceTable(what, members, PAGES) };
  });
}

/** In the order of the rows, which is that of messages; a row without a property is none that a program gives. */
function inOrderOf(names: readonly string[], symbols: readonly ts.Symbol[]): ts.Symbol[] {
  const placeOf = ({ name }: ts.Symbol) => names.indexOf(name);
  return [...symbols].sort((a, b) => placeOf(a) - placeOf(b));
}

function memberOf(checker: ts.TypeChecker, symbol: ts.Symbol, rule: Rule | undefined): Member {
  const docstring = docstringOf(checker, [symbol]);
  if (docstring === undefined) throw new Error(`reading the sources: ${symbol.name} has no docstring`);
  const isRequired = (symbol.flags & ts.SymbolFlags.Optional) === 0;
  // No rule allows a symbol, so each says what it allows
  return { name: symbol.name, ...docstring, allowed: rule && allowedBy(rule, Symbol()), isRequired };
}
