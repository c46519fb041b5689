import { keyOf, type Who } from "./who";

/** Which secret an input names, as far as it says. */
export interface ClaimedSecret {
  readonly region: string;
  readonly name: string;
  /** Absent: that of the credentials. */
  readonly account?: string | undefined;
}

/** Which resource of this run keeps its key in which secret, as the inputs name it. */
export class Claims {
  private readonly claimants = new Map<string, Who>();

  /** `check` saw the secret of a key. The other resource of this run that names it. */
  otherAt(who: Who, { region, name, account = "" }: ClaimedSecret): Who | undefined {
    const secret = JSON.stringify([region, name, account]);
    const claimant = this.claimants.get(secret) ?? who;
    this.claimants.set(secret, claimant);
    return keyOf(claimant) === keyOf(who) ? undefined : claimant;
  }
}
