import { Claims } from "./claims";
import { FoundSecrets } from "./foundSecrets";
import { KeysOfRun, type KeyPlace, type Replacement } from "./keysOfRun";
import { Plans } from "./plans";
import { ToldByState } from "./toldByState";
import type { Who } from "./who";

/**
 * What the resources of one run tell each other. The engine does not tell `create` what it replaces, nor `delete` what
 * became of the rest; but it asks `diff` first, and one plugin process serves one run. Another process may serve the
 * other resource, and a forced replace asks no `diff`: so every question has the answer "not told".
 */
export class Run {
  readonly told = new ToldByState();
  readonly keys = new KeysOfRun();
  readonly claims = new Claims();
  readonly plans = new Plans();
  readonly found = new FoundSecrets();

  /** `diff` decided that the key stays. */
  keyIsKept(who: Who, key: KeyPlace): void {
    this.keys.stands(who, key);
    this.plans.decide(key.secretArn, "kept");
  }

  /** `diff` decided that the key is replaced. */
  keyIsReplaced(who: Who, replacement: Replacement): void {
    const { old, stays, successor } = replacement;
    this.keys.isReplaced(who, replacement);
    this.plans.decide(old.secretArn, stays ? "replaced" : "moved to another secret", successor);
  }

  /** Whether state told of the resource, and the engine replaces it without a `diff` (replacementTrigger, replaceWith). */
  isForced(who: Who): boolean {
    return !this.keys.isMet(who) && Object.keys(this.told.of(who)).length > 0;
  }
}
