import type * as pulumi from "@pulumi/pulumi";
import { createActivation, updateActivation } from "./activation/activate";
import type { ActivationInputs } from "./activation/activationInputs";
import type { ActivationState } from "./activation/activationState";
import { diffActivation, diffAfterRefresh } from "./activation/diffActivation";
import { assertMayMove } from "./activation/renamedSecret";
import { readActivation } from "./activation/readActivation";
import { failure, type PartnerKeysError } from "../errors";
import { assertSettingsFit } from "./settings/settingsFit";
import { checkActivation } from "./check/checkActivation";
import type { Checked } from "./check/checkInputs";
import { checkKey } from "./check/checkKey";
import type { Context, LocalContext } from "./context";
import { inputsThat, type Props } from "./inputs";
import { createKey } from "./keys/createKey";
import { deleteKey } from "./keys/deleteKey";
import { diffKey } from "./keys/diffKey";
import type { KeyInputs, KeyState } from "./keys/keyInputs";
import { apiKeyKind } from "./keys/kinds/apiKey";
import { ecKeyPairKind } from "./keys/kinds/ecKeyPair";
import { ed25519KeyPairKind } from "./keys/kinds/ed25519KeyPair";
import type { KeyKind } from "./keys/kinds/keyKind";
import { rsaKeyPairKind } from "./keys/kinds/rsaKeyPair";
import { readKey } from "./keys/readKey";
import { updateKey } from "./keys/updateKey";
import { Run, type Who } from "./run";

type Provider = pulumi.dynamic.ResourceProvider;

/** Makes the effects of an operation in one region. */
export type OpenContext = (region: string) => Context;

/** The providers, one a resource type. `open` is asked only by operations that may reach AWS. */
export function makeProviders(
  open: OpenContext,
  local: LocalContext,
): Record<"RsaKeyPair" | "EcKeyPair" | "Ed25519KeyPair" | "ApiKey" | "Activation", Provider> {
  const run = new Run();
  return {
    RsaKeyPair: keyProvider("RsaKeyPair", rsaKeyPairKind, open, local, run),
    EcKeyPair: keyProvider("EcKeyPair", ecKeyPairKind, open, local, run),
    Ed25519KeyPair: keyProvider("Ed25519KeyPair", ed25519KeyPairKind, open, local, run),
    ApiKey: keyProvider("ApiKey", apiKeyKind, open, local, run),
    Activation: activationProvider(open, local, run),
  };
}

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
      run.stateTells(who, olds);
      return forEngine(await checkKey(kind, olds, news, local, run.toldOf(who)));
    },
    async diff(id, olds: KeyState<I> & Props, news: Props) {
      assertSettingsFit(olds, local.awsSettings().settings);
      const { plan, ...diff } = diffKey(kind, olds, news, local.now());
      const who = whoOf(type, news);
      const isRefresh = run.isShownByRefresh(id);
      if (plan !== "" && (!isRefresh || olds.drift !== "")) local.tell(`${who.owner}: ${plan}`);
      if (isRefresh) return diff;
      if (diff.replaces.length === 0) run.keyIsKept(who, olds);
      else
        run.keyIsReplaced(
          who,
          olds,
          places.every((place) => olds[place] === news[place]),
        );
      return diff;
    },
    async create(inputs: I) {
      const who = { type, owner: inputs.owner };
      if (!run.claims(who, inputs)) throw sharedName(inputs);
      const told = run.toldOf(who);
      const created = await createKey(kind, inputs, open(inputs.region), {
        replaced: run.replacedKey(who),
        isNew: Object.keys(told).length === 0,
        isThere: run.isForced(who) && places.every((place) => told[place] === (inputs as object as Props)[place]),
      });
      run.keyStands(who, created.outs);
      return created;
    },
    async read(id, state: KeyState<I>) {
      const found = await readKey(state, open(state.region));
      if (found === undefined) return GONE;
      run.wasRead(id);
      run.stateTells({ type, owner: state.owner }, state as object as Props);
      return { id, props: found };
    },
    async update(_id, olds: KeyState<I>, news: I) {
      return { outs: await updateKey(kind, olds, news, open(olds.region)) };
    },
    async delete(_id, state: KeyState<I>) {
      const who = { type, owner: state.owner };
      await deleteKey(who, state, open(state.region), run);
      run.keyIsGone(who);
    },
  });
}

function activationProvider(open: OpenContext, local: LocalContext, run: Run): Provider {
  const type = "Activation";
  return withoutStacks({
    async check(olds: Props, news: Props) {
      const who = whoOf(type, news);
      run.stateTells(who, olds);
      return forEngine(await checkActivation(run.toldOf(who), news, local));
    },
    async diff(id, olds: ActivationState & Props, news: Props) {
      run.standsOn(olds.secretArn);
      const isRefresh = run.isShownByRefresh(id);
      if (!isRefresh) await assertMayMove(olds, news as unknown as ActivationInputs, () => open(olds.region));
      const { changes, plan } = isRefresh
        ? diffAfterRefresh(olds, news, local.now())
        : diffActivation(olds, news, local.now(), run.planOf(olds.secretArn));
      if (plan !== "") local.tell(`${String(news["owner"])}: ${plan}`);
      return { changes };
    },
    async create(inputs: ActivationInputs) {
      const facts = await createActivation(inputs, open(inputs.region));
      run.standsOn(inputs.secretArn);
      return { id: inputs.owner, outs: { ...inputs, ...facts } };
    },
    async read(id, state: ActivationState) {
      const found = await readActivation(state, open(state.region));
      if (found === undefined) return GONE;
      run.wasRead(id);
      return { id, props: found };
    },
    async update(_id, olds: ActivationState, news: ActivationInputs) {
      const facts = await updateActivation(olds, news, open(news.region));
      run.standsOn(news.secretArn);
      return { outs: { ...news, ...facts } };
    },
    // Labels stay where they are: an Activation owns no secret, and its key resource decides what becomes of that
    delete: () => Promise.resolve(),
  });
}

function sharedName({ secretName = "" }: KeyInputs): PartnerKeysError {
  return failure("ERR_SECRET_NOT_OURS", {
    doing: `creating secret ${secretName}`,
    what: "another resource of this program keeps its key in it",
    advice: "give each key a secretName of its own",
  });
}

/** An empty id tells the engine that the resource is gone. */
const GONE = { id: "", props: {} };

function whoOf(type: string, inputs: Props): Who {
  return { type, owner: String(inputs["owner"]) };
}

function forEngine({ inputs, failures }: Checked): pulumi.dynamic.CheckResult {
  return { inputs, failures: [...failures] };
}

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
