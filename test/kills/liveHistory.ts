import { factsOf, KEY_ID } from "../../resources/secrets/about";
import { API_KEY_SECRET, PRIVATE_KEY_SECRET } from "../support/programs";
import type { RewindableBackend } from "./rewindableBackend";
import type { StartingPoint } from "./startingPoint";

/** Which versions were live, one after the other, looked at after every call that the deployer made. */
export class LiveHistory {
  readonly privateKey: (string | undefined)[] = [];
  readonly apiKey: (string | undefined)[] = [];
  /** Versions that were live while the tags had no id for them, which every key has where the partner does not assign one. */
  readonly withoutId: string[] = [];
  /** Versions that took over from another one before the state on disk told of them. */
  readonly unknown: string[] = [];

  constructor(
    private readonly backend: RewindableBackend,
    private readonly start: StartingPoint,
  ) {
    this.look();
  }

  readonly look = (): void => {
    for (const [history, secret] of [
      [this.privateKey, PRIVATE_KEY_SECRET],
      [this.apiKey, API_KEY_SECRET],
    ] as const) {
      const versions = [...this.backend.versionsOf(secret)];
      const live = versions.find(([, stages]) => stages.includes("AWSCURRENT"))?.[0];
      const isKeyPair = secret === PRIVATE_KEY_SECRET && live !== undefined;
      if (isKeyPair && factsOf(this.backend.tagsOf(secret), live)?.[KEY_ID] === undefined) this.withoutId.push(live);
      if (history.length > 0 && history.at(-1) === live) continue;
      const tookOver = history.at(-1) !== undefined && live !== undefined;
      if (tookOver && !this.start.checkpoint().includes(live)) this.unknown.push(`${live} of ${secret}`);
      history.push(live);
    }
  };
}
