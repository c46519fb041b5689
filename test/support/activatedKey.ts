import * as assert from "node:assert/strict";
import { FakeWorld } from "./fakeWorld";
import { KeyLife, type InState, type Props } from "./keyLife";

export interface Candidate {
  readonly versionId: string;
  readonly fingerprint: string;
  readonly publicKeyPem: string;
}

/** A secret of ours with one key, `A`, and the Activation that made it live. */
export class ActivatedKey {
  private constructor(
    readonly world: FakeWorld,
    readonly keys: KeyLife,
    readonly life: KeyLife,
    readonly arn: string,
    readonly A: Candidate,
    readonly live: InState,
    readonly secretInputs: Props,
    readonly activation: Props,
  ) {}

  static async start(): Promise<ActivatedKey> {
    const world = new FakeWorld();
    const secretInputs = { secretName: "partner/private.pem", owner: "project/stack/signer", publishAs: "pending" };
    const keys = new KeyLife(world, "RsaKeyPair", secretInputs);
    const activation = { owner: "project/stack/live" };
    const life = new KeyLife(world, "Activation", activation);
    const first = await keys.create();
    const [secretArn, candidate] = [String(first.outs["secretArn"]), candidateOf(first)];
    const live = await life.create({ secretArn, candidate });
    world.store.calls.length = 0;
    return new ActivatedKey(world, keys, life, secretArn, candidate, live, secretInputs, activation);
  }

  candidateOf(key: InState): Candidate {
    return candidateOf(key);
  }

  /** Another key in the same secret, pending. */
  async newKey(): Promise<Candidate> {
    return candidateOf(await this.keys.create());
  }

  ask(candidate: Candidate, more: Props = {}): Props {
    return { secretArn: this.arn, candidate, ...more };
  }

  acknowledge(candidate: Candidate, key: Candidate): Props {
    return this.ask(candidate, { acknowledgedFingerprint: key.fingerprint });
  }

  /** An update whose preview nobody looked at. */
  async updateUnseen(state: InState, news: Props): Promise<unknown> {
    return this.life.provider.update?.(state.id, state.outs, await this.life.checked(state.outs, news));
  }

  versionIn(state: InState, which: "live" | "pending" | "previous"): string | undefined {
    return (state.outs[which] as Candidate | null)?.versionId;
  }

  /** Live, pending and previous key have to be these. */
  assertKeys(state: InState, [live, pending, previous]: readonly (Candidate | undefined)[]): void {
    const known = {
      live: this.versionIn(state, "live"),
      pending: this.versionIn(state, "pending"),
      previous: this.versionIn(state, "previous"),
    };
    assert.deepEqual(known, { live: live?.versionId, pending: pending?.versionId, previous: previous?.versionId });
  }

  /** The version that the tags name as live. */
  async recorded(): Promise<string | undefined> {
    return (await this.world.store.describe(this.arn))?.tags["partner-keys:live-version"];
  }

  /** Somebody else adds a version that is live at once. */
  async foreignVersion(): Promise<string> {
    const token = "f".repeat(36);
    await this.world.store.put({ secretId: this.arn, value: "somebody-elses-value", token, stages: ["AWSCURRENT"] });
    return token;
  }
}

function candidateOf({ outs }: InState): Candidate {
  return {
    versionId: String(outs["versionId"]),
    fingerprint: String(outs["fingerprint"]),
    publicKeyPem: String(outs["publicKeyPem"]),
  };
}
