import type { IncomingMessage, ServerResponse } from "node:http";
import type { Backend } from "./backend";
import type { Call } from "./hooks/callLog";
import { EFFECTS } from "./hooks/faults";
import type { HookState } from "./hooks/hookState";
import { type IncomingCall, readCall } from "./wire/incomingCall";
import { queryErrorReply } from "./wire/query";
import { errorReply, outcomeOf, send, type Reply } from "./wire/reply";

/** Takes one request through the hooks to the backend and back. */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  hooks: HookState,
  backend: Backend,
): Promise<void> {
  const incoming = await readCall(request);
  if ("refusal" in incoming) return send(response, incoming.refusal);

  const { service, operation, accessKeyId, region, body, rawBody } = incoming;
  const errorIn = service === "sts" ? queryErrorReply : errorReply;
  const call = hooks.record({
    ...{ operation, accessKeyId, region },
    account: hooks.accountOf(accessKeyId),
    secretId: textOf(body["SecretId"] ?? body["Name"] ?? body["RoleArn"]),
    versionStage: operation === "GetSecretValue" ? textOf(body["VersionStage"]) : "",
  });
  const fault = hooks.nextFault(call);
  const effect = fault && EFFECTS[fault];
  await hooks.hold(call);
  await hooks.reach("before", call);

  if (effect?.when === "instead") {
    call.outcome = `fault:${fault}`;
    return effect.act({ response, errorReply: errorIn, rawBody });
  }
  const refusal = hooks.refusal(call, errorIn);
  const reply = refusal ?? (await ask(backend, incoming, hooks, call));
  if (refusal === undefined) await hooks.reach("after", call);
  if (refusal === undefined && effect !== undefined) {
    call.outcome = `fault:${fault}`;
    return effect.act({ response, errorReply: errorIn, rawBody, reply });
  }
  call.outcome = outcomeOf(reply);
  send(response, reply);
}

async function ask(backend: Backend, incoming: IncomingCall, hooks: HookState, call: Call): Promise<Reply> {
  const { service, operation, body, region, accessKeyId, headers, rawBody } = incoming;
  const { releaseMilliseconds, hidesScheduledVersions, roles } = hooks;
  const account = hooks.accountOf(accessKeyId);
  const lagMilliseconds = hooks.lagOf(call);
  const told = { releaseMilliseconds, lagMilliseconds, hidesScheduledVersions, roles };
  const caller = { service, account, region, accessKeyId, headers, rawBody, ...told };
  try {
    return await backend.handle(operation, body, caller);
  } catch (error) {
    return errorReply(500, "InternalServiceError", `The backend failed: ${(error as Error).message}`);
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
