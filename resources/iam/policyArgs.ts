import { failure } from "../errors";
import { allowedBy, notAllowed, problemsOfNames, shown, unshown, type Rule } from "../rules/rule";

/** What there is to know of one argument of a policy. */
export interface PolicyArgument {
  readonly rule: Rule;
  readonly isOptional?: true;
  /** A message may show the value. */
  readonly shown?: true;
}

/**
 * A policy that names no account, or another secret than was meant, is taken by IAM and found out by whoever deploys.
 *
 * @param whose for the message: "policy of the deployer"
 * @throws PartnerKeysError `ERR_INVALID_INPUT` with everything that is wrong with the arguments
 */
export function assertPolicyArgs(whose: string, args: unknown, table: Readonly<Record<string, PolicyArgument>>): void {
  const problems = problemsOfNames(args, "argument", Object.keys(table));
  if (problems.length === 0)
    for (const [name, { rule, isOptional, shown: isShown }] of Object.entries(table)) {
      const value = (args as Readonly<Record<string, unknown>>)[name];
      const allowed = isOptional === true && (value === undefined || value === "") ? undefined : allowedBy(rule, value);
      const given = isShown === true ? shown(value) : unshown(value);
      if (allowed !== undefined) problems.push(notAllowed(name, given, allowed));
    }
  if (problems.length === 0) return;
  throw failure("ERR_INVALID_INPUT", { doing: `writing ${whose}`, what: problems.join("; ") });
}
