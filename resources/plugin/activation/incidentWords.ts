import { nameOf, type KeyVersion } from "../../words/keyVersion";
import type { ActivationInputs } from "./activationInputs";
import type { KnownKeys } from "./activationState";

const ROLES = { live: "the live key", pending: "the pending key", previous: "the previous key" } as const;

/** The keys that had a label before this change, and lose it because they are compromised. */
export function losingLabels(known: KnownKeys, compromised: readonly KeyVersion[]): KnownKeys {
  const isDead = ({ versionId }: KeyVersion) => compromised.some((key) => key.versionId === versionId);
  return Object.fromEntries(Object.entries<KeyVersion>({ ...known }).filter(([, key]) => isDead(key)));
}

/** For a preview: which keys lose their labels. */
export function wordsOfLosing(losing: KnownKeys): string {
  const words = Object.entries<KeyVersion>({ ...losing }).map(
    ([role, key]) => `${ROLES[role as keyof KnownKeys]} ${nameOf(key)} is compromised and loses every label`,
  );
  return words.join("; ");
}

/** For a preview: the key that is made in this run goes live, and nobody can have acknowledged it. */
export function newKeyGoesLive({ mode }: Pick<ActivationInputs, "mode">): string {
  const next =
    mode === "published" ? PUBLISH : "upload it right after this run (the output handoff of PartnerCredentials has it)";
  return `a new key is made and goes live; the partner does not know it yet, so ${next}`;
}

/** To a partner that fetches the keys nobody uploads one. */
export const PUBLISH = "publish the output jwks right after this run";

/** Most stacks have the acknowledgement of the live key in their config. */
export function wordsOfVoid(acknowledgement: string): string {
  return `acknowledgedFingerprint ${acknowledgement} names a compromised key, and moves nothing`;
}

/** For the person who ran `up`, what to do first. */
export function removeCompromised(key: KeyVersion): string {
  return (
    `remove the compromised key at the partner now: ${nameOf(key)} has no label any more, and whoever may read every version ` +
    "of the secret still gets it by its version id (docs/limits.md has the way to destroy it)"
  );
}
