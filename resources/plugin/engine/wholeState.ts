import { failure } from "../../errors";
import type { Props } from "../../rules/inputTable";

/** What tells which key a state means, and where it is. */
export const OF_KEY = ["owner", "region", "secretArn", "versionId"];
export const OF_ACTIVATION = ["owner", "region", "secretArn"];

/** Throws for a state that somebody edited, or that was cut: nothing may be guessed of which key it means. */
export function assertWhole(doing: string, state: Props, facts: readonly string[]): void {
  const named = [state["owner"], state["secretArn"]].find((one) => typeof one === "string");
  const lost = facts.filter((fact) => typeof state[fact] !== "string");
  if (lost.length === 0) return;
  throw failure("ERR_INVALID_INPUT", {
    doing: `${doing} ${named ?? "a resource"}`,
    what: `its state has lost ${lost.join(", ")}, so nothing was done`,
    advice:
      "bring back the state of before (pulumi stack history, pulumi stack export --version <number>, pulumi stack import), or " +
      "run pulumi state delete '<urn>', then pulumi up (docs/recover.md)",
  });
}
