import type { Props } from "../../rules/inputTable";
import { keyOf, type Who } from "./who";

/** What state told of the resources in this run, and which of them a `read` found. */
export class ToldByState {
  private readonly states = new Map<string, Props>();
  private readonly places = new Map<string, Who>();
  private readonly refreshed = new Set<string>();

  /** State told the inputs of a resource; a later check in this run may come without them. */
  tells(who: Who, inputs: Props): void {
    if (Object.keys(inputs).length > 0) this.states.set(keyOf(who), inputs);
  }

  /** What state told of the resource in this run; empty: nothing. */
  of(who: Who): Props {
    return this.states.get(keyOf(who)) ?? {};
  }

  /** `check` saw a resource in state and in the program: in another place it is the same one. */
  moves(from: Who, to: Who): void {
    if (keyOf(from) !== keyOf(to)) this.places.set(keyOf(from), to);
  }

  /** The resource that state tells of, as the program has it now. */
  now(inState: Who): Who {
    return this.places.get(keyOf(inState)) ?? inState;
  }

  /** `read` found the resource. */
  wasRead(inState: Who): void {
    this.refreshed.add(keyOf(inState));
  }

  /** Whether the diff asked now only shows what a `read` found (the engine asks it right after): it decides nothing. */
  isShownByRefresh(inState: Who): boolean {
    return this.refreshed.delete(keyOf(inState));
  }
}
