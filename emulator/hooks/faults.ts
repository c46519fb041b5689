import type { ServerResponse } from "node:http";
import { send, sendBare, writeHead, type ErrorReply, type Reply } from "../wire/reply";
import { secretNameOf, type Call } from "./callLog";

export type FaultKind =
  | "lose-answer" // commit, then destroy the socket without answering
  | "lose-answer-500" // commit, then answer HTTP 500 JSON InternalServiceError
  | "reset" // destroy the socket before anything is done
  | "never-answer" // before anything is done: accept and stay silent (sockets are destroyed by stop())
  | "throttle" // 400 ThrottlingException
  | "internal-error" // 500 InternalServiceError, not committed
  | "html" // HTTP 500 with an HTML body, not committed
  | "garble" // commit, then HTTP 200 with broken JSON
  | "cut-body" // commit, then HTTP 200 with half of the body and a destroyed socket
  | "access-denied" // 400 AccessDeniedException
  | "expired-token" // 400 ExpiredTokenException
  | "quota" // 400 LimitExceededException
  | "encryption-failure" // 400 EncryptionFailure: KMS refuses the key that would encrypt the value
  | "decryption-failure" // 400 DecryptionFailure: KMS refuses the key that would decrypt it
  | "echo" // 400 AccessDeniedException whose text is the request
  | "empty" // HTTP 200 without a body and without AWS's number, not committed
  | "empty-object" // the same with the body {}
  | "null" // the same with the body null
  | "commit-empty" // commit, then as "empty"
  | "commit-empty-object"
  | "commit-null"
  | "kms-denied"; // 400 AccessDeniedException: the caller may not use the key of the secret

export interface Fault {
  kind: FaultKind;
  operation?: string;
  /** A secret's name: calls that name it as SecretId, by name or ARN, or as the Name of CreateSecret. */
  secret?: string;
  /** 1-based, counted from the moment the fault was set; default 1. */
  nth?: number;
  /** How many matching calls in a row, from the nth on; default 1. */
  times?: number;
}

/** What an effect has at hand; `reply` is what would have been answered, once it is done. */
interface Scene {
  readonly response: ServerResponse;
  readonly errorReply: ErrorReply;
  readonly rawBody: Buffer;
}
type Effect =
  | { readonly when: "instead"; readonly act: (scene: Scene) => void }
  | { readonly when: "after commit"; readonly act: (scene: Scene & { readonly reply: Reply }) => void };

const instead = (act: Extract<Effect, { when: "instead" }>["act"]): Effect => ({ when: "instead", act });
const afterCommit = (act: Extract<Effect, { when: "after commit" }>["act"]): Effect => ({ when: "after commit", act });
const answerError =
  (status: number, name: string, message: string) =>
  ({ response, errorReply }: Scene) =>
    send(response, errorReply(status, name, message));
/** What answers 200 to everything, and is not AWS. */
const answerBare =
  (body: string) =>
  ({ response }: Scene) =>
    sendBare(response, body);

const internalError = answerError(500, "InternalServiceError", "An error occurred on the server side.");

export const EFFECTS: Readonly<Record<FaultKind, Effect>> = {
  "lose-answer": afterCommit(({ response }) => response.socket?.destroy()),
  "lose-answer-500": afterCommit(internalError),
  reset: instead(({ response }) => response.socket?.resetAndDestroy()),
  "never-answer": instead(() => undefined),
  throttle: instead(answerError(400, "ThrottlingException", "Rate exceeded")),
  "internal-error": instead(internalError),
  html: instead(({ response }) => send(response, HTML)),
  garble: afterCommit(({ response }) => send(response, { status: 200, body: '{"ARN":"arn:aws:secretsmana' })),
  "cut-body": afterCommit(cutBody),
  "access-denied": instead(answerError(400, "AccessDeniedException", "User is not authorized to perform this action.")),
  "expired-token": instead(
    answerError(400, "ExpiredTokenException", "The security token included in the request is expired"),
  ),
  quota: instead(answerError(400, "LimitExceededException", "The request failed because it would exceed a quota.")),
  "encryption-failure": instead(answerError(400, "EncryptionFailure", kmsFailure("encrypt"))),
  "decryption-failure": instead(answerError(400, "DecryptionFailure", kmsFailure("decrypt"))),
  echo: instead(({ response, errorReply, rawBody }) =>
    send(response, errorReply(400, "AccessDeniedException", `Access denied to ${rawBody.toString("utf8")}`)),
  ),
  empty: instead(answerBare("")),
  "empty-object": instead(answerBare("{}")),
  null: instead(answerBare("null")),
  "commit-empty": afterCommit(answerBare("")),
  "commit-empty-object": afterCommit(answerBare("{}")),
  "commit-null": afterCommit(answerBare("null")),
  "kms-denied": instead(answerError(400, "AccessDeniedException", "Access to KMS is not allowed")),
};

/** As the API reference puts it (CreateSecret, Errors). */
function kmsFailure(what: "encrypt" | "decrypt"): string {
  return `Secrets Manager can't ${what} the protected secret text using the provided KMS key.`;
}

const HTML: Reply = {
  status: 500,
  body: "<!doctype html><html><body><h1>500 Internal Server Error</h1></body></html>",
  headers: { "content-type": "text/html; charset=utf-8" },
};

function cutBody({ response, reply }: Scene & { readonly reply: Reply }): void {
  const { socket } = response;
  const body = writeHead(response, { status: 200, body: reply.body });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => socket?.destroy());
}

/** Decides which call gets which fault. */
export class FaultPlan {
  private readonly planned: { readonly fault: Fault; seen: number }[] = [];

  add(fault: Fault): void {
    this.planned.push({ fault, seen: 0 });
  }

  /** Every fault counts every call that matches it; of those due at once, the one set first is taken. */
  next(call: Call): FaultKind | undefined {
    const matching = this.planned.filter(({ fault }) => matches(fault, call));
    for (const plan of matching) plan.seen++;
    return matching.find(({ fault: { nth = 1, times = 1 }, seen }) => seen >= nth && seen < nth + times)?.fault.kind;
  }

  clear(): void {
    this.planned.length = 0;
  }
}

function matches({ operation, secret }: Fault, call: Call): boolean {
  if (operation !== undefined && operation !== call.operation) return false;
  return secret === undefined || secret === secretNameOf(call.secretId);
}
