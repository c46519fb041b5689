import { unknownName } from "./names";
import { unshown } from "./shown";

/**
 * What is wrong with an object of named values that a program hands to a function: programs run without a type check. It
 * is no object, or has a name that is none.
 */
export function problemsOfNames(given: unknown, what: string, names: readonly string[]): string[] {
  const instead = notAnObject(given);
  if (instead !== undefined) return [`${what}s: ${instead}, allowed: an object with ${names.join(", ")}`];
  return Object.keys(given as object)
    .filter((name) => !names.includes(name))
    .map((name) => unknownName(name, what, names));
}

/** What a message says of a value that is refused. `given`: as it may be shown. */
export function notAllowed(name: string, given: string, allowed: string): string {
  return `${name}: ${given} is not allowed, allowed: ${allowed}`;
}

/** What was given where an object of named values belongs; `undefined` where it is one. */
export function notAnObject(given: unknown): string | undefined {
  const later = comesLater(given);
  if (later !== undefined) return later;
  if (given === undefined) return "nothing was given";
  // Lists, maps, bytes and boxed texts have their values in an order, and no names
  return typeof given === "object" && given !== null && !(Symbol.iterator in given)
    ? undefined
    : `${unshown(given)} was given`;
}

/** A value that is not there yet is none: what to do about it. */
export function comesLater(given: unknown): string | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  // The mark that @pulumi/pulumi puts on each (sdk/nodejs/output.ts)
  if ((given as { readonly __pulumiOutput?: unknown }).__pulumiOutput === true)
    return "an output was given, which is not known yet (give outputs for single values, or call this inside apply)";
  return given instanceof Promise ? "a promise was given (await it first)" : undefined;
}
