/** How keys of known issuers look, a JSON Web Token, and Base64 of `{"`, as Qredo's keys are. */
const OF_ISSUERS =
  /^(eyJ[A-Za-z0-9_-]{13,}(\.|$)|[sprw]k_(live|test)_[A-Za-z0-9]{8,}$|gh[a-z]_[A-Za-z0-9]{30,}$|github_pat_\w{20,}$|glpat-[\w-]{20,}$|xox[a-z]-[\w-]{20,}$)/;
const HEX_OR_UUID = /^([0-9a-f]{32,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const PADDED = /^[A-Za-z0-9+/_-]{16,}={1,2}$/;
/** A name has its words apart, and hardly a number in each; a key mixes all three for long. */
const MIXED = /^(?=.*[A-Z])(?=.*[a-z])(?=(?:\D*\d+\D+){2}\d)[A-Za-z0-9+_-]{20,}$/;

/**
 * Whether a text is, by its looks, an API key and not the name of a variable or the path of a file: somebody wrote the key
 * where its source belongs, and a source is plain in state and messages.
 */
export function looksLikeKey(text: string): boolean {
  return [OF_ISSUERS, HEX_OR_UUID, PADDED, MIXED].some((looks) => looks.test(text));
}
