import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { guarded, GUARDED_SETTINGS, type GuardedConfig } from "./guarded";
import { isActivation, isKeyPair, textOf } from "./ours";

/** Outside a sandbox a new key pair goes live only when somebody has acknowledged that the partner has it. */
export const acknowledged: StackValidationPolicy = {
  name: "partner-keys-acknowledged",
  description: "A new key pair goes live only when it is acknowledged.",
  configSchema: GUARDED_SETTINGS,
  validateStack: (stack, report) => {
    for (const resource of guarded(stack.resources, stack.getConfig<GuardedConfig>())) {
      if (isActivation(resource) && isOfKeyPair(resource) && textOf(resource, "mode") === "immediate") {
        report(`a new key goes live unasked, set the mode to "acknowledged"`, resource.urn);
      }
      if (isKeyPair(resource) && textOf(resource, "publishAs") !== "pending") {
        report(`a new key is live as soon as it is made, set publishAs to "pending"`, resource.urn);
      }
    }
  },
};

/** An API key needs no acknowledgement: the partner issued it, or reads it from the one who made it. */
function isOfKeyPair({ dependencies }: PolicyResource): boolean {
  return dependencies.some(isKeyPair);
}
