import type { ResourceValidationPolicy } from "@pulumi/policy";
import { days, isExcepted, settings, type Excepting } from "./config";
import { isAbsent, isIssued, isKey, known } from "./ours";

interface Config extends Excepting {
  readonly maxDays: number;
}

/** Every key that this package generates falls due: `rotateAfterDays` is set, and is at most `maxDays` (365). */
export const rotates: ResourceValidationPolicy = {
  name: "partner-keys-rotate",
  description: "A generated key falls due in time.",
  configSchema: settings({ maxDays: days("The longest that a key may be used, in days.", 365) }),
  validateResource: (resource, report) => {
    const config = resource.getConfig<Config>();
    const { maxDays } = config;
    if (!isKey(resource) || isIssued(resource) || isExcepted(resource, config)) return;
    const advice = `give it a rotateAfterDays of at most ${maxDays}`;
    if (isAbsent(resource, "rotateAfterDays")) return report(`it never falls due: ${advice}`);
    const after = known(() => (resource.props as { readonly rotateAfterDays: number }).rotateAfterDays);
    if (after !== undefined && after > maxDays) report(`it falls due after ${after} days: ${advice}`);
  },
};
