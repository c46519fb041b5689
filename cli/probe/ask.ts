import type { AwsReader } from "../../resources/signer/keySource";
import { answerOf } from "../../resources/signer/partnerAnswer";
import { probe, type ProbedKey, type ProbeReport } from "../../resources/signer/probe";
import type { CommandScheme } from "../schemes/schemes";
import { readAlsoPending } from "./keyIds";
import { askedUrl, asking, type Question } from "./requests";

/** A partner that has not answered by then is away. Milliseconds. */
const PATIENCE = 10_000;

export interface ProbeFlags {
  readonly privateKeySecretArn: string;
  readonly apiKeySecretArn?: string;
  readonly question: Question;
  readonly scheme: CommandScheme;
  /** In place of what the scheme knows of refusals. */
  readonly refusedStatus: number | undefined;
  /** What the partner called the pending key, which is on record once that key is acknowledged. */
  readonly keyId: string | undefined;
  readonly live: boolean;
  readonly locksOut: boolean;
}

/** Asks by `probe` of the package, with a scheme of the signer and the global `fetch`. */
export async function ask(flags: ProbeFlags, aws: Pick<AwsReader, "read" | "tags">): Promise<ProbeReport> {
  const { privateKeySecretArn, apiKeySecretArn, question, scheme, refusedStatus, keyId, live, locksOut } = flags;
  const reader = { privateKeySecretArn, ...aws };
  const read = scheme.needsKeyId === true ? readAlsoPending(keyId) : aws.read;
  /** Of the key in whose place a control stands: the one before it. */
  let certificatePem: string | undefined;
  return probe({
    ...{ privateKeySecretArn, ...(apiKeySecretArn && { apiKeySecretArn }), live, locksOut },
    origin: new URL(askedUrl(question)).origin,
    read: async (secretArn, stage) => read(secretArn, stage, reader),
    attempt: async (key) => {
      const isControl = key.role === "control";
      const sign = (isControl ? scheme.signControl : undefined) ?? scheme.sign;
      certificatePem = key.certificatePem ?? certificatePem;
      const { url, init } = asking(question, sign, underCertificate(key, certificatePem));
      // A redirect would take the API key to another host
      return fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    },
    refused: async (answer) =>
      refusedStatus === undefined
        ? scheme.isRefusal(answer.status, async () => answerOf(answer).json())
        : answer.status === refusedStatus,
  });
}

function underCertificate(key: ProbedKey, certificatePem: string | undefined) {
  const { versionId, fingerprint, privateKey, apiKey, keyId } = key;
  const sign: ProbedKey["sign"] = (request) => key.sign(request);
  return { versionId, fingerprint, privateKey, apiKey, keyId, certificatePem, sign };
}
