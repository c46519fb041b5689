import { hoursAfter } from "../../words/dueDate";
import { nameOf, type KeyVersion } from "../../words/keyVersion";
import { tell, type Step } from "../steps";
import type { ActivationInputs } from "./activationInputs";
import type { ActivationFacts, ActivationState, KnownKeys } from "./activationState";
import { missIn, type JwksAnswer } from "./jwksDocument";
import { planActivation } from "./plan";

/** What an activation asks the published JWKS about. */
export interface JwksQuestion {
  readonly url: string;
  readonly pending: KeyVersion;
  readonly live: KeyVersion;
  /** When an earlier run saw both, RFC 3339. Absent: none did. */
  readonly since?: string;
}

/**
 * What the JWKS has to be asked now; `undefined` where no answer would change anything: the pending key is of this very run,
 * so that nobody can have published it, or it was seen and its hours are not over. An acknowledgement goes before. Pure.
 */
export function jwksQuestion(
  inputs: ActivationInputs,
  known: KnownKeys,
  before: Partial<ActivationState>,
  now: Date,
): JwksQuestion | undefined {
  const { mode, jwksUrl: url, publishedForHours: hours, acknowledgedFingerprint } = inputs;
  if (mode !== "published" || url === undefined || hours === undefined || acknowledgedFingerprint !== undefined)
    return undefined;
  const { live, pending } = planActivation(inputs, known, before, now).keys;
  if (pending === undefined || pending.versionId !== before.pending?.versionId) return undefined;
  const since = stillSince(inputs, { live, pending }, before);
  if (since === undefined) return { url, pending, live };
  return hoursAfter(since, hours) <= now.toISOString() ? { url, pending, live, since } : undefined;
}

/** What a run makes of the answer. */
export interface Published {
  /** The inputs, with the acknowledgement that the answer stands for. */
  readonly inputs: ActivationInputs;
  readonly steps: readonly Step[];
  /** RFC 3339: what state keeps of it. */
  readonly since?: string;
}

/**
 * Two runs have to see both keys, so many hours apart: the first one records it, the later one takes it for the
 * acknowledgement of the pending key. A miss takes the record away. Pure.
 */
export function judgePublished(
  inputs: ActivationInputs,
  { url, pending, live, since }: JwksQuestion,
  answer: JwksAnswer,
  now: Date,
): Published {
  const hours = inputs.publishedForHours ?? 0;
  const miss = missIn(answer, { pending, live });
  if (miss !== undefined) {
    const lost = since === undefined ? "" : `; it held both keys at ${since}, and the ${hours} hours begin anew`;
    return { inputs, steps: [tell(`${url} ${miss}: ${nameOf(live)} stays live${lost}`)] };
  }
  const seen = `${url} holds the pending key ${nameOf(pending)} and the live key ${nameOf(live)}`;
  if (since === undefined) {
    const at = now.toISOString();
    const next = `an up after ${hoursAfter(at, hours)} that sees the same puts the pending key live`;
    return { inputs, steps: [tell(`${seen}: ${next}`)], since: at };
  }
  const steps = [tell(`${seen}, as it did at ${since}, ${hours} hours ago or more`)];
  return { inputs: { ...inputs, acknowledgedFingerprint: pending.fingerprint }, steps };
}

/** The record of an earlier run, as long as it is about the same two keys at the same place. */
export function stillSince(
  { mode, jwksUrl }: ActivationInputs,
  { live, pending }: KnownKeys,
  before: Partial<ActivationState>,
): string | undefined {
  const isSame =
    mode === "published" &&
    jwksUrl === before.jwksUrl &&
    pending !== undefined &&
    pending.versionId === before.pending?.versionId &&
    live?.versionId === before.live?.versionId;
  return isSame ? before.publishedSince : undefined;
}

/** The fact of state, where there is one. */
export function publishedFact(since: string | undefined): Pick<ActivationFacts, "publishedSince"> {
  return since === undefined ? {} : { publishedSince: since };
}
