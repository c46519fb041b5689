import * as assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { API_KEY_SECRET, PRIVATE_KEY_SECRET } from "./programs";
import type { Scenario, StoredVersion } from "./scenario";

function publicPem(version: StoredVersion | undefined): string {
  return version === undefined ? "" : createPublicKey(version.value).export({ type: "spki", format: "pem" }).toString();
}

/** The one version that holds a label, or none. Two would be a broken secret. */
export function holder(versions: readonly StoredVersion[], stage: string): StoredVersion | undefined {
  const holders = versions.filter((version) => version.stages.includes(stage));
  assert.ok(holders.length <= 1, `${stage} is on ${holders.length} versions`);
  return holders[0];
}

/**
 * What "converged" means: both secrets and no other, one live key whose public half the stack tells, AWSPENDING exactly
 * on the key the stack calls pending, and nothing half-done in the state.
 */
export async function assertConverged(scenario: Scenario): Promise<void> {
  assert.deepEqual(await scenario.secretNames(true), [API_KEY_SECRET, PRIVATE_KEY_SECRET]);
  assert.deepEqual(
    await scenario.secretNames(),
    [API_KEY_SECRET, PRIVATE_KEY_SECRET],
    "a secret is scheduled for deletion",
  );
  const resources = await scenario.project.resources();
  const outputs = resources.find((resource) => resource.type === "pulumi:pulumi:Stack")?.outputs ?? {};
  const versions = await scenario.versions(PRIVATE_KEY_SECRET);
  const live = holder(versions, "AWSCURRENT");
  assert.equal(publicPem(live), outputs["publicKeyPem"], "the live key is not the one the stack tells");
  assert.equal(
    publicPem(holder(versions, "AWSPENDING")),
    outputs["pendingPublicKeyPem"] ?? "",
    "AWSPENDING is misplaced",
  );
  assert.ok(holder(await scenario.versions(API_KEY_SECRET), "AWSCURRENT"));
  assert.deepEqual(
    resources.filter((resource) => resource.delete).map((resource) => resource.urn),
    [],
  );
}

/** Version id of the live key, or undefined where there is none (yet). */
export async function liveVersion(scenario: Scenario): Promise<string | undefined> {
  const names = await scenario.secretNames();
  if (!names.includes(PRIVATE_KEY_SECRET)) return undefined;
  return holder(await scenario.versions(PRIVATE_KEY_SECRET), "AWSCURRENT")?.versionId;
}
