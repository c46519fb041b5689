import type { CheckFailure } from "../checkFailure";
import type { Props } from "../inputs";

const WHERE_TO_SET = "run `pulumi config set aws:region <region>`, or export AWS_REGION, or pass region";

/**
 * The region a resource lives in. What the program or the stack config says counts; where neither does, the region in
 * state does, and only a new resource asks the environment: running from another machine must not move a key.
 *
 * `told`: what state told of the resource in this run. When it is replaced, the engine checks its inputs a second time
 * without the old ones.
 */
export function resolveRegion(
  told: Props,
  news: Props,
  readEnvironment: (name: string) => string | undefined,
): CheckFailure | { readonly region: unknown } {
  if (news["region"] !== undefined) return { region: news["region"] };
  if (typeof told["region"] === "string") return { region: told["region"] };
  const region = readEnvironment("AWS_REGION") ?? readEnvironment("AWS_DEFAULT_REGION");
  if (region === undefined || region === "") return { property: "region", reason: `region: not set, ${WHERE_TO_SET}` };
  return { region };
}
