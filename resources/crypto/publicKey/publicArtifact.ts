import { shown } from "../shown";
import { failure } from "../../errors";
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

interface Form {
  readonly write: (publicKeyPem: string, options: Options) => string;
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
} as const satisfies Record<string, Form>;

/** A text that a public key can be written as; docs/resources/public-key.md has the table. */
export type PublicForm = keyof typeof FORMS;
export const PUBLIC_FORMS = Object.keys(FORMS) as PublicForm[];

/**
 * Exactly the text that is pasted or uploaded.
 *
 * @throws {@link PartnerKeysError} `ERR_INVALID_INPUT` where the key has no such form
 */
export function publicArtifact(publicKeyPem: string, artifact: PublicArtifact): string {
  const { row, options } = rowOf(artifact);
  return row.write(publicKeyPem, options);
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
