import { dueAt, previousUntil } from "../../words/dueDate";
import { nameOf } from "../../words/keyVersion";
import { tell, type Step } from "../steps";
import type { ActivationInputs } from "./activationInputs";
import type { ActivationFacts, ActivationState, KnownKeys } from "./activationState";

type Rules = Pick<ActivationInputs, "retirePreviousAfterHours" | "retirePreviousWhenUnreadForDays">;
/** What is planned for the keys. */
interface Planned {
  readonly keys: KnownKeys;
  readonly isPromotion: boolean;
  readonly promotedAt: string;
}
type Since = Pick<Partial<ActivationState>, "promotedAt" | "previousReadAt">;

/**
 * When the previous key may lose its label (RFC 3339): the later of the two ends. `undefined`: no rule, or no key is live
 * yet. By what state knows: somebody may have read the key since. Pure.
 */
export function retirementAt(rules: Rules, since: Since): string | undefined {
  const hours = previousUntil(since.promotedAt, rules.retirePreviousAfterHours);
  const unread = unreadUntil(rules, since);
  return [hours, unread]
    .filter((end) => end !== undefined)
    .sort((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1);
}

/** Whether the previous key has kept its label for as long as was declared, as far as state knows. Pure. */
export function isRetirementDue(rules: Rules, since: Since, now: Date): boolean {
  const end = retirementAt(rules, since);
  return end !== undefined && Date.parse(end) <= now.getTime();
}

/**
 * Whether AWS has to be asked when the previous key was last read. Not before its end by what the last look found, so that
 * a diff, which asks nobody, knows when there is something to do (docs/decisions/0058). Pure.
 */
export function asksForReads(inputs: Rules, { previous }: KnownKeys, since: Since, now: Date): boolean {
  return (
    previous !== undefined &&
    inputs.retirePreviousWhenUnreadForDays !== undefined &&
    isRetirementDue(inputs, since, now)
  );
}

/** What state keeps of the last look, as long as the same key is the previous one. */
export function readFact(
  { retirePreviousWhenUnreadForDays: days }: Rules,
  before: Partial<ActivationState>,
  { keys, isPromotion }: Planned,
): Pick<ActivationFacts, "previousReadAt"> {
  const { previousReadAt, previous } = before;
  const isSame = !isPromotion && keys.previous !== undefined && keys.previous.versionId === previous?.versionId;
  return isSame && days !== undefined && previousReadAt !== undefined ? { previousReadAt } : {};
}

/** For the person who ran `up`: a service is left behind, where nobody expects one. `before`: with what AWS answered. */
export function stillRead(secret: string, inputs: Rules, before: Partial<ActivationState>, plan: Planned): Step[] {
  const { previousReadAt } = readFact(inputs, before, plan);
  const { previous } = plan.keys;
  if (previous === undefined || previousReadAt === undefined) return [];
  const day = previousReadAt.slice(0, 10);
  const next = String(retirementAt(inputs, { ...before, promotedAt: plan.promotedAt }));
  return [
    tell(
      `secret ${secret}: the previous key ${nameOf(previous)} keeps its label, because somebody read it on ${day} ` +
        `(retirePreviousWhenUnreadForDays); an up after ${next} looks again`,
    ),
  ];
}

/** AWS tells the day of a read alone, so a read counts to the end of its day. */
function unreadUntil(
  { retirePreviousWhenUnreadForDays: days }: Rules,
  { promotedAt, previousReadAt }: Since,
): string | undefined {
  if (promotedAt === undefined || days === undefined) return undefined;
  const readUntil = previousReadAt === undefined ? promotedAt : dueAt(previousReadAt, 1).toISOString();
  const unreadSince = Date.parse(readUntil) > Date.parse(promotedAt) ? readUntil : promotedAt;
  return dueAt(unreadSince, days).toISOString();
}
