import { isCompromised, type KeyInputs, type KeyState, type StandbyKey } from "../../kinds/keyInputs";
import type { KeyKind } from "../../kinds/keyKind";
import { holderOf, STANDBY } from "../../secrets/labels";
import { versionIsThere } from "../../secrets/presence";
import { moveThere } from "../../secrets/settled";
import type { Context } from "../context";
import { putBackLabel } from "./putBackLabel";
import { factsOfSpare, makeSpare, putSpare } from "./putSpare";
import { secretToUpdate } from "./secretToUpdate";

/** Makes the spare of a key what is declared; the key itself is not touched. Each step can be repeated. */
export async function updateSpare<I extends KeyInputs>(
  kind: KeyKind<I>,
  olds: KeyState<I>,
  news: I,
  context: Context,
): Promise<StandbyKey | undefined> {
  const { standbyKey: spare } = olds;
  if (news.standby !== true) {
    if (spare !== undefined) await giveUp(spare, olds, context);
    return undefined;
  }
  const isKept = spare !== undefined && !isCompromised(news, spare.fingerprint);
  if (isKept && (olds.drift === "" || (await isPutBack(spare, olds, context)))) return spare;
  const next = await makeSpare(kind, news, context);
  await putSpare(olds.secretArn, next, context);
  const facts = factsOfSpare(next, context);
  context.tell(
    `secret ${olds.secretArn}: the spare ${facts.fingerprint} is made; the output handoff of PartnerCredentials has how to hand it over`,
  );
  return facts;
}

async function giveUp(spare: StandbyKey, { secretArn }: KeyState<KeyInputs>, context: Context): Promise<void> {
  const secret = await secretToUpdate(secretArn, context);
  const from = holderOf(secret, STANDBY);
  if (from !== undefined) await moveThere({ arn: secret.arn, stage: STANDBY, from }, context);
  context.tell(
    `secret ${secret.name}: the spare ${spare.fingerprint} is given up and has no label any more; remove it at the partner, if it has it`,
  );
}

/** Somebody may have moved the label. */
async function isPutBack(
  { versionId, fingerprint, createdAt }: StandbyKey,
  { secretArn }: KeyState<KeyInputs>,
  context: Context,
): Promise<boolean> {
  const secret = await secretToUpdate(secretArn, context);
  if (holderOf(secret, STANDBY) === versionId) return true;
  if (!(await versionIsThere(secret, versionId, context, createdAt))) {
    context.tell(`secret ${secret.name}: the spare ${fingerprint} is not there any more`);
    return false;
  }
  await putBackLabel(secret, STANDBY, versionId, context);
  return true;
}
