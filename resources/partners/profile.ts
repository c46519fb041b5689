import type { PublicArtifact } from "../crypto/publicKey/publicArtifact";
import type { FingerprintForm } from "./fingerprintForms";
import type { KeyIdRule, ProfileKeyPair, ProfileStep, SignedRule } from "./profileParts";

/**
 * What is known of a partner, as of the days in `sources`. What nobody has found is `"unknown"`, and pages and hand-offs show
 * that. A row that is published never changes in a field that makes a key (`keyPairs`, `certificate`, `signingRequest`): a new
 * rule of a partner is a new row.
 */
export interface PartnerProfile {
  /** As `profile` names it: 1 to 63 of `a-z 0-9 -`. */
  readonly name: string;
  /** As the partner calls itself, for people. */
  readonly title: string;
  /** The key pairs that the partner takes. The first one is made where the stack names none; any other one is refused. */
  readonly keyPairs: readonly [ProfileKeyPair, ...ProfileKeyPair[]];
  /** The forms of public key that the partner takes. The first one is `upload`; another form than these is refused. */
  readonly artifacts: readonly [PublicArtifact, ...PublicArtifact[]];
  /** Rules of the self-signed certificate that the partner takes; `"none"` where it takes none. */
  readonly certificate:
    | "none"
    | (SignedRule & {
        /** `validityDays` where the stack gives none. */
        readonly validityDays: number;
        /** The most days that the partner takes. */
        readonly mostDays: number | "unknown";
      });
  /** Rules of the signing request that the partner takes; `"none"` where it takes none. */
  readonly signingRequest: "none" | SignedRule;
  /** The fingerprint that the partner shows for an uploaded key; `"none"` where it shows none. */
  readonly fingerprintForm: FingerprintForm | "none" | "unknown";
  /** What the partner shows once it has the key, for people: `the KID, with a button that copies it`. */
  readonly shows: string;
  /** By what a request names the key. */
  readonly keyId: KeyIdRule | "unknown";
  /**
   * Where the API key comes from: `"none"`, the partner has none; `"issued"`, it issues one by itself; `"with the key"`, each new
   * key has a new API key, which the partner issues once it has the public key.
   */
  readonly apiKey: "none" | "issued" | "with the key" | "unknown";
  /** How many keys of ours the partner takes at once. */
  readonly slots: number | "many" | "unknown";
  /** How long the partner takes the old key beside the new one, for people; `"none"` where the new one replaces it at once. */
  readonly grace: string;
  /** Where in the partner's console a key is handed over: the words to click, with `>` between them. */
  readonly where: string;
  /** What a person does there. One step at most is that which hands the key over. */
  readonly steps: readonly ProfileStep[] | "unknown";
  /**
   * How the old key is taken away there, `{name}` standing for the name of that key. Absent: nobody has found it. It hands
   * nothing over.
   */
  readonly removal?: ProfileStep;
  /** What usually goes wrong there, a sentence each. */
  readonly goesWrong: readonly string[];
  /** How a request is signed, for people. */
  readonly signature: string;
  /** What of `pulumi-partner-keys/schemes` signs so, or `qredo`, which the signer does by itself; absent where nothing of ours does. */
  readonly scheme?: string;
  /** Whether the partner locks out whoever is refused too often. */
  readonly locksOut: boolean | "unknown";
  /** How the partner gets a key: by a person in its console, by its API, or by a URL that it fetches. */
  readonly via: readonly ("person" | "api" | "url")[];
  /** How the partner takes a workload identity, which needs no key at all, for people; `"none"` where it takes none. */
  readonly withoutKey: string;
  /** Where the facts are from, and when they were read there. */
  readonly sources: readonly [Source, ...Source[]];
}

/** Where facts are from. */
export interface Source {
  /** The facts, by the names of their fields. */
  readonly facts: readonly FactName[];
  /** A page, without `https://`, or whose word it is. */
  readonly source: string;
  /** The day on which it was read: `2026-11-30`. */
  readonly checked: string;
}

/** The fields that are facts of a partner. `scheme` is a fact of ours. */
export type FactName = Exclude<keyof PartnerProfile, "name" | "title" | "scheme" | "sources">;
