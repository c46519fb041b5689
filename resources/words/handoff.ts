import type { PublicArtifact } from "../crypto/publicKey/publicArtifact";
import type { FingerprintForm } from "../partners/fingerprintForms";
import type { PartnerProfile } from "../partners/profile";
import type { GeneratedApiKey } from "./apiKeyToGive";
import type { KeyVersion } from "./keyVersion";
import type { KeyTexts } from "./upload";

/** What a person does with the partner and what comes after, as data: whatever shows it writes no sentence of its own. */
export interface Handoff {
  /** What to do, or that nothing is. It begins with the instruction, since Pulumi cuts an output in its summary. */
  readonly headline: string;
  /** What is so, a sentence each. */
  readonly facts: readonly string[];
  /** The key that the partner gets, and how to see that it has it; absent where there is none to give. */
  readonly key?: KeyToHandOver;
  /** In this order. */
  readonly steps: readonly Step[];
  /** What comes after the steps, a sentence each. */
  readonly afterwards: readonly string[];
  /** What is known of the partner; absent without a profile, and where nothing is to be handed over. */
  readonly atPartner?: FactsOfPartner;
}

/** What is known of a partner, as of the day of each source. */
export interface FactsOfPartner {
  /** As the partner calls itself. */
  readonly title: string;
  /** Where in its console a key is handed over; absent where nobody has found it. */
  readonly where?: string;
  /** What it must show afterwards; absent where nobody has found it. */
  readonly shows?: string;
  /** What usually goes wrong there, a sentence each. */
  readonly goesWrong: readonly string[];
  /** What nobody has found. */
  readonly unknown: readonly string[];
  readonly sources: readonly { readonly source: string; readonly checked: string }[];
  /** The earliest day of the sources. */
  readonly checkedFirst: string;
}

export interface KeyToHandOver {
  /** `SHA256:` fingerprint of the key. */
  readonly fingerprint: string;
  /** What the partner gets, to the letter. */
  readonly artifact: string;
  /** What the partner shows once it has the key; absent where nobody has told what it shows. */
  readonly shown?: string;
}

export interface Step {
  readonly text: string;
  /** What to type, where the step is a command. */
  readonly command?: string;
  /** Where the partner is: a person does it there. Whoever runs Pulumi does the others. */
  readonly isAtPartner?: true;
  /** The step hands the artifact over. Where it has a command, the artifact is in it. */
  readonly isHandingOver?: true;
}

/** Whose keys they are, and what the partner shows and takes. */
export interface AtPartner {
  /** As the stack calls the partner. */
  readonly partner: string;
  readonly environment: string;
  /** The form of fingerprint that it shows; absent: that of a partner that is known by its name, else unknown. */
  readonly form?: FingerprintForm | undefined;
  /** The form of public key that it takes. */
  readonly artifact?: PublicArtifact | undefined;
  /** The rules of the partner and its own words; absent: nobody has given them. */
  readonly profile?: PartnerProfile | undefined;
  /** Its keys are made with a certificate. */
  readonly hasCertificate?: boolean | undefined;
}

/** How a key is acknowledged. */
export interface Acknowledging {
  /** The component whose argument it is, as the program calls it. */
  readonly component: string;
  /** The command that gives an argument; absent where the program gives it itself. */
  readonly command?: ((fingerprint: string, argument: string) => string) | undefined;
}

/** Keys that the stack names compromised, and that the partner may still take. */
export interface Compromised {
  readonly keys: readonly KeyVersion[];
  readonly apiKeys: readonly KeyVersion[];
}

/** A JWKS that the partner fetches. */
export interface PublishedKeys {
  readonly url: string;
  readonly hours: number;
  /** When a run saw the pending key beside the live one, RFC 3339; absent: none did. */
  readonly since?: string | undefined;
}

/** What is known of the keys of a secret. */
export interface KnownToHandoff {
  readonly live?: (KeyVersion & KeyTexts) | undefined;
  /** State has `null` where there is none. */
  readonly pending?: (KeyVersion & KeyTexts) | null | undefined;
  readonly previous?: KeyVersion | null | undefined;
  /** The version that was made last. The live key is an older one after a roll back. */
  readonly newestVersionId?: string | undefined;
  /** A key goes live without an acknowledgement. */
  readonly isImmediate?: boolean | undefined;
  /** Where the partner fetches the keys, and for how long a new one has to be there; absent: nobody publishes them. */
  readonly published?: PublishedKeys | undefined;
  /** The fingerprint that is acknowledged now. */
  readonly acknowledgedFingerprint?: string | undefined;
  /** The live key was acknowledged as a spare, and no argument has named it since. */
  readonly isAcknowledgedAsSpare?: boolean | undefined;
  /** The spare; absent: there is none. */
  readonly standby?: (KeyVersion & KeyTexts) | null | undefined;
  readonly acknowledgedStandbyFingerprint?: string | undefined;
  /** When the previous key loses its label, RFC 3339; absent: no rule says when. */
  readonly previousUntil?: string | undefined;
  /** Days for which nobody has read the previous key when it loses its label; absent: no such rule. */
  readonly unreadDays?: number | undefined;
  /** Keys that are named compromised; absent: none is. */
  readonly compromised?: Compromised | undefined;
  /** Only the tags of the secret tell of the live key: anybody who may write them may have. */
  readonly knownByTagsAlone?: boolean | undefined;
  /** The API key that goes with the key, if it was generated here. */
  readonly generatedApiKey?: GeneratedApiKey | undefined;
}
