import { randomBytes, randomUUID } from "node:crypto";
import type { Context } from "../../resources/plugin/context";
import { makeProviders } from "../../resources/plugin/provider";
import { secretsManagerStore } from "../../resources/plugin/store/secretsManager";
import { REGION } from "../support/scenario";

type Props = Record<string, unknown>;
export type Kind = "ApiKey" | "RsaKeyPair" | "Activation";

interface Deployed {
  readonly id: string;
  readonly inputs: Props;
  readonly outs: Props;
}

/** What a program declares: the inputs of each resource, those of the activation from the key pair's outputs. */
export interface Program {
  readonly apiKey: Props;
  readonly keyPair: Props;
  readonly activation: (keyPair: Props) => Props;
}

/**
 * Plays the engine: the same calls in the same order, and state is written after each step that succeeded. It stands in
 * for the CLI where a table has hundreds of rows; the provider code, the AWS client and the HTTP in between are real.
 */
export class PluginEngine {
  readonly state = new Map<Kind, Deployed>();
  readonly told: string[] = [];
  private toDelete: { readonly kind: Kind; readonly old: Deployed }[] = [];
  private readonly providers: ReturnType<typeof makeProviders>;

  constructor() {
    const store = secretsManagerStore(REGION, undefined);
    const context: Context = {
      store,
      now: () => new Date(),
      newToken: () => randomUUID(),
      randomBytes: (size) => randomBytes(size),
      readEnvironment: () => undefined,
      readFile: async () => undefined,
      wait: async () => undefined,
      tell: (line) => this.told.push(line),
    };
    this.providers = makeProviders(() => context, context);
  }

  get halfDone(): number {
    return this.toDelete.length;
  }

  outputs(kind: Kind): Props {
    return this.state.get(kind)?.outs ?? {};
  }

  async up(program: Program): Promise<void> {
    await this.deploy("ApiKey", program.apiKey);
    await this.deploy("RsaKeyPair", program.keyPair);
    await this.deploy("Activation", program.activation(this.outputs("RsaKeyPair")));
    while (this.toDelete[0] !== undefined) {
      await this.providers[this.toDelete[0].kind].delete?.(this.toDelete[0].old.id, this.toDelete[0].old.outs);
      this.toDelete.shift();
    }
  }

  async destroy(): Promise<void> {
    for (const kind of ["Activation", "RsaKeyPair", "ApiKey"] as const) {
      const old = this.state.get(kind);
      if (old === undefined) continue;
      await this.providers[kind].delete?.(old.id, old.outs);
      this.state.delete(kind);
    }
  }

  private async deploy(kind: Kind, declared: Props): Promise<void> {
    const provider = this.providers[kind];
    const old = this.state.get(kind);
    const inputs = await this.check(kind, old?.inputs ?? {}, declared);
    if (old === undefined) {
      const { id, outs } = await provider.create(inputs);
      this.state.set(kind, { id, inputs, outs: outs as Props });
      return;
    }
    const diff = (await provider.diff?.(old.id, old.outs, inputs)) ?? {};
    if (diff.changes !== true) return;
    if ((diff.replaces ?? []).length === 0) {
      const updated = await provider.update?.(old.id, old.outs, inputs);
      this.state.set(kind, { id: old.id, inputs, outs: (updated?.outs ?? {}) as Props });
      return;
    }
    const again = await this.check(kind, {}, declared);
    const { id, outs } = await provider.create(again);
    this.state.set(kind, { id, inputs: again, outs: outs as Props });
    this.toDelete.push({ kind, old });
  }

  private async check(kind: Kind, olds: Props, news: Props): Promise<Props> {
    const result = await this.providers[kind].check?.(olds, news);
    const failures = result?.failures ?? [];
    if (failures.length > 0) throw new Error(failures.map((failure) => failure.reason).join("\n"));
    return (result?.inputs ?? news) as Props;
  }
}
