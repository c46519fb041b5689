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
import { apiKeyKind } from "./keys/apiKeyKind";
import { createKey } from "./keys/createKey";
import { deleteKey } from "./keys/deleteKey";
import { diffKey } from "./keys/diffKey";
import type { KeyInputs, KeyState } from "./keys/keyInputs";
import type { KeyKind } from "./keys/keyKind";
import { readKey } from "./keys/readKey";
import { rsaKeyPairKind } from "./keys/rsaKeyPairKind";
import { updateKey } from "./keys/updateKey";

type Provider = pulumi.dynamic.ResourceProvider;

/** Makes the effects of an operation in one region. */
export type OpenContext = (region: string) => Context;

/** By secret ARN: what the diff of a key resource decided, for the activation that is asked after it. */
type KeyPlans = Map<string, KeyPlan>;

/** The three providers. `open` is asked only by operations that may reach AWS; `local` serves check and diff. */
export function makeProviders(
  open: OpenContext,
  local: Context,
): Record<"RsaKeyPair" | "ApiKey" | "Activation", Provider> {
  const keyPlans: KeyPlans = new Map();
  return {
    RsaKeyPair: keyProvider(rsaKeyPairKind, open, local, keyPlans),
    ApiKey: keyProvider(apiKeyKind, open, local, keyPlans, checkIssuedKey),
    Activation: activationProvider(open, local, keyPlans),
  };
}

function keyProvider<I extends KeyInputs>(
  kind: KeyKind<I>,
  open: OpenContext,
  local: Context,
  keyPlans: KeyPlans,
  kindCheck?: KindCheck,
): Provider {
  const pinnedRegions = new Map<string, string>();
  // The engine does not tell `create` what it replaces, but asks `diff` first, in the same process
  const replacedSecrets = new Map<string, string>();
  const versionsInUse = new Set<string>();
  return withoutStacks({
    check: (olds: Props, news: Props) => checkKey(kind, olds, news, local, pinnedRegions, kindCheck),
    async diff(_id, olds: Props, news: Props) {
      const stays = ["secretName", "secretId", "region"].every((place) => olds[place] === news[place]);
      if (stays) replacedSecrets.set(String(news["owner"]), String(olds["secretArn"]));
      const { plan, ...diff } = diffKey(kind, olds, news, local.now());
      const keyPlan = diff.replaces.length === 0 ? "kept" : stays ? "replaced" : "moved to another secret";
      keyPlans.set(String(olds["secretArn"]), keyPlan);
      if (keyPlan === "kept") versionsInUse.add(String(olds["versionId"]));
      if (plan !== "") local.tell(`${String(news["owner"])}: ${plan}`);
      return diff;
    },
    async create(inputs: I) {
      const created = await createKey(kind, inputs, open(inputs.region), replacedSecrets.get(inputs.owner));
      versionsInUse.add(created.outs.versionId);
      return created;
    },
    async read(id, state: KeyState<I>) {
      const found = await readKey(state, open(state.region));
      return found === undefined ? GONE : { id, props: found };
    },
    async update(_id, olds: KeyState<I>, news: I) {
      return { outs: await updateKey(olds, news, open(olds.region)) };
    },
    delete: (_id, state: KeyState<I>) =>
      deleteKey(state, open(state.region), (versionId) => versionsInUse.has(versionId)),
  });
}

function activationProvider(open: OpenContext, local: Context, keyPlans: KeyPlans): Provider {
  const pinnedRegions = new Map<string, string>();
  return withoutStacks({
    check: async (olds: Props, news: Props) => checkActivation(olds, news, local, pinnedRegions),
    async diff(_id, olds: ActivationState, news: Props) {
      const { changes, plan } = diffActivation(olds, news, local.now(), keyPlans.get(olds.secretArn));
      if (plan !== "") local.tell(`${String(news["owner"])}: ${plan}`);
      return { changes };
    },
    async create(inputs: ActivationInputs) {
      const outs = await createActivation(inputs, open(inputs.region));
      return { id: inputs.owner, outs: { ...inputs, ...outs } };
    },
    async read(id, state: ActivationState) {
      const found = await readActivation(state, open(state.region));
      return found === undefined ? GONE : { id, props: found };
    },
    async update(_id, olds: ActivationState, news: ActivationInputs) {
      const outs = await updateActivation(olds, news, open(news.region));
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
