import { isFingerprintOf } from "../partners/acknowledgement";
import { formShownBy } from "../partners/shownBy";
import { givingApiKey } from "./apiKeyToGive";
import { afterwardsAt, factsOf, slotsText, titleOf } from "./atPartner";
import { certificateFacts } from "./certificateEnd";
import { whenUnread } from "./dueDate";
import type { Acknowledging, AtPartner, Handoff, KnownToHandoff } from "./handoff";
import { ofPublished } from "./handoffPublished";
import { ofSpare, spareToHandOver, wordsOfSpare } from "./handoffStandby";
import {
  acknowledging,
  closing,
  removing,
  comparing,
  handingOver,
  keyToHandOver,
  UP,
  type KeyPairVersion,
} from "./handoffSteps";
import { withRemovals } from "./incident";
import { nameOf, type KeyVersion } from "./keyVersion";

/**
 * What the person who talks to the partner has to do now, and how to see that it worked; `undefined` where no key is live yet
 * (a run with `--target`, a unit test). Pure.
 */
export function handoffOf(known: KnownToHandoff, partner: AtPartner, by: Acknowledging): Handoff | undefined {
  const byName = partner.profile === undefined ? formShownBy(partner.partner) : undefined;
  const at = { ...partner, form: partner.form ?? byName };
  const handoff = ofKeys(known, at, by);
  if (handoff === undefined) return undefined;
  const { facts, afterwards } = handoff;
  const { generatedApiKey } = known;
  const whole = {
    ...handoff,
    facts: [...facts, ...certificateFacts(known, partner)],
    afterwards: [
      ...afterwards,
      ...wordsOfSpare(handoff, known, at),
      ...(generatedApiKey === undefined ? [] : [givingApiKey(generatedApiKey)]),
    ],
  };
  return known.compromised === undefined ? whole : withRemovals(whole, known.compromised, at, by);
}

function ofKeys(known: KnownToHandoff, at: AtPartner, by: Acknowledging): Handoff | undefined {
  const { live, pending, knownByTagsAlone = false } = known;
  const where = `${at.partner} ${at.environment}`;
  if (live === undefined) return undefined;
  if (known.published !== undefined && !knownByTagsAlone && isKeyPair(live))
    return ofPublished(where, { ...known, live }, known.published, at, by);
  if (isKeyPair(pending)) return withFacts(ofPending(where, live, pending, knownByTagsAlone, at, by), at);
  if (knownByTagsAlone) return ofKnownByTags(where, live, at, by);
  const afterwards = removal(known, at);
  if (!isKeyPair(live)) return nothing(where, `The live key is ${nameOf(live, at.form)}.`, afterwards);
  if (known.isImmediate === true || !isAcknowledged(known, live))
    return withFacts({ ...ofLive(where, known, live, at, by), afterwards }, at);
  if (known.previous != null && known.previous.versionId === known.newestVersionId)
    return withFacts({ ...ofRolledBack(where, live, at), afterwards }, at);
  const spare = spareToHandOver(known);
  if (spare !== undefined) return withFacts({ ...ofSpare(where, known, live, spare, at, by), afterwards }, at);
  return nothing(where, `The live key ${nameOf(live, at.form)} is acknowledged.`, afterwards);
}

/** Somebody is about to go to the partner. */
function withFacts(handoff: Handoff, { profile }: AtPartner): Handoff {
  if (profile === undefined) return handoff;
  return { ...handoff, afterwards: [...handoff.afterwards, ...afterwardsAt(profile)], atPartner: factsOf(profile) };
}

function ofPending(
  where: string,
  live: KeyVersion,
  pending: KeyPairVersion,
  knownByTagsAlone: boolean,
  at: AtPartner,
  by: Acknowledging,
): Handoff {
  const facts = [
    `The pending key is ${nameOf(pending, at.form)}. The live key ${nameOf(live, at.form)} goes on signing.`,
    ...(at.profile === undefined ? [] : slotsText(at.profile)),
  ];
  const ifItHas = acknowledging("If the partner has the live key, acknowledge that one instead", live, by);
  return {
    headline: `Upload the pending key of ${where} to ${titleOf(at)}.`,
    facts: knownByTagsAlone ? [...facts, "This stack made the pending key.", byTags(live, at)] : facts,
    key: keyToHandOver(pending, at),
    steps: [...handingOver(pending, at), ...closing("Acknowledge it", pending, at, by)],
    afterwards: knownByTagsAlone
      ? [[ifItHas.text, ifItHas.command].filter((text) => text !== undefined).join(": ")]
      : [],
  };
}

