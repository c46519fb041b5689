import type { HandoffData } from "../../resources/words/handoffData";
import { handoffData } from "./handoffs";

/** What somebody may have called a partner. */
export const HOSTILE = `</style></script><script>alert("1")</script><img src=x onerror='alert(2)'>&<b>@everyone ~~~~ \`x\` *y* [z](q)`;

/** A hand-off whose every text is hostile. */
export function hostileHandoff(): HandoffData {
  const data = handoffData();
  const text = JSON.stringify(
    { ...data, handoff: { ...data.handoff, afterwards: ["then"] } },
    (name, value: unknown) =>
      typeof value !== "string" || ["schema", "role", "madeAt", "liveSince"].includes(name) ? value : value + HOSTILE,
  );
  return JSON.parse(text) as HandoffData;
}
