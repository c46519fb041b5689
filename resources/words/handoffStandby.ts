import { isFingerprintOf } from "../partners/acknowledgement";
import { slotsText, titleOf } from "./atPartner";
import type { Acknowledging, AtPartner, Handoff, KnownToHandoff } from "./handoff";
import { acknowledging, handingOver, keyToHandOver, UP, type KeyPairVersion } from "./handoffSteps";
import { nameOf, type KeyVersion } from "./keyVersion";

/** The spare that nobody has acknowledged; `undefined` where there is none to hand over. */
export function spareToHandOver({
  standby,
  acknowledgedStandbyFingerprint: text,
}: KnownToHandoff): KeyPairVersion | undefined {
  if (standby?.publicKeyPem === undefined) return undefined;
  return text !== undefined && isFingerprintOf(text, standby) ? undefined : (standby as KeyPairVersion);
}

/** In calm: the partner gets the next key, and goes on taking the live one. */
export function ofSpare(
  where: string,
  known: KnownToHandoff,
  live: KeyVersion,
  spare: KeyPairVersion,
  at: AtPartner,
  by: Acknowledging,
): Omit<Handoff, "afterwards"> {
  const { profile, form } = at;
  const title = titleOf(at);
  const room = known.previous == null ? [] : [`If ${title} has no room for it, remove the previous key there first.`];
  const asSpare = known.isAcknowledgedAsSpare === true;
  return {
    headline: `Upload the spare key of ${where} to ${title}.`,
    facts: [
      `The spare key is ${nameOf(spare, form)}. The live key ${nameOf(live, form)} goes on signing, and the next rotation takes the spare.`,
      ...(profile === undefined ? [`${title} has to take two keys at a time.`] : slotsText(profile)),
      ...room,
    ],
    key: keyToHandOver(spare, at),
    steps: [
      ...handingOver(spare, at),
      acknowledging("Acknowledge the spare", spare, by, "acknowledgedStandbyFingerprint"),
      ...(asSpare ? [acknowledging("Acknowledge the live key too, which was the spare before", live, by)] : []),
      UP,
    ],
  };
}

/** Beside what is more urgent, and once it is acknowledged, a sentence about the spare. */
export function wordsOfSpare(handoff: Handoff, known: KnownToHandoff, at: AtPartner): string[] {
  const { standby } = known;
  const { form } = at;
  if (standby == null) return [];
  const spare = spareToHandOver(known);
  if (spare === undefined)
    return [`The spare key ${nameOf(standby, form)} is acknowledged: the next rotation puts it live.`];
  if (handoff.key?.fingerprint === spare.fingerprint) return [];
  return [
    `Give the spare key ${nameOf(spare, form)} to ${titleOf(at)} as well (output standbyUpload): the next rotation takes it.`,
  ];
}
