import { generateKeyPairSync } from "node:crypto";
import { signerWith } from "../../resources/signer/signer";
import type { Stage } from "../../resources/secrets/labels";
import type { SigningKey } from "../../resources/signer/signingKey";
import { poisson, seeded, VirtualTime } from "./virtualTime";

const ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:acme/private.pem-AbCdEf";
const [LIVE, PENDING, PREVIOUS] = ["live", "pending", "previous"] as const;
/** Ed25519: made in microseconds, and nobody verifies a signature here. */
const PEM = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
/** There and back, to the partner and to AWS. */
const ROUND_TRIP_MILLISECONDS = 20;

export interface Traffic {
  /** Requests a second that the partner refuses with every key. */
  readonly bad: number;
  /** Requests a second that it refuses with every key but the one that it has. */
  readonly good: number;
  readonly seconds: number;
  /** When the pending key takes the one slot. Without it, it never does. */
  readonly uploadedAt?: number;
  /** Whether a version carries AWSPREVIOUS, which the partner has forgotten. */
  readonly hasPrevious?: boolean;
  readonly seed: number;
}

export interface Outcome {
  /** Of good requests that were sent after the upload. */
  readonly goodAfterUpload: number;
  readonly goodRefused: number;
  readonly badSent: number;
  /** Refusals that the partner gave, trials included. */
  readonly refusals: number;
  readonly awsReads: number;
  readonly mostAttempts: number;
}

/** Poisson arrivals of good and bad requests at a partner with one slot, through a signer, on a virtual clock. */
export async function simulate(traffic: Traffic): Promise<Outcome> {
  const { bad, good, seconds, hasPrevious = false, seed } = traffic;
  const uploadedAt = (traffic.uploadedAt ?? Infinity) * 1000;
  const time = new VirtualTime();
  const random = seeded(seed);
  const outcome = { goodAfterUpload: 0, goodRefused: 0, badSent: 0, refusals: 0, awsReads: 0, mostAttempts: 0 };
  const labels: Partial<Record<Stage, string>> = { AWSCURRENT: LIVE, AWSPENDING: PENDING };
  if (hasPrevious) labels.AWSPREVIOUS = PREVIOUS;
  const signer = signerWith(
    {
      privateKeySecretArn: ARN,
      read: (_arn, stage) => {
        outcome.awsReads++;
        const versionId = labels[stage];
        return time.travel(ROUND_TRIP_MILLISECONDS, () => (versionId ? { versionId, value: PEM } : undefined));
      },
    },
    { now: () => time.now, steady: () => time.now, random },
  );
  const request = async (isBad: boolean): Promise<void> => {
    let attempts = 0;
    const begun = time.now;
    const attempt = (key: SigningKey) =>
      time.travel(ROUND_TRIP_MILLISECONDS, () => {
        attempts++;
        const isTaken = !isBad && key.versionId === (time.now >= uploadedAt ? PENDING : LIVE);
        if (!isTaken) outcome.refusals++;
        return isTaken;
      });
    const isTaken = await signer.run(attempt, (taken) => !taken);
    outcome.mostAttempts = Math.max(outcome.mostAttempts, attempts);
    if (isBad) outcome.badSent++;
    else if (begun >= uploadedAt) outcome.goodAfterUpload++;
    if (!isBad && !isTaken) outcome.goodRefused++;
  };
  const requests: Promise<void>[] = [];
  const arrivals = [
    ...poisson(bad, seconds, random).map((at) => ({ at, isBad: true })),
    ...poisson(good, seconds, random).map((at) => ({ at, isBad: false })),
  ];
  for (const { at, isBad } of arrivals.sort((a, b) => b.at - a.at)) {
    time.at(at, () => void requests.push(request(isBad)));
  }
  await time.run();
  await Promise.all(requests);
  signer.close();
  return outcome;
}
