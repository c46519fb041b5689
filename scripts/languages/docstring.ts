import * as ts from "typescript";

/** A docstring as its author wrote it, in parts. */
export interface Docstring {
  readonly text: string;
  /** Absent: no `@default`. */
  readonly byDefault: string | undefined;
  /** Absent: no `@onChange`. */
  readonly onChange: string | undefined;
}

/** That of the first of the symbols that has one; a property of a union has several. */
export function docstringOf(checker: ts.TypeChecker, symbols: readonly ts.Symbol[]): Docstring | undefined {
  const [symbol] = symbols.filter((one) => one.getDocumentationComment(checker).length > 0);
  if (symbol === undefined) return undefined;
  const tag = (name: string) => {
    const found = symbol.getJsDocTags(checker).find((one) => one.name === name);
    return found && ts.displayPartsToString(found.text).replace(/^- /, "");
  };
  return {
    text: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
    byDefault: tag("default"),
    onChange: tag("onChange"),
  };
}

/** Replaces each `{@link Name}` and `{@link Name | text}`. */
export function withLinks(text: string, write: (name: string) => string): string {
  return text.replace(/\{@link (?:[^}|]*\| *)?([^}]*)\}/g, (_, name: string) => write(name.trim()));
}
