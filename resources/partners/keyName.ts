/**
 * A name for a key, where the partner wants one that we choose: the same for the same key, and another one for each other. It
 * holds what names of keys may hold everywhere: capital letters, digits and underscores, a letter first.
 *
 * @param fingerprint `SHA256:` fingerprint of the key
 */
export function keyNameOf(fingerprint: string): string {
  const bytes = Buffer.from(fingerprint.replace(/^SHA256:/, ""), "base64");
  return `KEY_${bytes.toString("hex").slice(0, 16).toUpperCase()}`;
}
