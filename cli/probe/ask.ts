import { probe, type ProbeReport } from "../../resources/signer/probe";
import type { ReadSecret } from "../../resources/signer";

/** A partner that has not answered by then is away. Milliseconds. */
const PATIENCE = 10_000;

export interface ProbeFlags {
  readonly privateKeySecretArn: string;
  readonly apiKeySecretArn: string;
  /** As it is signed and sent. */
  readonly url: string;
  readonly refusedStatus: number;
  readonly live: boolean;
  readonly locksOut: boolean;
}

/** Asks by GET: `probe` of the package, with the scheme of the signer and the global `fetch`. */
export async function ask({ url, refusedStatus, ...flags }: ProbeFlags, read: ReadSecret): Promise<ProbeReport> {
  return probe({
    ...flags,
    origin: new URL(url).origin,
    read,
    // A redirect would take the API key to another host
    attempt: async (key) =>
      fetch(url, { headers: { ...key.sign({ url }) }, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) }),
    refused: ({ status }) => status === refusedStatus,
  });
}
