import type { StackValidationPolicy } from "@pulumi/policy";
import { days, settings, type Excepting } from "./config";
import { isKey, textOf } from "./ours";

interface Config extends Excepting {
  readonly minDays: number;
}

const DAY = 24 * 60 * 60 * 1000;

/** No certificate of a key ends within `minDays` (30). Only a new key has a new certificate. */
export function certificateEnds(now: () => Date): StackValidationPolicy {
  return {
    name: "partner-keys-certificate-ends",
    description: "No certificate ends soon.",
    configSchema: settings({ minDays: days("How many days a certificate has to hold still.", 30) }),
    validateStack: (stack, report) => {
      const { minDays, except } = stack.getConfig<Config>();
      const latest = new Date(now().getTime() + minDays * DAY).toISOString();
      for (const resource of stack.resources.filter(isKey)) {
        const endsAt = textOf(resource, "certificateEndsAt");
        if (except.includes(resource.name) || endsAt === undefined || endsAt > latest) continue;
        report(`its certificate ends at ${endsAt}, rotate the key`, resource.urn);
      }
    },
  };
}
