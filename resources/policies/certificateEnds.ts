import type { StackValidationPolicy } from "@pulumi/policy";
import { DAY } from "../words/dueDate";
import { days, judged, settings, type Excepting } from "./config";
import { isKey, textOf } from "./ours";

interface Config extends Excepting {
  readonly minDays: number;
}

/** No certificate of a key ends within `minDays` (30). Only a new key has a new certificate. */
export function certificateEnds(now: () => Date): StackValidationPolicy {
  return {
    name: "partner-keys-certificate-ends",
    description: "No certificate ends soon.",
    configSchema: settings({ minDays: days("How many days a certificate has to hold still.", 30) }),
    validateStack: (stack, report) => {
      const config = stack.getConfig<Config>();
      const latest = new Date(now().getTime() + config.minDays * DAY).toISOString();
      for (const resource of judged(stack.resources, config).filter(isKey)) {
        const endsAt = textOf(resource, "certificateEndsAt");
        if (endsAt === undefined || endsAt > latest) continue;
        report(`its certificate ends at ${endsAt}, rotate the key`, resource.urn);
      }
    },
  };
}
