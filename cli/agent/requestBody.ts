import type { IncomingMessage } from "node:http";
import { isRecord } from "../../resources/rules/rule";

/** Of a body to sign, with what base64 and JSON add to it. */
const MOST_BYTES = 1_500_000;

/** What is wrong with a call, with the status that says so. */
export class CallRefused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** @throws CallRefused with everything that is wrong with the fields of a call */
export function assertFields(problems: readonly string[]): void {
  if (problems.length > 0) throw new CallRefused(400, "ERR_INVALID_INPUT", problems.join("; "));
}

/** The JSON object of a call, bounded. @throws CallRefused */
export async function jsonOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new CallRefused(413, "ERR_TOO_LARGE", `a call has at most ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  const invalid = new CallRefused(400, "ERR_INVALID_INPUT", "the body of a call is a JSON object");
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw invalid;
  }
  if (!isRecord(parsed)) throw invalid;
  return parsed;
}
