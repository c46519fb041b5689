import { timeAtAws } from "../../secrets/timeAtAws";
import type { KeyVersion } from "../../words/keyVersion";
import type { Context } from "../context";
import type { Run } from "../run/run";
import { carryOut } from "../steps";
import type { ActivationInputs } from "./activationInputs";
import type { ActivationFacts, ActivationState } from "./activationState";
import { decideActivation } from "./decideActivation";
import { look } from "./look";
import { leaveSecret } from "./renamedSecret";

/** First activation on a secret: what is live there is kept, unless the mode or an acknowledgement says otherwise. */
export function createActivation(inputs: ActivationInputs, context: Context, run: Run): Promise<ActivationFacts> {
  return activate(inputs, undefined, undefined, context, run);
}

/** `contextOfOld`: the effects in the region of the secret that it stood on. */
export async function updateActivation(
  olds: ActivationState,
  news: ActivationInputs,
  context: Context,
  contextOfOld: Context,
  run: Run,
): Promise<ActivationFacts> {
  const { secretArn, compromisedKeys } = olds;
  if (secretArn === news.secretArn) return activate(news, olds, compromisedKeys, context, run);
  await leaveSecret(olds, news, contextOfOld);
  return activate(news, undefined, compromisedKeys, context, run);
}

/** `olds`: what state knows of this secret. `compromisedKeys`: of every secret that this Activation stood on. */
async function activate(
  inputs: ActivationInputs,
  olds: ActivationState | undefined,
  compromisedKeys: readonly KeyVersion[] | undefined,
  context: Context,
  run: Run,
): Promise<ActivationFacts> {
  const seen = await look(inputs, olds, compromisedKeys, context, run);
  const { steps, facts } = decideActivation(inputs, seen, timeAtAws(context));
  await carryOut(seen.secret.arn, steps, context);
  return facts;
}
