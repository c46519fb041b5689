import { createActivation, updateActivation } from "../activation/activate";
import { wholeInputs, type ActivationInputs } from "../activation/activationInputs";
import { stateOf, type ActivationState } from "../activation/activationState";
import { diffActivation, diffAfterRefresh } from "../activation/diffActivation";
import { readActivation } from "../activation/readActivation";
import { assertMayMove } from "../activation/renamedSecret";
import { checkActivation } from "../check/checkActivation";
import type { LocalContext } from "../context";
import type { Props } from "../../rules/inputTable";
import type { Run } from "../run/run";
import { assertWhole, OF_ACTIVATION } from "./wholeState";
import { forEngine, GONE, whoOf, withoutStacks, type OpenContext, type Provider } from "./engineProvider";

/** The life of an Activation, as the engine asks for it. */
export function activationProvider(open: OpenContext, local: LocalContext, run: Run): Provider {
  const type = "Activation";
  return withoutStacks({
    async check(olds: Props, news: Props) {
      const who = whoOf(type, news);
      run.told.tells(who, olds);
      return forEngine(await checkActivation(run.told.of(who), news, local));
    },
    async diff(_id, olds: ActivationState & Props, news: Props) {
      assertWhole("comparing", olds, OF_ACTIVATION);
      run.plans.standsOn(olds.secretArn);
      const isRefresh = run.told.isShownByRefresh(whoOf(type, olds));
      if (!isRefresh)
        await assertMayMove(olds, wholeInputs(news as unknown as ActivationInputs), () => open(olds.region));
      const { changes, plan } = isRefresh
        ? diffAfterRefresh(olds, news, local.now())
        : diffActivation(olds, news, local.now(), run.plans.of(olds.secretArn));
      if (plan !== "") local.tell(`${String(news["owner"])}: ${plan}`);
      return { changes };
    },
    async create(inputs: ActivationInputs) {
      const facts = await createActivation(wholeInputs(inputs), open(inputs.region), run);
      run.plans.standsOn(inputs.secretArn);
      return { id: inputs.owner, outs: stateOf(inputs, facts) };
    },
    async read(id, state: ActivationState) {
      assertWhole("reading", state as object as Props, OF_ACTIVATION);
      const found = await readActivation(state, open(state.region));
      if (found === undefined) return GONE;
      run.told.wasRead(whoOf(type, found));
      return { id, props: found };
    },
    async update(_id, olds: ActivationState, news: ActivationInputs) {
      assertWhole("updating", olds as object as Props, OF_ACTIVATION);
      const facts = await updateActivation(olds, wholeInputs(news), open(news.region), open(olds.region), run);
      run.plans.standsOn(news.secretArn);
      return { outs: stateOf(news, facts) };
    },
    // Labels stay where they are: an Activation owns no secret, and its key resource decides what becomes of that
    delete: () => Promise.resolve(),
  });
}
