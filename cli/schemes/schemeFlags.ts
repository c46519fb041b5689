import { oneOf, text } from "../../resources/rules/rule";
import { refused, type Flags } from "../flags";
import { SCHEMES, type CommandScheme, type SchemeName } from "./schemes";

/** The flags of every command that signs. */
export const SCHEME_FLAGS = {
  scheme: { type: "string" },
  "scheme-option": { type: "string", multiple: true },
} as const;

export const SCHEME_USAGE = `  --scheme <name>          ${Object.keys(SCHEMES).join(", ")}. Default: qredo
  --scheme-option <name>=<value>  may be repeated: the options of the scheme (docs/resources/schemes.md)`;

/** What the flags name, before the scheme itself judges its options. */
export interface NamedScheme {
  readonly name: SchemeName | undefined;
  readonly options: Readonly<Record<string, string>>;
}

export function namedScheme(flags: Flags): NamedScheme {
  const name = flags.read("scheme", oneOf(...(Object.keys(SCHEMES) as SchemeName[])));
  const settings = flags.readAll("scheme-option", text("<name>=<value>", /^\w+=./s));
  const parts = settings.map((one) => [one.slice(0, one.indexOf("=")), one.slice(one.indexOf("=") + 1)] as const);
  return { name, options: Object.fromEntries(parts) };
}

/** @throws PartnerKeysError `ERR_INVALID_INPUT` for options that the scheme does not take */
export function schemeOf(name: SchemeName, { options }: NamedScheme, command: string): CommandScheme {
  if (name === "qredo" && Object.keys(options).length > 0)
    throw refused(["--scheme-option: scheme qredo has none"], command);
  return SCHEMES[name](options);
}
