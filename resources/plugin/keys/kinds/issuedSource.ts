import { trimIssuedKey } from "../../../crypto/issued/issuedKey";
import type { LocalContext } from "../../context";

/** Where an issued API key is read from: an environment variable, or a file relative to the program's folder. */
export type IssuedSource = { readonly env: string } | { readonly file: string };

/** For messages: names the variable or file, never its content. */
export function sourceOf(issued: IssuedSource): string {
  return "env" in issued ? `environment variable ${issued.env}` : `file ${issued.file}`;
}

/** The trimmed value, or `undefined` where the variable or file does not exist. */
export async function readIssuedKey(
  issued: IssuedSource,
  context: Pick<LocalContext, "readEnvironment" | "readFile">,
): Promise<string | undefined> {
  const text = "env" in issued ? context.readEnvironment(issued.env) : await context.readFile(issued.file);
  return text === undefined ? undefined : trimIssuedKey(text);
}
