import { PartnerKeysError } from "../../errors";
import { spkiDer, spkiPem } from "./fingerprint";
import { publicJwk, type JwkOptions } from "./jwk";
import { openSshPublicKey } from "./openSsh";
import { rawPublicKey } from "./raw";

/** A public key as text to hand over: a form, or a form with what it says besides the key. */
export type PublicArtifact =
  | PublicForm
  | { readonly form: "openssh"; readonly comment?: string }
  | ({ readonly form: "jwk" | "jwks" } & JwkOptions);

/** Text of a public key, form by form. A form is a row. */
const FORMS = {
  /** PEM, 64 columns, LF, one final LF: what `openssl pkey -pubout` writes. */
  "spki-pem": (pem: string) => spkiPem(spkiDer(pem)),
  /** The same bytes on one line: the PEM without its first and last line and without line ends. */
  "spki-base64": (pem: string) => spkiDer(pem).toString("base64"),
  openssh: openSshPublicKey,
  jwk: (pem: string, options: JwkOptions) => JSON.stringify(publicJwk(pem, options), null, 2),
  jwks: (pem: string, options: JwkOptions) => JSON.stringify({ keys: [publicJwk(pem, options)] }, null, 2),
  "raw-base64": (pem: string) => rawPublicKey(pem, "base64"),
  "raw-hex": (pem: string) => rawPublicKey(pem, "hex"),
};

export type PublicForm = keyof typeof FORMS;
export const PUBLIC_FORMS = Object.keys(FORMS) as PublicForm[];

/**
 * Exactly the text that is pasted or uploaded.
 *
 * @throws {@link PartnerKeysError} `ERR_INVALID_INPUT` where the key has no such form
 */
export function publicArtifact(publicKeyPem: string, artifact: PublicArtifact): string {
  const { form, ...options } = typeof artifact === "string" ? { form: artifact } : artifact;
  if (!Object.hasOwn(FORMS, form)) {
    throw new PartnerKeysError(
      "ERR_INVALID_INPUT",
      `writing public key: its form is another text, allowed: ${PUBLIC_FORMS.join(", ")}`,
    );
  }
  return FORMS[form](publicKeyPem, options);
}
