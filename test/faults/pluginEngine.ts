import { randomBytes, randomUUID } from "node:crypto";
import type { Context } from "../../resources/plugin/context";
import { makeProviders } from "../../resources/plugin/provider";
import { secretsManagerStore } from "../../resources/plugin/store/secretsManager";
import { REGION } from "../support/scenario";

export type Props = Record<string, unknown>;
type Kind = "ApiKey" | "RsaKeyPair" | "Activation";

interface Deployed {
  readonly kind: Kind;
  readonly id: string;
  readonly inputs: Props;
  readonly outs: Props;
}

/** A resource of the program; its inputs may be made of the outputs of those before it. */
export interface Declared {
  readonly name: string;
  readonly kind: Kind;
  readonly inputs: (outputs: (name: string) => Props) => Props;
}

/**
 * Plays the engine: the same calls in the same order, and state is written after each step that succeeded. It stands in
 * for the CLI where a table has hundreds of rows; the provider code, the AWS client and the HTTP in between are real.
 */
export class PluginEngine {
  readonly told: string[] = [];
  private readonly state = new Map<string, Deployed>();
  private readonly toDelete: Deployed[] = [];
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

  readonly outputs = (name: string): Props => this.state.get(name)?.outs ?? {};

  /** Names of the resources in state. */
  get resources(): string[] {
    return [...this.state.keys()];
  }

  async up(program: readonly Declared[]): Promise<void> {
    for (const { name, kind, inputs } of program) await this.deploy(name, kind, inputs(this.outputs));
    while (this.toDelete[0] !== undefined) {
      await this.delete(this.toDelete[0]);
      this.toDelete.shift();
    }
  }

  /** Last made, first deleted. */
  async destroy(): Promise<void> {
    for (const [name, deployed] of [...this.state].reverse()) {
      await this.delete(deployed);
      this.state.delete(name);
    }
  }

  private async delete({ kind, id, outs }: Deployed): Promise<void> {
    await this.providers[kind].delete?.(id, outs);
  }

  private async deploy(name: string, kind: Kind, declared: Props): Promise<void> {
    const provider = this.providers[kind];
    const old = this.state.get(name);
    const inputs = await this.check(kind, old?.inputs ?? {}, declared);
    if (old === undefined) return this.create(name, kind, inputs);
    const diff = (await provider.diff?.(old.id, old.outs, inputs)) ?? {};
    if (diff.changes !== true) return;
    if ((diff.replaces ?? []).length === 0) {
      const updated = await provider.update?.(old.id, old.outs, inputs);
      this.state.set(name, { kind, id: old.id, inputs, outs: updated?.outs as Props });
      return;
    }
    await this.create(name, kind, await this.check(kind, {}, declared));
    this.toDelete.push(old);
  }

  private async create(name: string, kind: Kind, inputs: Props): Promise<void> {
    const created = await this.providers[kind].create(inputs);
    this.state.set(name, { kind, id: created.id, inputs, outs: created.outs as Props });
  }

  private async check(kind: Kind, olds: Props, news: Props): Promise<Props> {
    const result = await this.providers[kind].check?.(olds, news);
    const failures = result?.failures ?? [];
    if (failures.length > 0) throw new Error(failures.map((failure) => failure.reason).join("\n"));
    return (result?.inputs ?? news) as Props;
  }
}
