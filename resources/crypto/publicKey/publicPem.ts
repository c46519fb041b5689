import { createPublicKey, type KeyObject } from "node:crypto";
import { failure, type PartnerKeysError } from "../../errors";

/** An SPKI PEM of RSA with 16384 bits has 2880 characters. */
const MAXIMUM_LENGTH = 10_000;
const PEM_LABEL = /-----BEGIN ([A-Z0-9 ]{1,40})-----/g;

/**
 * The public key in an SPKI PEM. Line ends of Windows, a byte order mark, a missing final newline and text around the
 * PEM do not matter.
 *
 * @throws {@link PartnerKeysError} `ERR_INVALID_INPUT` for anything else; what was given is never quoted
 */
export function readPublicKey(publicKeyPem: string): KeyObject {
  const problem = pemProblem(publicKeyPem);
  if (problem !== undefined) throw notPublic(problem);
  try {
    return createPublicKey(plainText(publicKeyPem));
  } catch (cause) {
    throw notPublic("it cannot be decoded, so it was cut or changed on its way", cause);
  }
}

/** PEM text as OpenSSL writes it: LF line ends, nothing around it (a byte order mark is white space for `trim`). */
export function plainText(pem: string): string {
  return pem.replace(/\r\n?/g, "\n").trim();
}

/** Seen before OpenSSL: it would take the public half out of a private key or a certificate without a word. */
function pemProblem(text: string): string | undefined {
  if (typeof text !== "string") return "it is no text";
  if (text.length > MAXIMUM_LENGTH) return `it has ${text.length} characters, a public key at most ${MAXIMUM_LENGTH}`;
  const labels = [...text.matchAll(PEM_LABEL)].map(([, label]) => String(label));
  if (labels.some((label) => label.endsWith("PRIVATE KEY"))) return "it holds a private key";
  if (labels.length > 1) return `it holds ${labels.length} PEM blocks`;
  if (labels[0] === undefined) return "it is no PEM";
  return labels[0] === "PUBLIC KEY" ? undefined : `it holds a PEM with BEGIN ${labels[0]}`;
}

function notPublic(problem: string, cause?: unknown): PartnerKeysError {
  const advice = "give one SPKI PEM (BEGIN PUBLIC KEY), as openssl pkey -pubout writes it";
  return failure("ERR_INVALID_INPUT", { doing: "reading public key", what: problem, advice }, { cause });
}
