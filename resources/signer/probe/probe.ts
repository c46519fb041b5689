import type { SecretVersion } from "../heldValue";
import type { AwsReader } from "../keySource";
import { secretsManagerReader } from "../secretsManager";
import type { Effects } from "../signer";
import { controlLike } from "./control";
import { checkProbe, type ProbeOptions } from "./options";
import { planOf, type ProbedKeyRole, type ProbeVerdict } from "./plan";
import { readKeys, type ReadKey } from "./readKeys";
import { sendOne, type ProbeRequest } from "./sendOne";

/** What a probe reports. It holds no key and no value. */
export interface ProbeReport {
  /** What the answers come to, as the table of docs/commands.md says. */
  readonly verdict: ProbeVerdict;
  /** What was sent, in this order. */
  readonly requests: readonly ProbeRequest[];
  /** The key that `AWSPENDING` names; `undefined`: there is none, or it was not asked for. */
  readonly pending: ProbedVersion | undefined;
  /** The key that `AWSCURRENT` names. */
  readonly live: ProbedVersion;
}

/** A key that a label names. */
export interface ProbedVersion {
  /** Version of the secret, as AWS names it. */
  readonly versionId: string;
  /** `SHA256:` and the base64 of the digest of its public key: what `acknowledgedFingerprint` takes. */
  readonly fingerprint: string;
}

export async function probeWith<T>(given: ProbeOptions<T>, effects: Effects): Promise<ProbeReport> {
  const options = checkProbe(given);
  const ofAws = secretsManagerReader(options.region);
  const aws: AwsReader = { privateKeySecretArn: options.signer.privateKeySecretArn, ...ofAws };
  const { read = aws.read } = options;
  try {
    const { pending, live, apiKey } = await readKeys(options, async (...of) => read(...of, aws));
    const versionFor = async (role: ProbedKeyRole): Promise<SecretVersion> => {
      const { held, version } = role === "live" ? live : (pending ?? live);
      return role === "control" ? { ...version, ...(await controlLike(held.privateKey)) } : version;
    };
    const requests: ProbeRequest[] = [];
    let step = planOf({ ...options, hasPending: pending !== undefined });
    while (typeof step === "object") {
      const request = await sendOne(options, step.send, await versionFor(step.send), apiKey, effects);
      requests.push(request);
      step = step.then[request.outcome];
    }
    return { verdict: step, requests, pending: pending && named(pending), live: named(live) };
  } finally {
    ofAws.close();
  }
}

const named = ({ held: { versionId, fingerprint } }: ReadKey): ProbedVersion => ({ versionId, fingerprint });
