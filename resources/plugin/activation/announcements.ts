import { isFingerprintOf } from "../../partners/acknowledgement";
import { previousUntil, whenUnread } from "../../words/dueDate";
import { nameOf, type KeyVersion } from "../../words/keyVersion";
import { losingLabels, removeCompromised } from "./incidentWords";
import { isImmediate, type ActivationInputs } from "./activationInputs";
import type { KnownKeys } from "./activationState";
import type { ActivationPlan } from "./plan";

/** What an activation did to the keys of its secret. */
export interface Activated {
  /** Name of the secret. */
  readonly secret: string;
  readonly inputs: ActivationInputs;
  /** The keys before. */
  readonly known: KnownKeys;
  /** The spare before. */
  readonly spare?: KeyVersion | undefined;
  /** State knew nothing of the keys of this secret. */
  readonly isNew: boolean;
  readonly plan: ActivationPlan;
}

/**
 * What somebody has to do at the partner after this run, each with the instruction first; before all, what is compromised.
 * Pure. An API key has no public half to upload.
 */
export function announcements({ secret, inputs, known, spare, isNew, plan }: Activated): string[] {
  const { live, previous } = plan.keys;
  const before = { ...known, ...(spare === undefined ? {} : { spare }) };
  const losing: readonly KeyVersion[] = Object.values(losingLabels(before, plan.compromised));
  const removals = losing.map(removeCompromised);
  // A partner that fetches the keys is given none, and forgets by itself what is published no more
  if (live.publicKeyPem === undefined || inputs.mode === "published") return removals;
  const isNewest = live.versionId === inputs.candidate.versionId;
  const isAcknowledged = acknowledgementOf(inputs, live) !== undefined;
  const goesLive = plan.isPromotion || (isNew && isNewest);
  return [
    ...removals,
    ...(goesLive && !isAcknowledged ? [upload(secret, live)] : []),
    ...(goesLive && isAcknowledged && !isNewest ? [checkAgain(secret, live)] : []),
    ...(plan.isPromotion && previous !== undefined && known.live?.versionId === previous.versionId
      ? [removeLater(secret, previous, live, inputs, plan.promotedAt)]
      : []),
    ...(plan.retired === undefined ? [] : [removeNow(secret, plan.retired)]),
  ];
}

function upload(secret: string, live: KeyVersion): string {
  return (
    `upload the live key of ${secret} to the partner, unless it has it: ${nameOf(live)} signs already, and nobody has ` +
    "acknowledged it (the output handoff of PartnerCredentials has the key and the steps, live.publicKeyPem the key)"
  );
}

/** The partner had an older key before; one with a single slot has dropped it since. */
function checkAgain(secret: string, live: KeyVersion): string {
  return (
    `check that the partner still has the live key of ${secret}, and upload it again if not: ${nameOf(live)}, an earlier ` +
    "key, was rolled back to"
  );
}

function removeLater(
  secret: string,
  previous: KeyVersion,
  live: KeyVersion,
  inputs: ActivationInputs,
  promotedAt: string,
): string {
  const until = previousUntil(promotedAt, inputs.retirePreviousAfterHours);
  const days = inputs.retirePreviousWhenUnreadForDays;
  const atEnd = until === undefined ? "once you need no way back to it" : `after ${until}`;
  const when = days === undefined ? atEnd : whenUnread(days, until);
  return (
    `remove the previous key of ${secret} at the partner ${when}, or now if it has leaked: ${nameOf(previous)}, whose place ` +
    `${nameOf(live)} took (the output handoff of PartnerCredentials says how, where a profile knows it)`
  );
}

function removeNow(secret: string, retired: KeyVersion): string {
  return `remove the retired key of ${secret} at the partner now: there is no way back to ${nameOf(retired)}`;
}

/** What acknowledges this key, as it was given; `undefined`: nothing does. In immediate mode nothing has to. */
export function acknowledgementOf(inputs: ActivationInputs, key: KeyVersion): string | undefined {
  const { acknowledgedFingerprint: given } = inputs;
  return given !== undefined && !isImmediate(inputs) && isFingerprintOf(given, key) ? given : undefined;
}
