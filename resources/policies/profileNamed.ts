import type { StackValidationPolicy } from "@pulumi/policy";
import { judged, settings, type Excepting } from "./config";
import { isComponent, textOf } from "./ours";

/** Every partner is known by its profile, so that its rules were checked and its pages name the steps. */
export const profileNamed: StackValidationPolicy = {
  name: "partner-keys-profile",
  description: "A partner is known by a profile.",
  configSchema: settings(),
  validateStack: (stack, report) => {
    for (const resource of judged(stack.resources, stack.getConfig<Excepting>()).filter(isComponent)) {
      if (textOf(resource, "profile") !== undefined) continue;
      report(`its partner has no profile, give it one (docs/partners/)`, resource.urn);
    }
  },
};
