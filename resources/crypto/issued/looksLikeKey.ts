/** How keys of known issuers begin; `eyJ` is Base64 of `{"`, as Qredo's keys and JSON Web Tokens are. */
const PREFIX = /^(eyJ|[sprw]k_(live|test)_|gh[a-z]_|github_pat_|glpat-|xox[a-z]-|A[KS]IA[A-Z0-9]{12})/;
const HEX_OR_UUID = /^([0-9a-f]{32,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const PADDED = /^[A-Za-z0-9+/_-]{16,}={1,2}$/;
/** A name has its words apart, and a number behind one of them at most; a key mixes all three for long. */
const MIXED = /(?=[a-z0-9]*[A-Z])(?=[A-Z0-9]*[a-z])(?=[A-Za-z]*\d+[A-Za-z]+\d)[A-Za-z0-9]{20,}/;
const PATH = /^[/~.]|\.|^[A-Za-z]:\\/;

/**
 * Whether a text is, by its looks, an API key and not the name of a variable or the path of a file: somebody wrote the key
 * where its source belongs, and a source is plain in state and messages.
 */
export function looksLikeKey(text: string): boolean {
  return [PREFIX, HEX_OR_UUID, PADDED].some((looks) => looks.test(text)) || (!PATH.test(text) && MIXED.test(text));
}
