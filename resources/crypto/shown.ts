/** The beginning of an unencrypted private key in DER: a version 0 or 1 right after the length (RFC 5208, 8017, 5915). */
const DER_IN_BASE64 = /M(?:[A-Z][A-Za-z0-9+/]CAQ[AE]|IG[A-Za-z0-9+/]AgE[AB]|II[A-Za-z0-9+/]{3}IBA)/;
const PEM = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY/;

/** A refused value as a message shows it. Somebody may have given a key by mistake, and a small one is no longer than a line. */
export function shown(value: unknown, most: number): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) return typeof value;
  if (PEM.test(text) || DER_IN_BASE64.test(text)) return "a private key (not shown)";
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
