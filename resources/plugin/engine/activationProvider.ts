import { createActivation, updateActivation } from "../activation/activate";
import { keptCandidate, wholeInputs, type ActivationInputs } from "../activation/activationInputs";
import { certificateIn, stateOf, type ActivationFacts, type ActivationState } from "../activation/activationState";
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
  const certificateOf = (versionId: string) => run.keys.certificateOf(versionId);
  const spareOf = (versionId: string) => run.keys.spareOf(versionId);
  /** The inputs with the certificate that `check` left out: the key of the run has it, or the state of the Activation. */
  const whole = ({ standbyKey, ...inputs }: ActivationInputs, olds?: ActivationState): ActivationInputs => ({
    ...wholeInputs(inputs, (versionId) => certificateOf(versionId) ?? certificateIn(olds, versionId)),
    ...(standbyKey === undefined ? {} : { standbyKey: spareOf(standbyKey.versionId) ?? standbyKey }),
  });
  /** State repeats the inputs, but for a candidate that nothing else in it tells. */
  const outs = (inputs: ActivationInputs, { candidate }: ActivationInputs, facts: ActivationFacts) =>
    stateOf({ ...inputs, candidate: keptCandidate(candidate) }, facts);
  return withoutStacks({
    async check(olds: Props, news: Props) {
      const who = whoOf(type, news);
      run.told.tells(who, olds);
      return forEngine(await checkActivation(run.told.of(who), news, local, certificateOf, spareOf));
    },
    async diff(_id, olds: ActivationState & Props, given: Props) {
      assertWhole("comparing", olds, OF_ACTIVATION);
      const inputs = whole(given as unknown as ActivationInputs, olds);
      const news = inputs as object as Props;
      run.plans.standsOn(olds.secretArn);
      const isRefresh = run.told.isShownByRefresh(whoOf(type, olds));
      if (!isRefresh) await assertMayMove(olds, inputs, () => open(olds.region));
      const { changes, plan } = isRefresh
        ? diffAfterRefresh(olds, news, local.now())
        : diffActivation(olds, news, local.now(), run.plans.of(olds.secretArn), run.plans.successorIn(olds.secretArn));
      if (plan !== "") local.tell(`${String(news["owner"])}: ${plan}`);
      return { changes };
    },
    async create(inputs: ActivationInputs) {
      const known = whole(inputs);
      const facts = await createActivation(known, open(inputs.region), run);
      run.plans.standsOn(inputs.secretArn);
      return { id: inputs.owner, outs: outs(inputs, known, facts) };
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
      const known = whole(news, olds);
      const facts = await updateActivation(olds, known, open(news.region), open(olds.region), run);
      run.plans.standsOn(news.secretArn);
      return { outs: outs(news, known, facts) };
    },
    // Labels stay where they are: an Activation owns no secret, and its key resource decides what becomes of that
    delete: () => Promise.resolve(),
  });
}
