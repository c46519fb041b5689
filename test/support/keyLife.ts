import * as assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import type { ResourceType } from "../../resources/kinds/kinds";
import type { FakeWorld } from "./fakeWorld";

export type Props = Record<string, unknown>;

/** What a person is told where a secret is ours by its tag and its key was in no state. */
export const WHOSE_IT_MAY_BE =
  "if you have not forced that, the resource moved (docs/refactor.md), or another backend has a stack of this name (docs/limits.md)";
type Providers = ReturnType<FakeWorld["providers"]>;

/** What the engine keeps of a resource. */
export interface InState {
  readonly id: string;
  readonly outs: Props;
}

const PEM = /PRIVATE KEY-----/;

/** Drives one provider as the engine does, and looks for stored values in everything that comes back. */
export class KeyLife {
  constructor(
    readonly world: FakeWorld,
    private readonly type: ResourceType,
    private readonly base: Props,
    private readonly providers: Providers = world.providers(),
  ) {}

  /** A resource beside this one in the same run: one plugin process serves all. */
  beside(type: ResourceType, base: Props): KeyLife {
    return new KeyLife(this.world, type, base, this.providers);
  }

  get provider(): Providers[ResourceType] {
    return this.providers[this.type];
  }

  /** check, then create, as for a new resource or a replacement. */
  async create(news: Props = {}): Promise<InState> {
    const inputs = await this.checked({}, news);
    return this.seen(await this.provider.create(inputs)) as InState;
  }

  /** check, then diff: what a preview shows. */
  async diff(state: InState, news: Props = {}): Promise<{ changes?: boolean; replaces?: string[] }> {
    const diff = await this.provider.diff?.(state.id, state.outs, await this.checked(state.outs, news));
    return this.seen(diff ?? assert.fail("no diff"));
  }

  /** check, diff, and an update where the diff asks for one. */
  async update(state: InState, news: Props = {}): Promise<InState> {
    const inputs = await this.checked(state.outs, news);
    const diff = await this.provider.diff?.(state.id, state.outs, inputs);
    assert.deepEqual(diff?.replaces ?? [], [], "this asks for a new key");
    if (diff?.changes !== true) return state;
    const answer = await this.provider.update?.(state.id, state.outs, inputs);
    return this.seen({ id: state.id, outs: answer?.outs as Props });
  }

  /** `undefined`: the resource is gone. */
  async refresh(state: InState): Promise<InState | undefined> {
    const found: pulumi.dynamic.ReadResult =
      (await this.provider.read?.(state.id, state.outs)) ?? assert.fail("no read");
    const { id = "" } = found;
    return this.seen(id === "" ? undefined : { id, outs: found.props as Props });
  }

  async delete(state: InState): Promise<void> {
    await this.provider.delete?.(state.id, state.outs);
  }

  async checked(olds: Props, news: Props): Promise<Props> {
    // The engine hands over JSON: an input that is undefined is absent
    const sent = JSON.parse(JSON.stringify({ ...this.base, ...news })) as Props;
    const checked: pulumi.dynamic.CheckResult = (await this.provider.check?.(olds, sent)) ?? assert.fail("no check");
    assert.deepEqual(checked.failures, []);
    return this.seen(checked.inputs as Props);
  }

  /** Everything an operation answers is JSON, and nothing of it is a value that was stored. */
  private seen<T>(answer: T): T {
    if (answer === undefined) return answer;
    const text = JSON.stringify(answer);
    assert.deepEqual(JSON.parse(text), answer, "the engine takes JSON only: no undefined, no Date");
    assertNoValue(this.world, "an answer of the provider", text);
    return answer;
  }
}

/** No private key and no API key that is or was in the store may be in this text. */
export function assertNoValue(world: FakeWorld, where: string, text: string): void {
  assert.doesNotMatch(text, PEM, `${where} holds a private key`);
  for (const value of world.store.values) {
    for (const line of value.split("\n").filter((line) => line.length >= 16 && !line.startsWith("---"))) {
      // A JSON secret holds the public half too: only its private part is looked for, by the PEM header above
      if (!line.startsWith("{")) assert.ok(!text.includes(line), `${where} holds a stored value`);
    }
  }
}

/** Looks back at the lines told and the errors of a test. */
export function assertNothingTold(world: FakeWorld, ...errors: readonly Error[]): void {
  for (const line of world.told) assertNoValue(world, "a line told", line);
  for (const { message, stack } of errors) assertNoValue(world, "an error", `${message}\n${stack ?? ""}`);
}

/** The labels of every version of a secret that has any. */
export async function labels(world: FakeWorld, secretId: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const secret = await world.store.describe(secretId);
  return (secret ?? assert.fail(`no secret ${secretId}`)).stages;
}
