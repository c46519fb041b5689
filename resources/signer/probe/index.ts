/** `pulumi-partner-keys/probe`: whether a partner takes the key that is pending. Loads no Pulumi. */
import type { ProbeOptions } from "./options";
import { probeWith, type ProbeReport } from "./probe";

export { PartnerKeysError, type ErrorCode } from "../../errors";
export type { SecretVersion } from "../heldValue";
export type { ReadSecret } from "../keySource";
export type { ProbeOptions } from "./options";
export type { ProbedKeyRole, ProbeOutcome, ProbeVerdict } from "./plan";
export type { ProbeReport, ProbedVersion } from "./probe";
export type { ProbedKey } from "./probedKey";
export type { ProbeRequest } from "./sendOne";

/**
 * Asks the partner, by up to three requests, whether it takes the pending key of a secret, and proves by a key of its own
 * making that the partner refuses one that it does not know. At most two of the requests are refused. It writes nothing and
 * acknowledges nothing.
 *
 * @throws PartnerKeysError `ERR_INVALID_INPUT` before anything is read; before anything is sent `ERR_STORE_DENIED`,
 *   `ERR_STORE_UNAVAILABLE`, `ERR_SECRET_NOT_FOUND`, `ERR_KEY_UNUSABLE`
 *
 * @example
 * ```ts
 * import { sign } from "node:crypto";
 * import { probe } from "pulumi-partner-keys/probe";
 *
 * const url = "https://api.acme.example/me";
 * const report = await probe({
 *   privateKeySecretArn,
 *   attempt: ({ privateKey }) => {
 *     const signature = sign("sha256", Buffer.from(url), privateKey).toString("base64");
 *     return fetch(url, { headers: { "x-signature": signature }, redirect: "manual" });
 *   },
 *   refused: ({ status }) => status === 401,
 * });
 * console.log(report.verdict);
 * ```
 */
export function probe<T>(options: ProbeOptions<T>): Promise<ProbeReport> {
  return probeWith(options, { now: Date.now, steady: () => performance.now(), random: Math.random });
}
