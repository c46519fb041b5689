import type { FingerprintForm } from "./fingerprintForms";
import type { ModulusLength, NamedCurve } from "../crypto/keyPairs/sizes";
import type { SubjectName } from "../crypto/x509/subject";

/** A key pair that a partner takes, in the notation of the component, and the form of private key that its clients read. */
export interface ProfileKeyPair {
  /** Kind and size. */
  readonly keyPair:
    | {
        /** An RSA key. */
        readonly rsa: {
          /** Bits. */
          readonly modulusLength: ModulusLength;
        };
      }
    | {
        /** An EC key. */
        readonly ec: {
          /** Its curve. */
          readonly namedCurve: NamedCurve;
        };
      }
    | {
        /** An Ed25519 key, which has one size. */
        readonly ed25519: Readonly<Record<string, never>>;
      };
  /** `privateKeyFormat` where the stack gives none. The stack may give another one: it is between it and its signer. */
  readonly privateKeyFormat: "pkcs1" | "pkcs8" | "pkcs8-base64" | "sec1" | "openssh";
}

/** What a partner demands of a certificate or of a signing request. */
export interface SignedRule {
  /** Names that the subject has to have. */
  readonly subjectNeeds: readonly SubjectName[];
}

/** By what a request names the key. */
export type KeyIdRule = {
  /** For people: what the id is called and where it goes. */
  readonly how: string;
} & (
  | {
      /** No request names the key: the partner knows it by the caller. */
      readonly kind: "none";
    }
  | {
      /** A fingerprint, or what is made of it and of names that the stack knows. */
      readonly kind: "computed";
      /** The fingerprint. */
      readonly from: FingerprintForm;
    }
  | {
      /** An id that we choose when the key is handed over. */
      readonly kind: "chosen";
      /** What is chosen: the thumbprint of the key, a UUID made of its version, or a name. */
      readonly as: "thumbprint" | "uuid" | "name";
    }
  | {
      /**
       * An id that the partner assigns once it has the key. Where `apiKey` is `"with the key"`, that id is the API key itself:
       * it is in the secret of the API key and in no state.
       */
      readonly kind: "assigned";
    }
);

/** What a person does. */
export interface ProfileStep {
  /** A sentence without its full stop where something follows it, else with it. */
  readonly text: string;
  /** A statement to run. `{upload}` stands for the public key, `{name}` for a name that is made of it. */
  readonly command?: string;
  /** The step hands the public key over. Without a command, the key follows the text. */
  readonly isHandingOver?: true;
}
