import { request } from "node:http";
import type { Backend } from "./backend";
import type { Caller } from "./caller";
import type { Reply } from "./wire/reply";

/** Headers that belong to one connection and not to the call. */
const CONNECTION_HEADERS = ["host", "connection", "keep-alive", "transfer-encoding", "content-length", "expect"];

/** Lets another server (moto) answer: the same hooks in front of it deny, count and fault the calls. */
export function forwardTo(url: string): Backend {
  return { handle: (_operation, _body, caller) => forward(url, caller) };
}

function forward(url: string, { headers, rawBody }: Caller): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: "POST", headers: withoutConnection(headers) }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const replyHeaders = withoutConnection(response.headers as Record<string, string>);
        resolve({ status: response.statusCode ?? 502, body: Buffer.concat(chunks), headers: replyHeaders });
      });
    });
    outgoing.on("error", reject);
    outgoing.end(rawBody);
  });
}

function withoutConnection(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !CONNECTION_HEADERS.includes(name)));
}
