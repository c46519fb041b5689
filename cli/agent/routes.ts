import type { IncomingMessage } from "node:http";
import { VERDICTS, type Attempts, type ToSign, type Verdict } from "./attempts";
import type { ReadRecord } from "./health";
import { CallRefused, jsonOf } from "./requestBody";

/** Of the protocol: docs/agent.md. What changes or goes makes it another one. */
export const PROTOCOL = 1;

export interface Agent {
  readonly attempts: Attempts;
  readonly record: ReadRecord;
}

/** One call of the protocol. @throws CallRefused, and what the signer throws */
export async function answerTo(
  request: IncomingMessage,
  { attempts, record }: Agent,
  signal: AbortSignal,
): Promise<object> {
  const { method = "", url = "", headers } = request;
  // A page in a browser sends one, and has no business here
  if (headers.origin !== undefined)
    throw new CallRefused(403, "ERR_FORBIDDEN", "a call with an Origin header is refused");
  const call = `${method} ${url}`;
  if (call === "GET /v1/health") return { ...record.health, open: attempts.open };
  if (call === "POST /v1/attempts") return attempts.begin(toSign(await jsonOf(request)), signal);
  const [, id] = /^POST \/v1\/attempts\/([0-9a-f-]{36})$/.exec(call) ?? [];
  if (id === undefined) throw new CallRefused(404, "ERR_NO_SUCH_CALL", "allowed: the calls of docs/agent.md");
  const next = await attempts.tell(id, verdictOf(await jsonOf(request)));
  if (next === undefined)
    throw new CallRefused(404, "ERR_NO_SUCH_ATTEMPT", "no attempt of that id waits for a verdict");
  return next;
}

function toSign({ url, body, bodyBase64, ...others }: Readonly<Record<string, unknown>>): ToSign {
  const problems = Object.keys(others).map(
    (name) => `${JSON.stringify(name.slice(0, 40))}: unknown, allowed: url, body, bodyBase64`,
  );
  if (typeof url !== "string") problems.push("url: allowed: the whole URL, a text");
  if (body !== undefined && bodyBase64 !== undefined) problems.push("body, bodyBase64: allowed: one of the two");
  if (body !== undefined && typeof body !== "string") problems.push("body: allowed: a text");
  if (bodyBase64 !== undefined && !(typeof bodyBase64 === "string" && /^[A-Za-z0-9+/]*={0,2}$/.test(bodyBase64)))
    problems.push("bodyBase64: allowed: the bytes in base64");
  if (problems.length > 0) throw new CallRefused(400, "ERR_INVALID_INPUT", problems.join("; "));
  const bytes = typeof bodyBase64 === "string" ? Buffer.from(bodyBase64, "base64") : undefined;
  return { url: String(url), body: bytes ?? (typeof body === "string" ? body : "") };
}

function verdictOf({ verdict }: Readonly<Record<string, unknown>>): Verdict {
  const found = VERDICTS.find((known) => known === verdict);
  if (found === undefined) throw new CallRefused(400, "ERR_INVALID_INPUT", `verdict: allowed: ${VERDICTS.join(", ")}`);
  return found;
}
