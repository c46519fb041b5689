import type { SigningScheme } from "./schemes/scheme";

/** How requests to a partner's API are signed. Nothing here is a choice of a stack. */
export interface PartnerApi {
  /** As messages call it. */
  readonly name: string;
  /** The types of public key that it takes, as `keyTypes.ts` names them. */
  readonly keyTypes: readonly string[];
  readonly scheme: SigningScheme;
  /** Names of the headers that a signed request carries. Nobody else may set them. */
  readonly headers: Readonly<Record<"apiKey" | "timestamp" | "signature", string>>;
  /** Headers that it wants besides, with and without a body. */
  readonly content: Readonly<Record<string, string>>;
  /** What its web app shows for an uploaded key: the last hex digits of the SHA-256 over the text of the PEM. */
  readonly shortFingerprint: {
    /** Its name among the forms of fingerprint. */
    readonly form: string;
    readonly digits: number;
  };
  /** Members of an API key that it issues, where that is Base64 of JSON. */
  readonly issued: Readonly<Record<"keyId" | "sandbox", string>>;
}
