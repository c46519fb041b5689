import type { IncomingMessage } from "node:http";
import { bytesWithin } from "../../resources/aws/bytesWithin";
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
  const body = await bytesWithin(request, MOST_BYTES);
  if (body === undefined) throw new CallRefused(413, "ERR_TOO_LARGE", `a call has at most ${MOST_BYTES} bytes`);
  const invalid = new CallRefused(400, "ERR_INVALID_INPUT", "the body of a call is a JSON object");
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString("utf8"));
  } catch {
    throw invalid;
  }
  if (!isRecord(parsed)) throw invalid;
  return parsed;
}
