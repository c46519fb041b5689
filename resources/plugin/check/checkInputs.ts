import { isUnknown, ruleOf, type Rules } from "./rules";

export type Props = Record<string, unknown>;

/** The form the engine wants: shown as "<property> ... <reason>", so the reason stands alone. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

// Someone may have written the key itself where its source belongs: what was received is not shown for these
const NEVER_SHOWN = new Set(["issued"]);

/** Judges every property on its own; placeholders of a preview are left alone. */
export function propertyFailures(rules: Rules, required: readonly string[], news: Props): CheckFailure[] {
  const failures: CheckFailure[] = [];
  for (const [property, value] of Object.entries(news)) {
    if (property === "__provider" || value === undefined || isUnknown(value)) continue;
    const rule = ruleOf(rules, property);
    if (rule === undefined) {
      const allowed = Object.keys(rules)
        .filter((name) => name !== "owner")
        .join(", ");
      failures.push({ property, reason: `${property}: unknown input, allowed: ${allowed}` });
      continue;
    }
    const allowed = rule(value);
    if (allowed === undefined) continue;
    const shown = NEVER_SHOWN.has(property) ? `a value of type ${typeof value}` : show(value);
    failures.push({ property, reason: `${property}: ${shown} is not allowed, allowed: ${allowed}` });
  }
  for (const property of required) {
    if (news[property] === undefined) failures.push({ property, reason: `${property}: missing` });
  }
  return failures;
}

function show(value: unknown): string {
  const shown = JSON.stringify(value);
  return shown.length > 100 ? shown.slice(0, 100) + "…" : shown;
}

const WHERE_TO_SET = "run `pulumi config set aws:region <region>`, or export AWS_REGION, or pass region";

/**
 * The region a resource lives in. What the program or the stack config says counts; where neither does, the region in
 * state does, and only a new resource asks the environment: running from another machine must not move a key.
 *
 * When a resource is replaced, the engine checks its inputs a second time without the old ones; `pinned` carries the
 * region (by owner) from the first check of this process to the second.
 */
export function resolveRegion(
  olds: Props,
  news: Props,
  pinned: Map<string, string>,
  readEnvironment: (name: string) => string | undefined,
): CheckFailure | { readonly region: unknown } {
  if (news["region"] !== undefined) return { region: news["region"] };
  const owner = String(news["owner"]);
  const old = olds["region"];
  if (typeof old === "string") {
    pinned.set(owner, old);
    return { region: old };
  }
  const region = pinned.get(owner) ?? readEnvironment("AWS_REGION") ?? readEnvironment("AWS_DEFAULT_REGION");
  if (region === undefined || region === "") return { property: "region", reason: `region: not set, ${WHERE_TO_SET}` };
  return { region };
}
