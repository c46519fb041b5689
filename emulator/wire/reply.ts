import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";

export interface Reply {
  status: number;
  body: Buffer | string;
  headers?: Record<string, string>;
}

const JSON_TYPE = "application/x-amz-json-1.1";

/** Writes an error in the protocol of a service. */
export type ErrorReply = (status: number, name: string, message: string) => Reply;

/** An error as AWS JSON 1.1 writes it. AWS spells the member "Message" or "message"; every SDK reads both. */
export const errorReply: ErrorReply = (status, name, message) => ({
  status,
  body: JSON.stringify({ __type: name, Message: message }),
});

/** "ok", or the name of the error in a reply of our own or of another server. */
export function outcomeOf(reply: Reply): string {
  if (reply.status === 200) return "ok";
  const code = /<Code>(\w+)<\/Code>/.exec(reply.body.toString())?.[1];
  if (code !== undefined) return code;
  try {
    const { __type } = JSON.parse(reply.body.toString()) as { __type?: unknown };
    if (typeof __type === "string") return __type.slice(__type.lastIndexOf("#") + 1);
  } catch {
    // Not JSON: another server's error page. The status is all there is to say.
  }
  return `HTTP ${reply.status}`;
}

export function writeHead(response: ServerResponse, reply: Reply): Buffer {
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, {
    "content-type": JSON_TYPE,
    "x-amzn-requestid": randomUUID(),
    ...reply.headers,
    "content-length": body.length,
  });
  return body;
}

export function send(response: ServerResponse, reply: Reply): void {
  response.end(writeHead(response, reply));
}

/** A 200 of something that is not AWS: AWS numbers each of its answers, this has no number. */
export function sendBare(response: ServerResponse, body: string): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
}
