import { randomUUID } from "node:crypto";
import type { ErrorReply, Reply } from "./reply";

const XML = { "content-type": "text/xml" };
const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

/** A structure of texts and structures: all that the answers of STS are made of. */
export interface Structure {
  readonly [member: string]: string | Structure;
}

/** An answer as the Query protocol writes it. */
export function queryReply(operation: string, result: Structure): Reply {
  const answer = { [`${operation}Result`]: result, ResponseMetadata: { RequestId: randomUUID() } };
  return { status: 200, body: document(`${operation}Response`, answer), headers: XML };
}

/** An error as the Query protocol writes it. */
export const queryErrorReply: ErrorReply = (status, name, message) => {
  const error = { Type: status < 500 ? "Sender" : "Receiver", Code: name, Message: message };
  return { status, body: document("ErrorResponse", { Error: error, RequestId: randomUUID() }), headers: XML };
};

function document(root: string, content: Structure): string {
  return `<${root} xmlns="${NAMESPACE}">${xml(content)}</${root}>`;
}

function xml(structure: Structure): string {
  return Object.entries(structure)
    .map(([name, value]) => `<${name}>${typeof value === "string" ? escaped(value) : xml(value)}</${name}>`)
    .join("");
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
