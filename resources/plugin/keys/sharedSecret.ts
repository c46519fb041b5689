import { failure } from "../../errors";
import type { KeysOfRun } from "../run/keysOfRun";
import { nameOf, type Who } from "../run/who";

/** Two keys in one secret would take the live label from each other with each run. `doing` is a gerund. */
export function assertUnshared(doing: string, secretArn: string, who: Who, keys: KeysOfRun): void {
  const other = keys.otherIn(secretArn, who);
  if (other === undefined) return;
  throw failure("ERR_SECRET_NOT_OURS", {
    doing: `${doing} the key of ${nameOf(who)}`,
    what: `${nameOf(other)} of this program keeps its key in the same secret, ${secretArn}`,
    advice: "give each key a secret of its own",
  });
}
