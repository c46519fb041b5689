import { X509Certificate } from "node:crypto";
import { failure, type PartnerKeysError } from "../../errors";
import { isPrivate, keyText } from "../keyText/keyText";

/**
 * The bytes of the one certificate in a text.
 *
 * @throws {@link PartnerKeysError} `ERR_INVALID_INPUT` for anything else; what was given is never quoted
 */
export function certificateDer(certificatePem: string): Buffer {
  const bytes = bytesOf(certificatePem, /^(?:X509 )?CERTIFICATE$/, CERTIFICATE);
  try {
    return new X509Certificate(bytes).raw;
  } catch (cause) {
    throw wrong("it cannot be decoded, so it was cut or changed on its way", CERTIFICATE, cause);
  }
}

/** The bytes of the one signing request in a text; throws as {@link certificateDer}. */
export function signingRequestDer(signingRequestPem: string): Buffer {
  return bytesOf(signingRequestPem, /^(?:NEW )?CERTIFICATE REQUEST$/, REQUEST);
}

/** The public key that a certificate is of, as SPKI PEM; throws as {@link certificateDer}. */
export function publicKeyOfCertificate(certificatePem: string): string {
  const { publicKey } = new X509Certificate(certificateDer(certificatePem));
  return publicKey.export({ type: "spki", format: "pem" }).toString();
}

interface Wanted {
  readonly doing: string;
  readonly advice: string;
}
const CERTIFICATE: Wanted = {
  doing: "reading certificate",
  advice: "give one PEM with BEGIN CERTIFICATE, as the output certificatePem is",
};
const REQUEST: Wanted = {
  doing: "reading signing request",
  advice: "give one PEM with BEGIN CERTIFICATE REQUEST, as the output signingRequestPem is",
};

/** Both have the same structure, so the label tells which it is. */
function bytesOf(text: string, label: RegExp, wanted: Wanted): Buffer {
  if (typeof text !== "string") throw wrong("it is no text", wanted);
  const { blocks } = keyText(text, []);
  if (blocks.some(isPrivate)) throw wrong("it holds a private key", wanted);
  const [block, ...others] = blocks;
  if (block?.label === undefined) throw wrong("it is no PEM", wanted);
  if (others.length > 0) throw wrong(`it holds ${blocks.length} PEM blocks`, wanted);
  if (!label.test(block.label)) throw wrong(`it holds a PEM with BEGIN ${block.label}`, wanted);
  if (block.lost !== undefined) throw wrong(`its ${block.lost}, so it was cut or changed on its way`, wanted);
  if (block.encoding !== "certificate") throw wrong("its bytes are something else", wanted);
  return block.bytes;
}

function wrong(what: string, { doing, advice }: Wanted, cause?: unknown): PartnerKeysError {
  return failure("ERR_INVALID_INPUT", { doing, what, advice }, { cause });
}
