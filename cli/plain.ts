/**
 * A text as a terminal may show it: what AWS answers, or whoever answers in its place, moves no cursor, paints nothing and
 * turns no direction of writing (Unicode, Bidirectional Algorithm, 2.1 and 2.2).
 */
export function plain(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, "?");
}
