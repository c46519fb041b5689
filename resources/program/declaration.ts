import * as pulumi from "@pulumi/pulumi";

export type ResourceType = "RsaKeyPair" | "ApiKey" | "Activation";

/** Type token: public API, it is part of every URN. */
export function typeToken(type: ResourceType): string {
  return `pulumi-nodejs:dynamic/partnerkeys:${type}`;
}

/**
 * The text the engine stores with each resource and runs in the plugin process. A constant, never serialised code: it
 * captures nothing, does not change with dependencies, and `delete` runs the installed code, not last year's.
 * Public API: it is in every state.
 */
export function providerText(type: ResourceType): string {
  const load = `require("node:module").createRequire(process.cwd() + "/_.js")("pulumi-partner-keys/provider")`;
  return `exports.handler = () => ${load}.${type};`;
}

/** Value of the owner tag: `<project>/<stack>/<resource name>`. */
export function ownerOf(name: string): string {
  return `${pulumi.getProject()}/${pulumi.getStack()}/${name}`;
}

/** The region the program or the stack config asks for; `undefined` leaves it to state or the environment. */
export function declaredRegion(region: pulumi.Input<string> | undefined): pulumi.Input<string> | undefined {
  return region ?? new pulumi.Config("aws").get("region");
}

/** Outputs that a class declares must be among the properties it registers. */
export function outputs(...names: readonly string[]): Record<string, undefined> {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
