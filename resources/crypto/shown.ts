/**
 * The beginning of an unencrypted private key in DER: a version 0 or 1 right after the length, which takes one byte, two
 * or three (RFC 5208, 8017, 5915).
 */
const DER_IN_BASE64 = /M(?:[A-Z][A-Za-z0-9+/_-]CAQ[AE]|I[GH][A-Za-z0-9+/_-]AgE[AB]|II[A-Za-z0-9+/_-]{3}IBA)/;
const DER_IN_HEX = /30(?:[0-7][0-9a-f]|81[0-9a-f]{2}|82[0-9a-f]{4})02010[01]/i;
const PEM = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY/;
/** `-----BEGI` and `openssh-key-v1`: how a CI system keeps a file of several lines, and a PEM that lost its first line. */
const FILE_IN_BASE64 = /LS0tLS1CRUdJ|b3BlbnNzaC1rZXktdjE/;
/** The private member of a JWK (RFC 7518, 6.2.2.1 and 6.3.2.1; RFC 8037), as object or as text in a text. */
const JWK = /"d\\*"\s*:/;
const PRIVATE_KEYS = [PEM, DER_IN_BASE64, DER_IN_HEX, FILE_IN_BASE64, JWK];

/** A refused value as a message shows it. Somebody may have given a key by mistake, and a small one is no longer than a line. */
export function shown(value: unknown, most = 100): string {
  const text = written(value);
  if (PRIVATE_KEYS.some((looks) => looks.test(text))) return "a private key (not shown)";
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

function written(value: unknown): string {
  // JSON has no NaN and no bigint
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  const json = JSON.stringify(value) as string | undefined;
  return json ?? typeof value;
}
