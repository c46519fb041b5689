import { keyNameOf } from "../partners/keyName";
import type { PartnerProfile } from "../partners/profile";
import type { ProfileStep } from "../partners/profileParts";
import { titleOf } from "./atPartner";
import type { Acknowledging, AtPartner, KeyToHandOver, Step } from "./handoff";
import { shownFor, type KeyVersion } from "./keyVersion";
import { uploadOf, type KeyTexts } from "./upload";

/** A key whose public half is known. */
export type KeyPairVersion = KeyVersion & KeyTexts & { readonly publicKeyPem: string };

export const UP: Step = { text: "Then", command: "pulumi up" };

export function keyToHandOver(key: KeyPairVersion, { form, artifact }: AtPartner): KeyToHandOver {
  const { fingerprint, publicKeyPem } = key;
  return {
    fingerprint,
    // A key of an earlier kind may have no such form
    artifact: uploadOf(key, artifact) || publicKeyPem,
    ...(form === undefined ? {} : { shown: shownFor(key, form) }),
  };
}

/** Why a key is handed over, at the beginning of a sentence; the default is that it is new. */
export interface Occasion {
  /** Without a profile: the whole step, up to the key. */
  readonly text: string;
  /** With one: what has to be so. */
  readonly condition?: string;
}

/** The partner gets the key, and a person sees that it has it. */
export function handingOver(
  key: KeyPairVersion,
  at: AtPartner,
  { text, condition }: Occasion = { text: "Give this to the partner, to the letter" },
): Step[] {
  const { profile } = at;
  if (profile === undefined) return [{ text, isAtPartner: true, isHandingOver: true }, comparing(key, at)];
  const { artifact } = keyToHandOver(key, at);
  const fill = (command: string) =>
    named(
      command.replaceAll("{upload}", () => artifact.trimEnd()),
      key,
    );
  const steps =
    profile.steps === "unknown"
      ? [{ text: "Give it this, to the letter", isHandingOver: true as const }]
      : profile.steps;
  return [
    { text: goingTo(profile, condition), isAtPartner: true },
    ...steps.map((step) => {
      const command = step.command === undefined ? {} : { command: fill(step.command) };
      return { ...step, ...command, isAtPartner: true as const };
    }),
    comparing(key, at),
    ...(profile.apiKey === "with the key" ? [keepingApiKey(profile)] : []),
  ];
}

function named(command: string, { fingerprint }: KeyVersion): string {
  return command.replaceAll("{name}", keyNameOf(fingerprint));
}

/** How an old key is taken away at the partner, a sentence. */
export function removing({ text, command }: ProfileStep, key: KeyVersion): string {
  return command === undefined ? text : `${text}: ${named(command, key)}`;
}

function goingTo({ title, where }: PartnerProfile, condition: string | undefined): string {
  const place = where === "unknown" ? title : `${title}: ${where}`;
  return condition === undefined ? `Go to ${place}.` : `${condition}, go to ${place}.`;
}

function keepingApiKey({ title }: PartnerProfile): Step {
  return { text: `Keep the API key that ${title} shows for this key: the next run stores it.`, isAtPartner: true };
}

export function comparing(key: KeyVersion, at: AtPartner): Step {
  return { text: comparison(key, at), isAtPartner: true };
}

function comparison(key: KeyVersion, at: AtPartner): string {
  const { form, profile } = at;
  const records = `For your records: ${key.fingerprint}`;
  const whose = titleOf(at);
  if (form !== undefined) {
    const place = profile === undefined || profile.shows === "unknown" ? "" : `: ${profile.shows}`;
    return `Check that ${whose} shows ${shownFor(key, form)}${place}.`;
  }
  if (profile !== undefined)
    return profile.shows === "unknown"
      ? `What ${whose} shows of the key is unknown here. ${records}`
      : `Check that ${whose} shows ${profile.shows}. ${records}`;
  return (
    `Compare the key with what the partner shows of it. Which form that has is unknown here (fingerprintForm); ` +
    `the full fingerprint is ${key.fingerprint}`
  );
}

/** The run that makes the key live; with it comes the API key of the key, where it has one. */
export function closing(text: string, key: KeyVersion, { profile }: AtPartner, by: Acknowledging): Step[] {
  return [acknowledging(text, key, by), ...(profile === undefined ? [] : comingWithTheKey(profile, by)), UP];
}

/** What the partner gives for a new key, and the run has to know. An API key that comes with the key is its id too. */
function comingWithTheKey({ title, apiKey, keyId }: PartnerProfile, { component }: Acknowledging): Step[] {
  const of = `of PartnerCredentials "${component}"`;
  if (apiKey === "with the key") return [{ text: `Give the new API key to the same run (apiKey ${of}).` }];
  if (keyId === "unknown" || keyId.kind !== "assigned") return [];
  return [{ text: `Give the id that ${title} assigned to the same run (acknowledgedKeyId ${of}): ${keyId.how}.` }];
}

export function acknowledging(
  text: string,
  { fingerprint }: KeyVersion,
  { component, command }: Acknowledging,
  name = "acknowledgedFingerprint",
): Step {
  const argument = `${name} of PartnerCredentials "${component}"`;
  if (command !== undefined) return { text: `${text} (${argument})`, command: command(fingerprint, name) };
  return { text: `${text}: set ${argument} to "${fingerprint}" in the program.` };
}
