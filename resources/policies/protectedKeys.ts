import type { StackValidationPolicy } from "@pulumi/policy";
import { guarded, GUARDED_SETTINGS, type GuardedConfig } from "./guarded";
import { isKey, known } from "./ours";

/** Outside a sandbox no key is deleted by accident: `deletionProtection`, or Pulumi's own `protect`. */
export const protectedKeys: StackValidationPolicy = {
  name: "partner-keys-protected",
  description: "A key is protected from deletion.",
  configSchema: GUARDED_SETTINGS,
  validateStack: (stack, report) => {
    for (const resource of guarded(stack.resources, stack.getConfig<GuardedConfig>()).filter(isKey)) {
      const { opts, props } = resource as { readonly opts: { readonly protect: boolean }; readonly props: object };
      const isProtected = known(() => (props as { readonly deletionProtection?: boolean }).deletionProtection ?? false);
      if (isProtected !== false || opts.protect) continue;
      report(`a delete takes the key along, set deletionProtection to true`, resource.urn);
    }
  },
};
