import type { Props } from "../../rules/inputTable";
import { nameOf, type Who } from "./who";

/** What state told of the resources in this run, and which of them a `read` found. */
export class ToldByState {
  private readonly states = new Map<string, Props>();
  private readonly refreshed = new Set<string>();

  /** State told the inputs of a resource; a later check in this run may come without them. */
  tells(who: Who, inputs: Props): void {
    if (Object.keys(inputs).length > 0) this.states.set(nameOf(who), inputs);
  }

  /** What state told of the resource in this run; empty: nothing. */
  of(who: Who): Props {
    return this.states.get(nameOf(who)) ?? {};
  }

  /** `read` found the resource. */
  wasRead(id: string): void {
    this.refreshed.add(id);
  }

  /** Whether the diff asked now only shows what a `read` found (the engine asks it right after): it decides nothing. */
  isShownByRefresh(id: string): boolean {
    return this.refreshed.delete(id);
  }
}