function ofKnownByTags(where: string, live: KeyVersion, at: AtPartner, by: Acknowledging): Handoff {
  return {
    headline: `Compare the live key of ${where} with what the partner has.`,
    facts: [byTags(live, at), "Nothing is pending."],
    steps: [comparing(live, at), acknowledging("If the partner has it, acknowledge it", live, by), UP],
    afterwards: ["If the partner does not have it, give it to nobody."],
  };
}

/** Whether the partner has the live key nobody has told: the first key, one made anew, one that went live at once. */
function ofLive(
  where: string,
  { isImmediate }: KnownToHandoff,
  live: KeyPairVersion,
  at: AtPartner,
  by: Acknowledging,
): Omit<Handoff, "afterwards"> {
  const missing = {
    text: "If the partner does not have it yet, give it this, to the letter",
    condition: `If ${titleOf(at)} does not have it yet`,
  };
  const last = closing("Acknowledge it, so that it is known that the partner has it", live, at, by);
  return {
    headline: `Upload the live key of ${where} to ${titleOf(at)}.`,
    facts: [
      `It signs already: ${nameOf(live, at.form)}. Whether the partner has it is unknown here; requests are refused as long as it has not.`,
    ],
    key: keyToHandOver(live, at),
    steps: [...handingOver(live, at, missing), ...(isImmediate === true ? [] : last)],
  };
}

/** The partner had the key before; one with a single slot has dropped it since. */
function ofRolledBack(where: string, live: KeyPairVersion, at: AtPartner): Omit<Handoff, "afterwards"> {
  return {
    headline: `Check that the partner still has the live key of ${where}.`,
    facts: [`It is an earlier key, which was rolled back to: ${nameOf(live, at.form)}.`],
    key: keyToHandOver(live, at),
    steps: handingOver(live, at, {
      text: "If the partner has dropped it, give it this again, to the letter",
      condition: `If ${titleOf(at)} has dropped it`,
    }),
  };
}

function nothing(where: string, fact: string, afterwards: readonly string[]): Handoff {
  return { headline: `Nothing to upload for ${where}.`, facts: [fact, "Nothing is pending."], steps: [], afterwards };
}

/** Where a partner keeps several keys, the old one is taken by it until somebody removes it there. */
function removal({ previous, previousUntil, unreadDays }: KnownToHandoff, at: AtPartner): string[] {
  const { form, profile } = at;
  if (previous == null) return [];
  const atEnd =
    previousUntil === undefined
      ? "once you need no way back to it (retirePreviousAfterHours is not set)"
      : `after ${previousUntil}, when the way back to it ends (retirePreviousAfterHours)`;
  const when =
    unreadDays === undefined
      ? atEnd
      : `${whenUnread(unreadDays, previousUntil)}, when the way back to it ends (retirePreviousWhenUnreadForDays)`;
  const remove = `If ${titleOf(at)} still has the previous key ${nameOf(previous, form)}, remove it there ${when}. If that key has leaked, remove it now.`;
  return [remove, ...(profile?.removal === undefined ? [] : [removing(profile.removal, previous)])];
}

function byTags(live: KeyVersion, { form }: AtPartner): string {
  return `The live key ${nameOf(live, form)} is known by tags alone: compare it with what the partner has.`;
}

function isAcknowledged({ acknowledgedFingerprint }: KnownToHandoff, live: KeyVersion): boolean {
  return acknowledgedFingerprint !== undefined && isFingerprintOf(acknowledgedFingerprint, live);
}

function isKeyPair(key: KeyVersion | null | undefined): key is KeyPairVersion {
  return key?.publicKeyPem !== undefined;
}
