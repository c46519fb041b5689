import type { Props } from "./inputTable";

/** What a profile makes of the arguments of a component. */
export interface Expansion {
  /** The arguments that it gives; of `certificate` the fields that are to be added. */
  readonly filled: Props;
  /** The arguments that contradict it: `argument: what is wrong`. */
  readonly problems: readonly string[];
}

export const NOTHING: Expansion = { filled: {}, problems: [] };

/** Both values in one sentence. */
export function contradiction(property: string, given: string, profile: string, allowed: string): string {
  return `${property}: ${given} is not allowed with profile ${JSON.stringify(profile)}, allowed: ${allowed}`;
}
