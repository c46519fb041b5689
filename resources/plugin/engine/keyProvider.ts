import { assertSettingsFit } from "../../aws/settings/settingsFit";
import { assertDecided } from "../foreignVersion";
import { checkKey } from "../check/checkKey";
import { sharedFailures } from "../check/sharedSecret";
import type { LocalContext } from "../context";
import { inputsThat, type Props } from "../../rules/inputTable";
import { createKey } from "../keys/createKey";
import { deleteKey } from "../keys/deleteKey";
import { diffKey } from "../keys/diffKey";
import type { KeyInputs, KeyState } from "../../kinds/keyInputs";
import type { KeyKind } from "../../kinds/keyKind";
import { assertNamed } from "../keys/namelessKey";
import { readKey } from "../keys/readKey";
import { assertUnshared } from "../keys/sharedSecret";
import { updateKey } from "../keys/updateKey";
import type { Run } from "../run/run";
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
      const asked = whoOf(type, news); // the region may not be known yet
      run.told.tells(asked, olds);
      const told = run.told.of(asked);
      const checked = await checkKey(kind, olds, news, local, told);
      const who = whoOf(type, checked.inputs);
      run.told.tells(who, told);
      if (Object.keys(olds).length > 0) run.told.moves(whoOf(type, olds), who);
      return forEngine({ ...checked, failures: [...checked.failures, ...sharedFailures(who, checked.inputs, run)] });
    },
    async diff(_id, olds: KeyState<I> & Props, news: Props) {
      assertWhole("comparing", olds, OF_KEY);
      assertNamed("comparing", olds);
      assertSettingsFit(olds, local.awsSettings().settings);
      const { plan, successor, ...diff } = diffKey(kind, olds, news, local.now());
      const who = whoOf(type, news);
      const isRefresh = run.told.isShownByRefresh(whoOf(type, olds));
      if (plan !== "" && (!isRefresh || olds.drift !== "")) local.tell(`${who.owner}: ${plan}`);
      if (isRefresh) return diff;
      assertDecided(`comparing the key of ${who.owner}`, news, olds.foreignVersionId);
      if (diff.replaces.length === 0) {
        assertUnshared("comparing", olds.secretArn, who, run.keys);
        run.keyIsKept(who, olds);
      } else {
        const stays = places.every((place) => olds[place] === news[place]);
        if (stays) local.tell(`${who.owner}: ${NOTHING_IS_DELETED}`);
        const isOnlyDue = diff.replaces.every((name) => name === "rotateAfterDays");
        run.keyIsReplaced(who, { old: olds, stays, isOnlyDue, successor });
      }
      return diff;
    },
    async create(inputs: I) {
      const who = whoOf(type, inputs);
      const told = run.told.of(who);
      const replacement = run.keys.replacementOf(who);
      const isNew = Object.keys(told).length === 0;
      const created = await createKey(kind, inputs, open(inputs.region), {
        replaced: replacement?.old,
        spare: replacement?.successor,
        isOnlyDue: replacement?.isOnlyDue === true,
        isNew,
        isThere: run.isForced(who) && places.every((place) => told[place] === (inputs as object as Props)[place]),
        found: run.found,
        hadNewest: (versionId) => run.keys.hadNewest(versionId),
        assertUnshared: (secretArn) => assertUnshared("creating", secretArn, who, run.keys),
      });
      run.keys.stands(who, created.outs);
      if (isNew && replacement === undefined) run.keys.isNew(who);
      return created;
    },
    async read(id, state: KeyState<I>) {
      assertWhole("reading", state as object as Props, OF_KEY);
      const found = await readKey(state, open(state.region));
      if (found === undefined) return GONE;
      const who = whoOf(type, state);
      run.told.wasRead(who);
      run.told.tells(who, state as object as Props);
      return { id, props: found };
    },
    async update(_id, olds: KeyState<I>, news: I) {
      assertWhole("updating", olds as object as Props, OF_KEY);
      return { outs: await updateKey(kind, olds, news, open(olds.region)) };
    },
    async delete(_id, state: KeyState<I>) {
      assertWhole("deleting", state as object as Props, OF_KEY);
      const who = run.told.now(whoOf(type, state));
      await deleteKey(who, state, open(state.region), run);
      run.keys.isGone(who, state.versionId);
    },
  });
}
