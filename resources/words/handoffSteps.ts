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

/** The partner gets the key, and a person sees that it has it. */
export function handingOver(
  key: KeyPairVersion,
  at: AtPartner,
  text = "Give this to the partner, to the letter",
): Step[] {
  return [{ text, isAtPartner: true, isHandingOver: true }, comparing(key, at)];
}

export function comparing(key: KeyVersion, { form }: AtPartner): Step {
  if (form !== undefined) return { text: `Check that the partner shows ${shownFor(key, form)}.`, isAtPartner: true };
  return {
    text:
      `Compare the key with what the partner shows of it. Which form that has is unknown here (fingerprintForm); ` +
      `the full fingerprint is ${key.fingerprint}`,
    isAtPartner: true,
  };
}

export function acknowledging(text: string, { fingerprint }: KeyVersion, { component, command }: Acknowledging): Step {
  const argument = `acknowledgedFingerprint of PartnerCredentials "${component}"`;
  if (command !== undefined) return { text: `${text} (${argument})`, command: command(fingerprint) };
  return { text: `${text}: set ${argument} to "${fingerprint}" in the program.` };
}
