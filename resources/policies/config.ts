import type { PolicyConfigSchema } from "@pulumi/policy";
import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";

/** What every policy of this package can be given. */
export interface Excepting {
  /** Names of resources that the policy leaves alone, as the program calls them. */
  readonly except: readonly string[];
}

const NAMES: PolicyConfigJSONSchema = { type: "array", items: { type: "string" }, default: [] };

/** Whether a policy leaves a resource alone. */
export function isExcepted({ name }: { readonly name: string }, { except }: Excepting): boolean {
  return except.includes(name);
}

/** Those of the resources that a policy does not leave alone. */
export function judged<R extends { readonly name: string }>(resources: readonly R[], config: Excepting): R[] {
  return resources.filter((resource) => !isExcepted(resource, config));
}

/** The settings of a policy. Each has a default, so that a policy works without any. */
export function settings(properties: Readonly<Record<string, PolicyConfigJSONSchema>> = {}): PolicyConfigSchema {
  const description = "Names of resources that this policy leaves alone, as the program calls them.";
  return { properties: { ...properties, except: { ...NAMES, description } } };
}

export function days(description: string, byDefault: number): PolicyConfigJSONSchema {
  return { type: "integer", minimum: 1, maximum: 3650, default: byDefault, description };
}

export function names(description: string, byDefault: readonly string[]): PolicyConfigJSONSchema {
  return { ...NAMES, default: [...byDefault], description };
}
