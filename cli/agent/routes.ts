import type { IncomingMessage } from "node:http";
import type { Access } from "./access";
import type { Attempts } from "./attempts";
import { toSign, verdictOf } from "./fields";
import type { Forwarding } from "./forwarding";
import type { ReadRecord } from "./health";
import { CallRefused, jsonOf } from "./requestBody";
import type { Room } from "./room";
import type { CommandScheme } from "../schemes/schemes";

/** Of the protocol: docs/agent.md. What changes or goes makes it another one. */
export const PROTOCOL = 1;

export interface Agent {
  readonly attempts: Attempts;
  /** Absent: every caller sends its own requests. */
  readonly forwarding: Forwarding | undefined;
  readonly record: ReadRecord;
  readonly room: Room;
  readonly scheme: CommandScheme;
  readonly origins: readonly string[];
  readonly access: Access;
}

/** One call of the protocol. @throws CallRefused, and what the signer throws */
export async function answerTo(request: IncomingMessage, agent: Agent, signal: AbortSignal): Promise<object> {
  agent.access(request);
  const { attempts, forwarding, record, room, scheme, origins } = agent;
  const { method = "", url = "" } = request;
  const call = `${method} ${url}`;
  if (call === "GET /v1/health") return { ...record.health, open: room.open };
  if (call === "POST /v1/attempts") return attempts.begin(toSign(await jsonOf(request), scheme, origins), signal);
  if (call === "POST /v1/fetch" && forwarding !== undefined)
    return forwarding.send(toSign(await jsonOf(request), scheme, origins), signal);
  const [, id] = /^POST \/v1\/attempts\/([0-9a-f-]{36})$/.exec(call) ?? [];
  if (id === undefined) throw new CallRefused(404, "ERR_NO_SUCH_CALL", "allowed: the calls of docs/agent.md");
  const next = await attempts.report(id, await verdictOf(await jsonOf(request), scheme), signal);
  if (next === undefined) throw new CallRefused(404, "ERR_NO_SUCH_ATTEMPT", "no attempt of that id waits for a report");
  return next;
}
