import { notAllowed, problemsOfNames } from "../../crypto/asked";
import { unshown } from "../../crypto/shown";
import { failure } from "../../errors";

/** What an option may be. */
export interface OptionForm {
  readonly form: RegExp;
  readonly allowed: string;
}

export const TEXT: OptionForm = { form: /\S/, allowed: "a text that is not empty" };
export const HTTPS: OptionForm = {
  form: /^(https:\/\/\S+|http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?(\/\S*)?)$/,
  allowed: "a URL with https:, http: only to this machine",
};

/**
 * Judges the options of a scheme, which are texts, all of them required.
 *
 * @throws PartnerKeysError `ERR_INVALID_INPUT` with everything that is wrong
 */
export function checkSchemeOptions(partner: string, given: object, forms: Readonly<Record<string, OptionForm>>): void {
  const problems = problemsOfNames(given, "option", Object.keys(forms));
  if (problems.length === 0) {
    for (const [name, { form, allowed }] of Object.entries(forms)) {
      const value = (given as Record<string, unknown>)[name];
      if (typeof value !== "string" || !form.test(value)) problems.push(notAllowed(name, unshown(value), allowed));
    }
  }
  if (problems.length > 0)
    throw failure("ERR_INVALID_INPUT", { doing: `making the scheme of ${partner}`, what: problems.join("; ") });
}
