import { markup, type Markup } from "./markup";

const FINGERPRINT = /(SHA256:[A-Za-z0-9+/=_-]{20,})/;

/** A sentence, its fingerprints in the letters of a code: they are compared, not read. */
export function prose(text: string): Markup {
  return markup`${text.split(FINGERPRINT).map((part, i) => (i % 2 === 0 ? part : markup`<code>${part}</code>`))}`;
}
