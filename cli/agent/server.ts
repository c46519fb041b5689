import { createServer, type Server, type ServerResponse } from "node:http";
import { PartnerKeysError } from "../../resources/errors";
import { CallRefused } from "./requestBody";
import { answerTo, PROTOCOL, type Agent } from "./routes";

/** A caller that sends nothing holds nothing for longer. Milliseconds. */
const REQUEST_TIMEOUT = 10_000;
/** Backlog of the socket: callers that come at once. */
export const BACKLOG = 1_024;

const STATUS: Readonly<Partial<Record<string, number>>> = { ERR_INVALID_INPUT: 400, ERR_KEY_UNUSABLE: 500 };

/** The agent's calls over HTTP. It answers no browser, and sends nobody anywhere. */
export function agentServer(agent: Agent): Server {
  return createServer(
    { requestTimeout: REQUEST_TIMEOUT, headersTimeout: REQUEST_TIMEOUT, maxHeaderSize: 8_192 },
    (request, response) => {
      const gone = new AbortController();
      response.on("close", () => {
        if (!response.writableFinished) gone.abort(new Error("the caller is gone"));
      });
      answerTo(request, agent, gone.signal)
        .then((answer) => send(response, 200, answer))
        .catch((error: unknown) => {
          if (!response.destroyed) refuse(response, error);
        });
    },
  );
}

function refuse(response: ServerResponse, error: unknown): void {
  if (error instanceof CallRefused) {
    const { status, code, message } = error;
    // What was not read of a call that is too long would be taken for the next one
    if (status === 413) response.setHeader("connection", "close");
    send(response, status, { error: { code, message } });
  } else if (error instanceof PartnerKeysError) {
    const { code, message } = error;
    send(response, STATUS[code] ?? 503, { error: { code, message } });
  } else {
    // Nobody knows what is in its text
    send(response, 500, {
      error: { code: "ERR_UNKNOWN", message: error instanceof Error ? error.name : typeof error },
    });
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(`${JSON.stringify({ protocol: PROTOCOL, ...body })}\n`);
}
