import { createPublicKey } from "node:crypto";
import { shortFingerprint } from "../../resources";
import { holder, liveVersion } from "../support/converged";
import { credentials, PRIVATE_KEY_SECRET } from "../support/programs";
import type { Scenario } from "../support/scenario";

type Env = Readonly<Record<string, string>>;

/** One of the operations that are killed: how to get ready for it, what is run, and which keys may be live meanwhile. */
export interface Operation {
  readonly name: string;
  /** Brings the stack to where the operation starts. */
  prepare(scenario: Scenario, round: number): Promise<void>;
  readonly command: readonly string[];
  /** Environment of the killed run and of the `up` that recovers. */
  env(scenario: Scenario, round: number): Promise<Env>;
  /** In acknowledged mode: version ids that may be live during and after it; undefined where any known key may. */
  allowedLive(scenario: Scenario): Promise<readonly (string | undefined)[] | undefined>;
}

const UP = ["up", "--yes", "--skip-preview"];
const DESTROY = ["destroy", "--yes", "--skip-preview"];
const acknowledged = (rotation: string, more: object = {}) => credentials({ rotation, ...more });
const immediate = (rotation: string) => credentials({ rotation, activation: "immediate" });

/** A stack that recovered from the last kill is ready for the next one. */
async function upOnce(scenario: Scenario, env: Env): Promise<void> {
  if ((await scenario.project.resources()).length === 0) await scenario.up(env);
}

async function shortFormOfPending(scenario: Scenario): Promise<string> {
  const pending = holder(await scenario.versions(PRIVATE_KEY_SECRET), "AWSPENDING");
  if (pending === undefined) throw new Error("nothing is pending: the preparation failed");
  return shortFingerprint(createPublicKey(pending.value).export({ type: "spki", format: "pem" }).toString());
}

export const FIRST_CREATE: Operation = {
  name: "first create",
  async prepare(scenario) {
    const forGood = credentials({ recoveryWindowInDays: 0 });
    if ((await scenario.project.resources()).length > 0) {
      await scenario.up(forGood);
      await scenario.run(DESTROY, forGood);
    }
  },
  command: UP,
  env: async () => acknowledged("1"),
  // Once made, the first key stays live: also when the run that made it was killed
  async allowedLive(scenario) {
    const first = await liveVersion(scenario);
    return first === undefined ? undefined : [first];
  },
};

export const IMMEDIATE_ROTATION: Operation = {
  name: "immediate rotation",
  prepare: (scenario) => upOnce(scenario, immediate("start")),
  command: UP,
  env: async (_scenario, round) => immediate(`round ${round}`),
  allowedLive: async () => undefined,
};

export const ACKNOWLEDGED_ROTATION: Operation = {
  name: "acknowledged rotation",
  prepare: (scenario) => upOnce(scenario, acknowledged("start")),
  command: UP,
  env: async (_scenario, round) => acknowledged(`round ${round}`),
  allowedLive: async (scenario) => [await liveVersion(scenario)],
};

export const PROMOTION: Operation = {
  name: "promotion",
  async prepare(scenario, round) {
    await upOnce(scenario, acknowledged("start"));
    await scenario.up(acknowledged(`promotion ${round}`));
  },
  command: UP,
  env: async (scenario, round) =>
    acknowledged(`promotion ${round}`, { acknowledgedFingerprint: await shortFormOfPending(scenario) }),
  async allowedLive(scenario) {
    const versions = await scenario.versions(PRIVATE_KEY_SECRET);
    return ["AWSCURRENT", "AWSPENDING"].map((stage) => holder(versions, stage)?.versionId);
  },
};

export const DESTRUCTION: Operation = {
  name: "destroy",
  prepare: (scenario) => upOnce(scenario, acknowledged("start")),
  command: DESTROY,
  env: async () => acknowledged("start"),
  // A secret that is scheduled for deletion has no readable live key; restored, it is the same one
  allowedLive: async (scenario) => [await liveVersion(scenario), undefined],
};
