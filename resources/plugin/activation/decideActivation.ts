import type { SecretDescription } from "../../secrets/secretStore";
import type { KeyVersion } from "../../words/keyVersion";
import { assertDecided, type ForeignVersion } from "../foreignVersion";
import { tell, type Step } from "../steps";
import type { ActivationInputs } from "./activationInputs";
import type { ActivationFacts, KnownKeys } from "./activationState";
import { acknowledgementOf, announcements } from "./announcements";
import { assertCompromisedKnown, unknownCompromised } from "./compromised";
import { wordsOfVoid } from "./incidentWords";
import { withKeyIds } from "./keyIds";
import { markAfter } from "./knownByTags";
import { labelSteps } from "./labelSteps";
import type { Seen } from "./look";
import { planActivation } from "./plan";
import { judgePublished, publishedFact, stillSince } from "./published";
import { readFact, stillRead } from "./retirement";
import { withStandby } from "./standby";
import { assertNotTakenOver } from "./usableSecret";

export interface ActivationDecision {
  readonly steps: readonly Step[];
  /** What state knows once the steps are carried out. */
  readonly facts: ActivationFacts;
}

/**
 * What an activation does about what it has seen. Pure.
 *
 * @throws {@link PartnerKeysError} `ERR_LABEL_MOVED` for a live version of somebody else that nobody has decided about,
 * `ERR_SECRET_NOT_OURS` for a secret that another stack took over, and as {@link planActivation}
 */
export function decideActivation(given: ActivationInputs, seen: Seen, now: Date): ActivationDecision {
  const { secret, sheet, foreign } = seen;
  const { inputs, fact } = withStandby(given, seen.before);
  assertDecided(`activating secret ${secret.arn}`, inputs, foreign?.versionId);
  const adopted = foreign?.versionId === inputs.adoptVersionId ? foreign : undefined;
  const { known, before } = adopted === undefined ? seen : withAdopted(seen, adopted, inputs);
  const published = seen.jwks && judgePublished(inputs, seen.jwks.question, seen.jwks.answer, now);
  const asked = adopted === undefined ? (published?.inputs ?? inputs) : askingForNothing(inputs);
  const isNew = before.candidate === undefined;
  if (!isNew) assertCompromisedKnown(inputs, known, before);
  const plan = withKeyIds(asked, planActivation(asked, known, before, now), { known, tags: secret.tags });
  assertNotTakenOver(secret, sheet, inputs, known);
  const { live, pending = null, previous = null } = plan.keys;
  const done = { secret: secret.name, inputs, known, spare: before.standbyKey, isNew, plan };
  const since = published === undefined ? stillSince(inputs, plan.keys, before) : published.since;
  return {
    steps: [
      ...(adopted === undefined ? whatIsNotKnown(secret, inputs, live) : [tell(adoption(secret, adopted))]),
      ...(plan.voided === undefined ? [] : [tell(`secret ${secret.name}: ${wordsOfVoid(plan.voided)}`)]),
      ...(published?.steps ?? []),
      ...labelSteps(secret, sheet, inputs.owner, plan, acknowledgementOf(inputs, live)),
      ...(adopted === undefined ? announcements(done).map(tell) : []),
      ...(seen.readsLooked ? stillRead(secret.name, inputs, before, plan) : []),
      ...(isNew ? unknownCompromised(inputs, known, before).map((one) => tell(namesNothing(secret, one))) : []),
    ],
    facts: {
      ...{ live, pending, previous, promotedAt: plan.promotedAt, drift: "" },
      ...markAfter(before, inputs, plan),
      ...publishedFact(since),
      ...fact,
      ...readFact(inputs, before, plan),
      ...(plan.compromised.length === 0 ? {} : { compromisedKeys: plan.compromised }),
    },
  };
}

/** A version that somebody else made is live: the deployer reads no value, so nothing else is known of it. */
function withAdopted(
  { known: { live, ...others }, before: { compromisedKeys } }: Seen,
  { versionId }: ForeignVersion,
  { candidate }: ActivationInputs,
): Pick<Seen, "known" | "before"> {
  const known: KnownKeys = {
    ...others,
    live: { versionId, fingerprint: "" },
    ...(live === undefined ? {} : { previous: live }),
  };
  return { known, before: { candidate, ...(compromisedKeys && { compromisedKeys }) } };
}

/** What was asked for before a version was adopted takes it off no more than what is asked for with that. */
function askingForNothing(inputs: ActivationInputs): ActivationInputs {
  const { acknowledgedFingerprint: _, ...others } = inputs;
  return { ...others, mode: "acknowledged" };
}

function adoption({ name }: SecretDescription, { versionId }: ForeignVersion): string {
  return `secret ${name}: version ${versionId}, which somebody else made, is adopted and stays live; its public half is not known here`;
}

/** State knows no key of this secret, so nobody can tell a typing error from a key of long ago. */
function namesNothing({ name }: SecretDescription, fingerprint: string): string {
  return `secret ${name}: compromised ${fingerprint} names no key that this state knows; nothing was done about it`;
}

function whatIsNotKnown(
  secret: SecretDescription,
  { acknowledgedFingerprint, adoptVersionId }: ActivationInputs,
  live: KeyVersion,
): Step[] {
  if (acknowledgedFingerprint === undefined || live.fingerprint !== "" || live.versionId === adoptVersionId) return [];
  return [
    tell(
      `secret ${secret.name}: acknowledgedFingerprint ${acknowledgedFingerprint} names no key that this stack made; ` +
        `version ${live.versionId}, which it did not make, stays live`,
    ),
  ];
}
