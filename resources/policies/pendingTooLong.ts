import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { daysBetween } from "../words/dueDate";
import { days, judged, settings, type Excepting } from "./config";
import { isActivation, known } from "./ours";

interface Config extends Excepting {
  readonly maxDays: number;
}

/** No key waits for its acknowledgement longer than `maxDays` (14). */
export function pendingTooLong(now: () => Date): StackValidationPolicy {
  return {
    name: "partner-keys-pending",
    description: "No key is pending for too long.",
    configSchema: settings({ maxDays: days("The longest that a key may be pending, in days.", 14) }),
    validateStack: (stack, report) => {
      const config = stack.getConfig<Config>();
      for (const resource of judged(stack.resources, config).filter(isActivation)) {
        const madeAt = pendingSince(resource);
        if (madeAt === undefined) continue;
        const age = daysBetween(new Date(madeAt), now());
        if (age > config.maxDays) {
          const advice = "upload it to the partner, then acknowledge it";
          report(`a key is pending since ${madeAt}, for ${age} days: ${advice}`, resource.urn);
        }
      }
    },
  };
}

/** State of earlier versions does not have the day. */
function pendingSince({ props }: PolicyResource): string | undefined {
  return known(() => (props as { readonly pending?: { readonly createdAt?: string } | null }).pending?.createdAt);
}
