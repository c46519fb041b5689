/** Hyphens and dashes that an editor of documents puts in the place of hyphens. */
const TYPOGRAPHIC_DASH = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/;
/** Marks of byte order and direction, joiners, soft hyphens, and the NUL bytes of UTF-16 that was read as UTF-8. */
const INVISIBLE = /^\ufffd\ufffd|[\0\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
/** Colours, and the marks of a paste, as terminals write them: after ESC, which is a control character and no blank. */
const TERMINAL = /[^\P{Cc}\s]\[[0-9;]{0,20}[A-Za-z~]/gu;
/** In programs, and in octal as `printf` and Docker take it. */
const LINE_END_WRITTEN_OUT = /\\{1,9}(?:[rnt]|x0[aAdD]|01[25])/g;
/** As JSON writes characters that are no ASCII, or that HTML knows; .NET writes + so. No letter and no digit is. */
const WRITTEN_OUT = /\\{1,9}u([0-9a-f]{4})/gi;

/** Whether an editor of documents changed hyphens: it may have changed more than that. */
export function hasTypographicDashes(text: string): boolean {
  return TYPOGRAPHIC_DASH.test(text);
}

/** A text without what the way through shells, files, web pages and editors adds to it. No character of a key is lost. */
export function withoutTrace(text: string): string {
  return withoutEntities(withoutPercents(withoutEquals(visible(withoutEscapes(text)))))
    .replace(LINE_END_WRITTEN_OUT, "\n")
    .replace(/\r\n?|\u0085/g, "\n")
    .replace(/["']\s?\+\s{0,40}\\{0,9}["']/g, ""); // lines of a program, joined by +
}

/** What is seen of a text, with the five hyphens of a PEM where dashes took their place. */
export function visible(text: string): string {
  return text
    .replace(TERMINAL, "")
    .replace(INVISIBLE, "")
    .replace(/[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+/g, (run) => (TYPOGRAPHIC_DASH.test(run) ? "-----" : run))
    .trim();
}

function withoutEscapes(text: string): string {
  return text.replace(WRITTEN_OUT, (written, hex: string) => {
    const character = String.fromCharCode(parseInt(hex, 16));
    return /[A-Za-z0-9]/.test(character) ? written : character;
  });
}

/** As in a URL or a form, which writes a blank as + and every + of the key as %2B. */
function withoutPercents(text: string): string {
  if (!/%(?:0[AD]|2[0BF]|3D)/i.test(text)) return text;
  const blanks = text.includes("BEGIN+") ? text.replaceAll("+", " ") : text;
  return blanks.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** Quoted-printable, as in mail (RFC 2045, 6.7). No key has =3D in it. */
function withoutEquals(text: string): string {
  if (!text.includes("=3D")) return text;
  return text.replace(/=\r?\n/g, "").replaceAll("=3D", "=");
}

/** As in HTML; templates write / and = as entities too. */
function withoutEntities(text: string): string {
  return text
    .replace(/&#(?:x([0-9a-f]{1,4})|(\d{1,5}));/gi, (_, hex?: string, decimal?: string) =>
      String.fromCharCode(hex === undefined ? Number(decimal) : parseInt(hex, 16)),
    )
    .replace(/<br ?\/?>/gi, "\n")
    .replace(/&(?:nbsp|quot|apos|NewLine|Tab);/g, " ");
}
