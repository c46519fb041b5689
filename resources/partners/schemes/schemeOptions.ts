import { failure } from "../../errors";
import { allowedBy, notAllowed, problemsOfNames, text, unshown, type Rule } from "../../rules/rule";

export const TEXT = text("a text that is not empty", /\S/);
export const HTTPS = text(
  "a URL with https:, http: only to this machine",
  /^(https:\/\/\S+|http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?(\/\S*)?)$/,
);

/**
 * Judges the options of a scheme, all of them required.
 *
 * @throws PartnerKeysError `ERR_INVALID_INPUT` with everything that is wrong
 */
export function checkSchemeOptions<T extends object>(
  partner: string,
  given: T,
  rules: { readonly [Name in keyof T]-?: Rule<T[Name]> },
): void {
  const problems = problemsOfNames(given, "option", Object.keys(rules));
  if (problems.length === 0) {
    for (const [name, rule] of Object.entries<Rule>(rules)) {
      const value = given[name as keyof T];
      const allowed = allowedBy(rule, value);
      if (allowed !== undefined) problems.push(notAllowed(name, unshown(value), allowed));
    }
  }
  if (problems.length > 0)
    throw failure("ERR_INVALID_INPUT", { doing: `making the scheme of ${partner}`, what: problems.join("; ") });
}
