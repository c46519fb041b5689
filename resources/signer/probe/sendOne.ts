import { PartnerKeysError } from "../../errors";
import type { SecretVersion } from "../heldValue";
import type { ReadSecret } from "../keySource";
import { clockSkewOf, dropBody, isResponse } from "../partnerAnswer";
import { signerWith, type Effects } from "../signer";
import type { CheckedProbe } from "./options";
import type { ProbedKeyRole, ProbeOutcome } from "./plan";
import { KeyUnderRole } from "./probedKey";

/** One request of a probe. */
export interface ProbeRequest {
  /** Which key signed it. */
  readonly role: ProbedKeyRole;
  /** What the answer says about that key. */
  readonly outcome: ProbeOutcome;
  /** HTTP status, where the answer has a `status` that is a number. */
  readonly status: number | undefined;
  /** What was thrown in the place of an answer: its name, and its code where it has one. */
  readonly thrown: string | undefined;
  /** Seconds that this machine's clock is ahead of the `Date` of the answer; only where the answer is a `Response`. */
  readonly clockSkewSeconds: number | undefined;
}

/** One request, by a signer that knows this one key. */
export async function sendOne<T>(
  { signer: options, attempt, refused }: CheckedProbe<T>,
  role: ProbedKeyRole,
  version: SecretVersion,
  apiKey: SecretVersion | undefined,
  effects: Effects,
): Promise<ProbeRequest> {
  const read: ReadSecret = async (secretArn) => (secretArn === options.privateKeySecretArn ? version : apiKey);
  const signer = signerWith({ ...options, stages: ["AWSCURRENT"], read }, effects);
  let outcome: ProbeOutcome = "unclear";
  try {
    const answer = await signer.run(
      (key) => attempt(new KeyUnderRole(role, key)),
      async (answer) => {
        outcome = (await refused(answer)) ? "refused" : isTaken(answer) ? "accepted" : "unclear";
        return outcome === "refused";
      },
    );
    const clockSkewSeconds = isResponse(answer) ? clockSkewOf(answer, effects.now()) : undefined;
    if (isResponse(answer)) dropBody(answer);
    return { role, outcome, status: statusOf(answer), thrown: undefined, clockSkewSeconds };
  } catch (error) {
    if (error instanceof PartnerKeysError) throw error;
    return { role, outcome: "unclear", status: undefined, thrown: nameOf(error), clockSkewSeconds: undefined };
  } finally {
    signer.close();
  }
}

function statusOf(answer: unknown): number | undefined {
  const { status } = (answer ?? {}) as { readonly status?: unknown };
  return typeof status === "number" ? status : undefined;
}

function isTaken(answer: unknown): boolean {
  const status = statusOf(answer);
  return status === undefined || (status >= 200 && status < 300);
}

/** Its text may hold a header or a body. The code is a word of Node or of a client, and `fetch` keeps it in the cause. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code = (error.cause as { readonly code?: unknown } | undefined)?.code } = error as {
    readonly code?: unknown;
  };
  const isWord = typeof code === "string" && /^[A-Z][A-Z0-9_]{1,40}$/.test(code);
  return isWord ? `${error.name}, ${code}` : error.name;
}
