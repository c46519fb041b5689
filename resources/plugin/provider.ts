import type * as pulumi from "@pulumi/pulumi";
import { createActivation, updateActivation } from "./activation/activate";
import type { ActivationInputs, ActivationState } from "./activation/activationState";
import { diffActivation, type KeyPlan } from "./activation/diffActivation";
import { readActivation } from "./activation/readActivation";
import { checkActivation } from "./check/checkActivation";
import { checkIssuedKey } from "./check/checkIssuedKey";
import type { Props } from "./check/checkInputs";
import { checkKey, type KindCheck } from "./check/checkKey";
import type { Context } from "./context";
import { apiKeyKind } from "./keys/kinds/apiKey";
import { createKey } from "./keys/createKey";
import { deleteKey } from "./keys/deleteKey";
import { diffKey } from "./keys/diffKey";
import type { KeyInputs, KeyState } from "./keys/keyInputs";
import type { KeyKind } from "./keys/kinds/keyKind";
import { KeyRun } from "./keys/keyRun";
import { readKey } from "./keys/readKey";
import { rsaKeyPairKind } from "./keys/kinds/rsaKeyPair";
import { updateKey } from "./keys/updateKey";

type Provider = pulumi.dynamic.ResourceProvider;

/** Makes the effects of an operation in one region. */
export type OpenContext = (region: string) => Context;

/** What key resources and activations tell each other within one run. */
interface Run {
  /** By secret ARN: what the diff of a key resource decided, for the activation that is asked after it. */
  readonly keyPlans: Map<string, KeyPlan>;
  /** The secrets that an activation stands on: a key that moved may give its old secret up only then. */
  readonly activated: Set<string>;
}

/** The three providers. `open` is asked only by operations that may reach AWS; `local` serves check and diff. */
export function makeProviders(
  open: OpenContext,
  local: Context,
): Record<"RsaKeyPair" | "ApiKey" | "Activation", Provider> {
  const run: Run = { keyPlans: new Map(), activated: new Set() };
  return {
    RsaKeyPair: keyProvider(rsaKeyPairKind, open, local, run),
    ApiKey: keyProvider(apiKeyKind, open, local, run, checkIssuedKey),
    Activation: activationProvider(open, local, run),
  };
}

function keyProvider<I extends KeyInputs>(
  kind: KeyKind<I>,
  open: OpenContext,
  local: Context,
  run: Run,
  kindCheck?: KindCheck,
): Provider {
  const pinnedRegions = new Map<string, string>();
  const keys = new KeyRun<I>();
  // The engine asks `diff` right after `read` too, to show what a refresh found: that decides nothing in this run
  const refreshed = new Set<string>();
  return withoutStacks({
    check: (olds: Props, news: Props) => checkKey(kind, olds, news, local, pinnedRegions, kindCheck),
    async diff(id, olds: KeyState<I> & Props, news: Props) {
      const { plan, ...diff } = diffKey(kind, olds, news, local.now());
      const owner = String(news["owner"]);
      const isRefresh = refreshed.delete(id);
      if (plan !== "" && (!isRefresh || olds.drift !== "")) local.tell(`${owner}: ${plan}`);
      if (isRefresh) return diff;
      const isReplaced = diff.replaces.length > 0;
      const stays = (["secretName", "secretId", "region"] as const).every((place) => olds[place] === news[place]);
      if (isReplaced) keys.replaces(owner, olds, stays);
      else keys.stands(owner, olds);
      run.keyPlans.set(olds.secretArn, !isReplaced ? "kept" : stays ? "replaced" : "moved to another secret");
      return diff;
    },
    async create(inputs: I) {
      const created = await createKey(kind, inputs, open(inputs.region), keys.replacedBy(inputs.owner));
      keys.stands(inputs.owner, created.outs);
      return created;
    },
    async read(id, state: KeyState<I>) {
      const found = await readKey(state, open(state.region));
      if (found === undefined) return GONE;
      refreshed.add(id);
      pinnedRegions.set(state.owner, state.region);
      return { id, props: found };
    },
    async update(_id, olds: KeyState<I>, news: I) {
      return { outs: await updateKey(olds, news, open(olds.region)) };
    },
    delete: (_id, state: KeyState<I>) =>
      deleteKey(
        state,
        open(state.region),
        keys.knowledge((secretArn) => run.activated.has(secretArn)),
      ),
  });
}

function activationProvider(open: OpenContext, local: Context, run: Run): Provider {
  const pinnedRegions = new Map<string, string>();
  return withoutStacks({
    check: async (olds: Props, news: Props) => checkActivation(olds, news, local, pinnedRegions),
    async diff(_id, olds: ActivationState, news: Props) {
      run.activated.add(olds.secretArn);
      const { changes, plan } = diffActivation(olds, news, local.now(), run.keyPlans.get(olds.secretArn));
      if (plan !== "") local.tell(`${String(news["owner"])}: ${plan}`);
      return { changes };
    },
    async create(inputs: ActivationInputs) {
      const outs = await createActivation(inputs, open(inputs.region));
      run.activated.add(inputs.secretArn);
      return { id: inputs.owner, outs: { ...inputs, ...outs } };
    },
    async read(id, state: ActivationState) {
      const found = await readActivation(state, open(state.region));
      return found === undefined ? GONE : { id, props: found };
    },
    async update(_id, olds: ActivationState, news: ActivationInputs) {
      const outs = await updateActivation(olds, news, open(news.region));
      run.activated.add(news.secretArn);
      return { outs: { ...news, ...outs } };
    },
    // Labels stay where they are: an Activation owns no secret, and its key resource decides what becomes of that
    delete: () => Promise.resolve(),
  });
}

/** An empty id tells the engine that the resource is gone. */
const GONE = { id: "", props: {} };

/**
 * For check, diff, read and delete the engine's Node host prints message *and* stack: a stack of ours tells nobody
 * anything, the message stands alone.
 */
function withoutStacks(provider: Provider): Provider {
  const wrapped = Object.entries(provider).map(([name, method]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await (method as (...args: unknown[]) => Promise<unknown>)(...args);
      } catch (error) {
        if (error instanceof Error) error.stack = "";
        throw error;
      }
    },
  ]);
  return Object.fromEntries(wrapped) as Provider;
}
