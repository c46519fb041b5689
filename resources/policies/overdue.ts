import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { dueAt } from "../words/dueDate";
import { judged, settings, type Excepting } from "./config";
import { isKey, known, textOf } from "./ours";

/** No key is older than its `rotateAfterDays`. The next `up` of the program rotates one that is. */
export function overdue(now: () => Date): StackValidationPolicy {
  return {
    name: "partner-keys-not-overdue",
    description: "No key is overdue.",
    configSchema: settings(),
    validateStack: (stack, report) => {
      for (const resource of judged(stack.resources, stack.getConfig<Excepting>()).filter(isKey)) {
        const due = dueOf(resource);
        if (due === undefined || due > now()) continue;
        report(`its key is due since ${due.toISOString()}, run pulumi up`, resource.urn);
      }
    },
  };
}

function dueOf(resource: PolicyResource): Date | undefined {
  const createdAt = textOf(resource, "dueFrom") ?? textOf(resource, "createdAt");
  const after = known(() => (resource.props as { readonly rotateAfterDays?: number }).rotateAfterDays);
  return createdAt === undefined || after === undefined ? undefined : dueAt(createdAt, after);
}
