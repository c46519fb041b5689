import { trimIssuedKey } from "../partners/issued/issuedKey";
import type { KindContext } from "./keyKind";

/** Where an issued API key is read from: an environment variable, or a file relative to the program's folder. */
export type IssuedSource = ({ readonly env: string } | { readonly file: string }) & {
  /** Take the value as it is, although it looks damaged. */
  readonly verbatim?: boolean;
  /** Take a key back that was replaced before. */
  readonly allowPrevious?: boolean;
};

/** The name of the variable, or the path of the file. */
export function textOf(issued: IssuedSource): string {
  return "env" in issued ? issued.env : issued.file;
}

/** The trimmed value, or why there is none. */
export type IssuedValue = { readonly value: string } | { readonly absent: "does not exist" | "is empty" };

/** For messages: names the variable or file, never its content. */
export function sourceOf(issued: IssuedSource): string {
  return `${"env" in issued ? "environment variable" : "file"} ${textOf(issued)}`;
}

/** Empty is absent: that is how a secret that was removed from a CI system arrives. */
export async function readIssuedKey(
  issued: IssuedSource,
  context: Pick<KindContext, "readSecretVariable" | "readFile">,
): Promise<IssuedValue> {
  const text = "env" in issued ? context.readSecretVariable(issued.env) : await context.readFile(issued.file);
  if (text === undefined) return { absent: "does not exist" };
  const value = trimIssuedKey(text);
  return value === "" ? { absent: "is empty" } : { value };
}
