import * as assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-secrets-manager";
import { INCIDENT_OF_API_KEY_OVER, INCIDENT_OVER } from "../support/goals";
import { API_KEY_SECRET, PRIVATE_KEY_SECRET } from "../support/programs";
import type { Scenario } from "../support/scenario";
import { fingerprintOf, live, type World } from "../support/world";
import type { LiveHistory } from "./liveHistory";
import { acknowledged, onlyTheFirst, UP, type Operation } from "./operation";

/** The live key leaks, in acknowledged mode: the very key that is acknowledged. */
export const INCIDENT: Operation = {
  name: "incident",
  prepare: (scenario) => withLabelOfTheirs(scenario, PRIVATE_KEY_SECRET),
  command: () => UP,
  env: (start) => {
    const leaked = fingerprintOf("live", start);
    return acknowledged("start", { acknowledgedFingerprint: leaked, compromised: [leaked] });
  },
  assertLive: (history, start) => assertNeverLiveAgain("privateKey", history, start),
  boundariesOnly: true,
  recoveries: [{ command: () => UP, goal: INCIDENT_OVER }],
};

export const INCIDENT_OF_API_KEY: Operation = {
  name: "incident of the API key",
  prepare: (scenario) => withLabelOfTheirs(scenario, API_KEY_SECRET),
  command: () => UP,
  env: (start) => acknowledged("start", { compromisedApiKeys: [fingerprintOf("live", start, "apiKey")] }),
  assertLive(history, start) {
    onlyTheFirst(history, start);
    assertNeverLiveAgain("apiKey", history, start);
  },
  boundariesOnly: true,
  recoveries: [{ command: () => UP, goal: INCIDENT_OF_API_KEY_OVER }],
};

/** A label more than AWSCURRENT, so that there is an order in which they go. */
async function withLabelOfTheirs(scenario: Scenario, secret: string): Promise<void> {
  await scenario.up(acknowledged("start"));
  const { versionId } = await scenario.readSecret(secret);
  const move = { SecretId: secret, VersionStage: "of-theirs", MoveToVersionId: versionId };
  await scenario.outOfBand.send(new sdk.UpdateSecretVersionStageCommand(move));
}

/** At no call is the named key live once its first label has moved, and at none is no key live. */
function assertNeverLiveAgain(key: "privateKey" | "apiKey", history: LiveHistory, start: World): void {
  const [first, ...later] = history[key];
  assert.equal(first, live(start[key]));
  assert.equal(later.length, 1, `live after the named key: ${later.map(String).join(", ")}`);
  assert.notEqual(later[0], undefined, "AWSCURRENT was on no version");
  const [, ...moved] = history.labelsOfFirst[key];
  for (const labels of moved)
    assert.ok(!labels.includes("AWSCURRENT"), `live after its first label had moved: ${moved.join("; ")}`);
  assert.equal(moved.at(-1), "");
  assert.deepEqual(history.unknown, [], "a key went live before it was in state");
}
