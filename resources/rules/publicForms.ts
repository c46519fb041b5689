import {
  FINGERPRINT_FORMS,
  assertHasFingerprint,
  isOfCertificate,
  type FingerprintForm,
} from "../partners/fingerprintForms";
import { KEY_TYPES, type KeyType } from "../crypto/publicKey/keyTypes";
import { assertFits, PUBLIC_FORMS, sourceOf, type PublicArtifact } from "../crypto/publicKey/publicArtifact";
import { PartnerKeysError } from "../errors";
import { isRecord, objectOf, oneOf, text, type Rule } from "./rule";

const line = text("one line of at most 200 characters", /^\P{Cc}{1,200}$/u);
const withComment = objectOf({ form: oneOf("openssh"), comment: line }, ["form"]);
const withJwkOptions = objectOf({ form: oneOf("jwk", "jwks"), alg: line, use: oneOf("sig", "enc"), kid: line }, [
  "form",
]);

const byName = oneOf(...PUBLIC_FORMS);

/** `artifact`: a form of the public key by its name, or with what it says besides. */
export const artifact: Rule<PublicArtifact> = (value) => {
  const form = isRecord(value) ? value["form"] : undefined;
  if (form === "openssh") return withComment(value);
  if (form === "jwk" || form === "jwks") return withJwkOptions(value);
  const read = byName(value);
  if ("value" in read) return read;
  return { allowed: `${read.allowed}, { form: "openssh", comment } or { form: "jwk" or "jwks", alg, use, kid }` };
};

export const fingerprintForm = oneOf(...FINGERPRINT_FORMS);

/** What has to be made with the key for an artifact; `undefined` where the public key is enough. */
export function neededFor(value: PublicArtifact): "certificate" | "signingRequest" | undefined {
  const source = sourceOf(value);
  return source === "publicKeyPem" ? undefined : source === "certificatePem" ? "certificate" : "signingRequest";
}

/** The same for a form of fingerprint. */
export function neededForFingerprint(form: FingerprintForm): "certificate" | undefined {
  return isOfCertificate(form) ? "certificate" : undefined;
}

/** Why a type of key (as {@link KEY_TYPES} names it) has no such artifact; `undefined` when it has. */
export function artifactProblem(type: string, value: PublicArtifact): string | undefined {
  return problemOf(type, (row) => assertFits(row, value));
}

/** Why a type of key has no fingerprint of this form; `undefined` when it has. */
export function fingerprintFormProblem(type: string, form: FingerprintForm): string | undefined {
  return problemOf(type, (row) => assertHasFingerprint(row, form));
}

function problemOf(type: string, attempt: (row: KeyType) => void): string | undefined {
  const row = KEY_TYPES.find(({ name }) => name === type);
  if (row === undefined) return undefined; // told by its own rule
  try {
    attempt(row);
    return undefined;
  } catch (error) {
    if (!(error instanceof PartnerKeysError)) throw error;
    return error.message;
  }
}
