import { shown } from "../shown";
import { failure } from "../../errors";
import { pemOf } from "../x509/pem";
import { certificateDer, signingRequestDer } from "./certificate";
import { spkiDer, spkiPem } from "./fingerprint";
import { jwkUse, publicJwk, type JwkOptions } from "./jwk";
import type { KeyType } from "./keyTypes";
import { openSshPublicKey, sshTypeOf, type OpenSshOptions } from "./openSsh";
import { assertHasRaw, rawPublicKey } from "./raw";

/** A public key as text to hand over: a form, or a form with what it says besides the key. */
export type PublicArtifact =
  | PublicForm
  | ({
      /** The form that takes a `comment`. */
      readonly form: "openssh";
    } & OpenSshOptions)
  | ({
      /** The forms that take `alg`, `use` and `kid`. */
      readonly form: "jwk" | "jwks";
    } & JwkOptions);

type Options = OpenSshOptions & JwkOptions;

/** What a form is written of. */
export type ArtifactSource = "publicKeyPem" | "certificatePem" | "signingRequestPem";

interface Form {
  readonly write: (pem: string, options: Options) => string;
  /** What the private key has signed is written of itself. Absent: the public key. */
  readonly of?: ArtifactSource;
  /** Throws where a type of key has no such form, or not with these options. Absent: all have it. */
  readonly assertFits?: (type: KeyType, options: Options) => void;
}

const json = (value: object) => JSON.stringify(value, null, 2);

/** A form is a row. */
const FORMS = {
  /** PEM, 64 columns, LF, one final LF: what `openssl pkey -pubout` writes. */
  "spki-pem": { write: (pem) => spkiPem(spkiDer(pem)) },
  /** The same bytes on one line: the PEM without its first and last line and without line ends. */
  "spki-base64": { write: (pem) => spkiDer(pem).toString("base64") },
  openssh: { write: openSshPublicKey, assertFits: sshTypeOf },
  jwk: { write: (pem, options) => json(publicJwk(pem, options)), assertFits: jwkUse },
  jwks: { write: (pem, options) => json({ keys: [publicJwk(pem, options)] }), assertFits: jwkUse },
  "raw-base64": { write: (pem) => rawPublicKey(pem, "base64"), assertFits: assertHasRaw },
  "raw-hex": { write: (pem) => rawPublicKey(pem, "hex"), assertFits: assertHasRaw },
  /** Certificate in PEM, 64 columns, LF, one final LF. */
  "x509-pem": { of: "certificatePem", write: (pem) => pemOf("CERTIFICATE", certificateDer(pem)) },
  /** The same bytes on one line: `keyCredentials` of Microsoft Graph, `x5c` of a JWS. */
  "x509-der-base64": { of: "certificatePem", write: (pem) => certificateDer(pem).toString("base64") },
  /** Signing request (PKCS#10) in PEM. */
  "csr-pem": { of: "signingRequestPem", write: (pem) => pemOf("CERTIFICATE REQUEST", signingRequestDer(pem)) },
} as const satisfies Record<string, Form>;

/** A text that a public key can be written as; docs/resources/public-key.md has the table. */
export type PublicForm = keyof typeof FORMS;
export const PUBLIC_FORMS = Object.keys(FORMS) as PublicForm[];

/**
 * Exactly the text that is pasted or uploaded.
 *
 * @param pem the public key; of the forms `x509-…` the certificate, of `csr-pem` the signing request
 * @throws {@link PartnerKeysError} `ERR_INVALID_INPUT` where the key has no such form
 *
 * @example
 * ```ts
 * import { publicArtifact } from "pulumi-partner-keys/public-key";
 *
 * publicArtifact(publicKeyPem, "spki-base64");
 * publicArtifact(publicKeyPem, { form: "openssh", comment: "acme signer" });
 * ```
 */
export function publicArtifact(pem: string, artifact: PublicArtifact): string {
  const { row, options } = rowOf(artifact);
  return row.write(pem, options);
}

/** Which output of a key an artifact is written of. */
export function sourceOf(artifact: PublicArtifact): ArtifactSource {
  return rowOf(artifact).row.of ?? "publicKeyPem";
}

/** Throws what {@link publicArtifact} would, before there is a key. */
export function assertFits(type: KeyType, artifact: PublicArtifact): void {
  const { row, options } = rowOf(artifact);
  row.assertFits?.(type, options);
}

function rowOf(artifact: PublicArtifact): { readonly row: Form; readonly options: Options } {
  const given = artifact as PublicArtifact | null | undefined;
  const { form, ...options } = typeof given === "object" && given !== null ? given : { form: given };
  const name = String(form);
  if (Object.hasOwn(FORMS, name)) return { row: FORMS[name as PublicForm], options };
  const what = `${shown(form)} is no form of a public key`;
  throw failure("ERR_INVALID_INPUT", { doing: "writing public key", what, advice: `use ${PUBLIC_FORMS.join(", ")}` });
}
