import { createPublicKey, type KeyObject } from "node:crypto";
import { comesLater } from "../asked";
import { failure, type PartnerKeysError } from "../../errors";
import { isPrivate, keyText, type KeyBlock } from "../keyText/keyText";

/** An SPKI PEM of RSA with 16384 bits has 2880 characters, Base64 of its Base64 not twice as many. */
const MAXIMUM_LENGTH = 10_000;

/**
 * The public key in an SPKI PEM, also in what shells, env files, YAML, web pages and editors make of it, and in its body
 * alone.
 *
 * @throws {@link PartnerKeysError} `ERR_INVALID_INPUT` for anything else; what was given is never quoted
 */
export function readPublicKey(publicKeyPem: string): KeyObject {
  const found = spkiOf(publicKeyPem);
  if (typeof found === "string") throw notPublic(found);
  const key = decoded(found);
  // RFC 8017, 3.1: e has no factor in common with p - 1, which is even. OpenSSL does not look
  const exponent = key.asymmetricKeyDetails?.publicExponent ?? 1n;
  if (exponent % 2n === 0n) throw notPublic("its RSA exponent is even, so it was changed on its way");
  return key;
}

function decoded(spki: Buffer): KeyObject {
  try {
    return createPublicKey({ key: spki, type: "spki", format: "der" });
  } catch (cause) {
    throw notPublic("it cannot be decoded, so it was cut or changed on its way", cause);
  }
}

/** The public half of a private key, as SPKI PEM. */
export function publicPemOf(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString();
}

/** PEM text as OpenSSL writes it: LF line ends, nothing around it (a byte order mark is white space for `trim`). */
export function plainText(pem: string): string {
  return pem.replace(/\r\n?/g, "\n").trim();
}

/** Seen before OpenSSL: it would take the public half out of a private key or a certificate without a word. */
function spkiOf(text: string): Buffer | string {
  if (typeof text !== "string") return comesLater(text) ?? "it is no text";
  if (text.length > MAXIMUM_LENGTH) return `it has ${text.length} characters, a public key at most ${MAXIMUM_LENGTH}`;
  const { blocks } = keyText(text, ["publicKeyPem"]);
  if (blocks.some(isPrivate)) return "it holds a private key";
  if (blocks.length > 1) return `it holds ${blocks.length} PEM blocks`;
  return blocks[0] === undefined ? "it is no PEM" : bytesOf(blocks[0]);
}

function bytesOf({ label = "PUBLIC KEY", encoding, bytes, lost }: KeyBlock): Buffer | string {
  if (label !== "PUBLIC KEY") return `it holds a PEM with BEGIN ${label}`;
  if (lost !== undefined) return `its ${lost}, so it was cut or changed on its way`;
  if (encoding === "certificate") return "it is a certificate";
  return encoding === "pkcs1-public" ? "it is a PKCS#1 public key" : bytes;
}

function notPublic(problem: string, cause?: unknown): PartnerKeysError {
  const advice = "give one SPKI PEM (BEGIN PUBLIC KEY), as openssl pkey -pubout writes it";
  return failure("ERR_INVALID_INPUT", { doing: "reading public key", what: problem, advice }, { cause });
}
