import { isUnknown } from "../../rules/unknown";
import type { Props } from "../../rules/inputTable";
import { nameOf, type Who } from "./who";

/** Which resource of this run keeps its key in which secret. */
export class Claims {
  private readonly claimants = new Map<string, Who>();

  /** `check` saw the place of a key. The other resource of this run that has it; one not known yet is nobody's. */
  otherAt(who: Who, { region, secretName }: Props): Who | undefined {
    if (typeof region !== "string" || typeof secretName !== "string" || isUnknown([region, secretName]))
      return undefined;
    const place = `${region} ${secretName}`;
    const claimant = this.claimants.get(place) ?? who;
    this.claimants.set(place, claimant);
    return nameOf(claimant) === nameOf(who) ? undefined : claimant;
  }
}
