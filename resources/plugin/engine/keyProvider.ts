import { assertSettingsFit } from "../../aws/settings/settingsFit";
import { checkKey } from "../check/checkKey";
import type { CheckFailure } from "../../rules/checkFailure";
import type { LocalContext } from "../context";
import { inputsThat, type Props } from "../../rules/inputTable";
import { createKey } from "../keys/createKey";
import { deleteKey } from "../keys/deleteKey";
import { diffKey } from "../keys/diffKey";
import type { KeyInputs, KeyState } from "../../kinds/keyInputs";
import type { KeyKind } from "../../kinds/keyKind";
import { assertNamed } from "../keys/namelessKey";
import { readKey } from "../keys/readKey";
import { updateKey } from "../keys/updateKey";
import type { Run } from "../run/run";
import type { Who } from "../run/who";
import { assertWhole, OF_KEY } from "./wholeState";
import { forEngine, GONE, whoOf, withoutStacks, type OpenContext, type Provider } from "./engineProvider";

/** Of a rotation, which the engine shows as a deletion. */
const NOTHING_IS_DELETED =
  'a new version is added to the secret and the old one stays; "delete original" is Pulumi\'s name for giving up the resource';

/** The life of a key of one kind, as the engine asks for it. */
export function keyProvider<I extends KeyInputs>(
  type: string,
  kind: KeyKind<I>,
  open: OpenContext,
  local: LocalContext,
  run: Run,
): Provider {
  const places = inputsThat("isPlace", kind.inputs);
  return withoutStacks({
    async check(olds: Props, news: Props) {
      const who = whoOf(type, news);
      run.told.tells(who, olds);
      const checked = await checkKey(kind, olds, news, local, run.told.of(who));
      const other = run.claims.otherAt(who, checked.inputs);
      return forEngine(
        other === undefined ? checked : { ...checked, failures: [...checked.failures, sharedWith(other)] },
      );
    },
    async diff(id, olds: KeyState<I> & Props, news: Props) {
      assertWhole("comparing", olds, OF_KEY);
      assertNamed("comparing", olds);
      assertSettingsFit(olds, local.awsSettings().settings);
      const { plan, ...diff } = diffKey(kind, olds, news, local.now());
      const who = whoOf(type, news);
      const isRefresh = run.told.isShownByRefresh(id);
      if (plan !== "" && (!isRefresh || olds.drift !== "")) local.tell(`${who.owner}: ${plan}`);
      if (isRefresh) return diff;
      if (diff.replaces.length === 0) run.keyIsKept(who, olds);
      else {
        const stays = places.every((place) => olds[place] === news[place]);
        if (stays) local.tell(`${who.owner}: ${NOTHING_IS_DELETED}`);
        const isOnlyDue = diff.replaces.every((name) => name === "rotateAfterDays");
        run.keyIsReplaced(who, { old: olds, stays, isOnlyDue });
      }
      return diff;
    },
    async create(inputs: I) {
      const who = { type, owner: inputs.owner };
      const told = run.told.of(who);
      const replacement = run.keys.replacementOf(who);
      const created = await createKey(kind, inputs, open(inputs.region), {
        replaced: replacement?.old,
        isOnlyDue: replacement?.isOnlyDue === true,
        isNew: Object.keys(told).length === 0,
        isThere: run.isForced(who) && places.every((place) => told[place] === (inputs as object as Props)[place]),
        found: run.found,
      });
      run.keys.stands(who, created.outs);
      return created;
    },
    async read(id, state: KeyState<I>) {
      assertWhole("reading", state as object as Props, OF_KEY);
      const found = await readKey(state, open(state.region));
      if (found === undefined) return GONE;
      run.told.wasRead(id);
      run.told.tells({ type, owner: state.owner }, state as object as Props);
      return { id, props: found };
    },
    async update(_id, olds: KeyState<I>, news: I) {
      assertWhole("updating", olds as object as Props, OF_KEY);
      return { outs: await updateKey(kind, olds, news, open(olds.region)) };
    },
    async delete(_id, state: KeyState<I>) {
      assertWhole("deleting", state as object as Props, OF_KEY);
      const who = { type, owner: state.owner };
      await deleteKey(who, state, open(state.region), run);
      run.keys.isGone(who);
    },
  });
}

function sharedWith({ type, owner }: Who): CheckFailure {
  const reason = `secretName: ${type} ${owner} of this program keeps its key there, allowed: a secret of its own for each key`;
  return { property: "secretName", reason };
}
