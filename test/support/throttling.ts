import type { Backend } from "../../emulator";
import { localBackend } from "../../emulator/backend";
import { movableClock } from "../../emulator/clock";
import { errorReply } from "../../emulator/wire/reply";

/** A local Secrets Manager that throttles the first calls of an operation on each secret, `times` each. */
export function throttling(operation: string, times: number): Backend {
  const backend = localBackend(movableClock());
  const refused = new Map<string, number>();
  return {
    async handle(asked, body, caller) {
      const name = String(body["Name"] ?? body["SecretId"]);
      const before = refused.get(name) ?? 0;
      if (asked !== operation || before >= times) return backend.handle(asked, body, caller);
      refused.set(name, before + 1);
      return errorReply(400, "ThrottlingException", "Rate exceeded");
    },
  };
}
