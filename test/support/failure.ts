import * as assert from "node:assert/strict";
import { PartnerKeysError, type ErrorCode } from "../../resources/errors";

/** The error an operation must fail with: this code, and a message that matches. */
export async function failure(
  work: Promise<unknown> | (() => unknown),
  code: ErrorCode,
  ...messages: readonly RegExp[]
): Promise<PartnerKeysError> {
  const error = await settle(work);
  assert.ok(error instanceof PartnerKeysError, `expected ${code}, but it ended with ${String(error)}`);
  assert.equal(error.code, code, error.message);
  for (const message of messages) assert.match(error.message, message);
  return error;
}

async function settle(work: Promise<unknown> | (() => unknown)): Promise<unknown> {
  try {
    await (typeof work === "function" ? work() : work);
  } catch (error) {
    return error;
  }
  return "success";
}
