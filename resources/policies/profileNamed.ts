import type { StackValidationPolicy } from "@pulumi/policy";
import { settings, type Excepting } from "./config";
import { isComponent, textOf } from "./ours";

/** Every partner is known by its profile, so that its rules were checked and its pages name the steps. */
export const profileNamed: StackValidationPolicy = {
  name: "partner-keys-profile",
  description: "A partner is known by a profile.",
  configSchema: settings(),
  validateStack: (stack, report) => {
    const { except } = stack.getConfig<Excepting>();
    for (const resource of stack.resources.filter(isComponent)) {
      if (except.includes(resource.name) || textOf(resource, "profile") !== undefined) continue;
      report(`its partner has no profile, give it one (docs/partners/)`, resource.urn);
    }
  },
};
