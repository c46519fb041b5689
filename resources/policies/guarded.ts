import type { PolicyResource } from "@pulumi/policy";
import { judged, names, settings, type Excepting } from "./config";
import { isComponent, textOf } from "./ours";

export interface GuardedConfig extends Excepting {
  readonly unguarded: readonly string[];
}

/** Environments whose keys nobody has to guard. */
export const GUARDED_SETTINGS = settings({
  unguarded: names("Environments that need no guard.", ["sandbox"]),
});

/**
 * The resources that have to be guarded: all but those of a `PartnerCredentials` of an unguarded environment. A resource that
 * stands alone has no environment, so it is guarded too.
 */
export function guarded(resources: readonly PolicyResource[], config: GuardedConfig): PolicyResource[] {
  return judged(resources, config).filter((resource) => !config.unguarded.includes(environmentOf(resource) ?? ""));
}

function environmentOf({ parent }: PolicyResource): string | undefined {
  return parent !== undefined && isComponent(parent) ? textOf(parent, "environment") : undefined;
}
