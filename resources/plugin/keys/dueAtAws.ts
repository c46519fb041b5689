import { failure } from "../../errors";
import { dueAt } from "../../words/dueDate";
import type { Context } from "../context";
import { timeAtAws } from "../../secrets/timeAtAws";
import type { KeyInputs, KeyState } from "../../kinds/keyInputs";

/**
 * Refuses a new key that only the clock of this machine asks for. A diff asks nobody, so a clock that is ahead makes a key
 * due in it; before a key is made for that, AWS is asked, whatever it answers: each of its answers tells the time.
 */
export async function assertDueAtAws(old: KeyState<KeyInputs>, days: number, context: Context): Promise<void> {
  await context.openStore().describe(old.secretArn);
  const due = dueAt(old.dueFrom ?? old.createdAt, days);
  const time = timeAtAws(context);
  if (due <= time) return;
  throw failure("ERR_INVALID_INPUT", {
    doing: `replacing the key in secret ${old.secretArn}`,
    what:
      `it is due at ${due.toISOString()} (rotateAfterDays), and by AWS it is ${time.toISOString()}; ` +
      `the clock of this machine says ${context.now().toISOString()}, nothing was made`,
    advice: "set the clock of this machine, then run the same command again",
  });
}
