import { isCompromised, type KeyInputs, type KeyState, type StandbyKey } from "../../kinds/keyInputs";
import type { Props } from "../../rules/inputTable";

/** A key that is replaced for these alone is declared as its spare was made. */
const TAKEN_FOR = ["keepers", "rotateAfterDays", "compromised"];

/**
 * The spare that takes the place of a key; `undefined`: a key is made for that. Pure. `replaces`: what asks for another key.
 */
export function successorOf(olds: Props, news: Props, replaces: readonly string[]): StandbyKey | undefined {
  const { standbyKey } = olds as unknown as Pick<KeyState<KeyInputs>, "standbyKey">;
  if (standbyKey === undefined || news["standby"] !== true || replaces.length === 0) return undefined;
  if (isCompromised(news, standbyKey.fingerprint)) return undefined;
  return replaces.every((name) => TAKEN_FOR.includes(name)) ? standbyKey : undefined;
}

/** What becomes of the spare of a key that stays, for a preview; "" where nothing does. Pure. */
export function standbyWords(olds: Props, news: Props): string {
  const { standbyKey } = olds as unknown as Pick<KeyState<KeyInputs>, "standbyKey">;
  if (news["standby"] !== true)
    return standbyKey === undefined ? "" : `the spare ${standbyKey.fingerprint} is given up (standby is taken out)`;
  if (standbyKey === undefined) return olds["standby"] === true ? "" : "a spare is made (standby)";
  return isCompromised(news, standbyKey.fingerprint)
    ? `the spare ${standbyKey.fingerprint} is named in compromised: another one is made`
    : "";
}
