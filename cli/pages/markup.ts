/** A piece of a page. What went into it is escaped. */
export class Markup {
  constructor(private readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

type Piece = Markup | string | number | undefined | readonly Piece[];

/**
 * A page in pieces: every text is escaped, what is a piece already is not, and `undefined` is nothing. It is not called `html`,
 * because Prettier sets such templates anew and would change what a hash names and what is copied.
 */
export function markup(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(strings.reduce((before, string, i) => before + written(pieces[i - 1]) + string));
}

function written(piece: Piece): string {
  if (piece === undefined) return "";
  if (piece instanceof Markup) return piece.toString();
  if (typeof piece === "object") return piece.map(written).join("");
  return String(piece).replace(/[&<>"'\r]/g, (character) => ESCAPES[character] ?? "");
}

/** As the text of an element, and between quotes. A browser reads a carriage return as a line feed (HTML, 13.2.3.5), and a key is copied to the letter. */
const ESCAPES: Readonly<Record<string, string>> = {
  ...{ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" },
  "\r": "&#13;",
};
