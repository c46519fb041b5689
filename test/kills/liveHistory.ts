import { API_KEY_SECRET, PRIVATE_KEY_SECRET } from "../support/programs";
import type { RewindableBackend } from "./rewindableBackend";
import type { StartingPoint } from "./startingPoint";

/** Which versions were live, one after the other, looked at after every call that the deployer made. */
export class LiveHistory {
  readonly privateKey: (string | undefined)[] = [];
  readonly apiKey: (string | undefined)[] = [];
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
      if (history.length > 0 && history.at(-1) === live) continue;
      const tookOver = history.at(-1) !== undefined && live !== undefined;
      if (tookOver && !this.start.checkpoint().includes(live)) this.unknown.push(`${live} of ${secret}`);
      history.push(live);
    }
  };
}
