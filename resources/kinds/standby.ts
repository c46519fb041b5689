import type { Props } from "../rules/inputTable";
import { isUnknown } from "../rules/unknown";
import type { Findings } from "./keyKind";

/** A spare is made here, beside a key whose labels an Activation moves. */
export function checkStandby({ standby, publishAs, issued }: Props): Findings {
  if (standby !== true) return { inputs: {}, failures: [] };
  const isPending = publishAs === "pending" || isUnknown(publishAs);
  const reasons = [
    ...(isPending ? [] : ['given without publishAs "pending", allowed: on a key whose labels an Activation moves']),
    ...(issued === undefined
      ? []
      : ["given with issued, and nobody here can make the next key of whoever issues it, allowed: one of the two"]),
  ];
  return { inputs: {}, failures: reasons.map((why) => ({ property: "standby", reason: `standby: ${why}` })) };
}
