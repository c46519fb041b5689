import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as sdk from "@aws-sdk/client-secrets-manager";
import type { Scenario } from "../support/scenario";

/** What a released version left behind: its state, and what Secrets Manager held. No values: they are never read. */
export interface FrozenState {
  /** Lines of the index.ts that made it, and the environment of the last run. */
  readonly program: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly secrets: readonly FrozenSecret[];
  /** Answer of `pulumi stack export`. */
  readonly state: { readonly deployment: { readonly resources: readonly object[] } };
}

export interface FrozenSecret {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  readonly tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[];
  /** Oldest first. */
  readonly versions: readonly { readonly versionId: string; readonly stages: readonly string[] }[];
}

export const STACK = "dev";
export const BORROWED = "acme/borrowed";
export const FROZEN_FILE = "frozen.json";
/** What a program left behind whose component was given an aws provider. */
export const UNDER_AWS_FILE = "underAws.json";

/** What a program left behind whose keys have certificates and signing requests, or were taken over. */
export const CERTIFIED_FILE = "certified.json";

/** What a program left behind with keys that have ids of the partner, and with keys that go live once they were published. */
export const ACKNOWLEDGED_FILE = "acknowledged.json";

/** Folders of the versions that were frozen, such as `v0.1.0`. */
export function frozenVersions(): string[] {
  return readdirSync(__dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^v\d/.test(entry.name))
    .map((entry) => entry.name);
}

export function readFrozen(version: string, file = FROZEN_FILE): FrozenState {
  return JSON.parse(readFileSync(join(__dirname, version, file), "utf8")) as FrozenState;
}

/** What Secrets Manager holds of one secret, as {@link recreate} makes it again. */
export async function describeSecret(scenario: Scenario, name: string): Promise<FrozenSecret> {
  const { ARN = "", Description = "", Tags = [] } = await scenario.describe(name);
  const list = new sdk.ListSecretVersionIdsCommand({ SecretId: name, IncludeDeprecated: true });
  const { Versions = [] } = await scenario.outOfBand.send(list);
  const byAge = Versions.sort((a, b) => Number(a.CreatedDate) - Number(b.CreatedDate));
  const versions = byAge.map(({ VersionId = "", VersionStages = [] }) => ({
    versionId: VersionId,
    stages: [...VersionStages].sort(),
  }));
  return { name, arn: ARN, description: Description, tags: Tags, versions };
}

/**
 * Makes the secrets of a frozen state again: same names, version ids, labels, tags; values are new. Their ARNs end in
 * another suffix, so the state is returned with those of the new ones.
 */
export async function recreate(scenario: Scenario, frozen: FrozenState): Promise<FrozenState["state"]> {
  let state = JSON.stringify(frozen.state);
  for (const secret of frozen.secrets) {
    const arn = await recreateSecret(scenario, secret);
    state = state.replaceAll(secret.arn, arn);
  }
  return JSON.parse(state) as FrozenState["state"];
}

async function recreateSecret(scenario: Scenario, secret: FrozenSecret): Promise<string> {
  const [first, ...later] = secret.versions;
  const value = () => randomBytes(48).toString("base64");
  const { ARN } = await scenario.outOfBand.send(
    new sdk.CreateSecretCommand({
      Name: secret.name,
      SecretString: value(),
      ClientRequestToken: first?.versionId,
      Tags: secret.tags.map(({ Key, Value }) => ({ Key, Value })),
      ...(secret.description === "" ? {} : { Description: secret.description }),
    }),
  );
  for (const { versionId, stages } of later) {
    const put = { SecretId: secret.name, SecretString: value(), ClientRequestToken: versionId };
    // What was superseded was current once, and is superseded again by the next one
    const wasCurrent = stages.every((stage) => stage === "AWSPREVIOUS");
    const VersionStages = wasCurrent ? ["AWSCURRENT"] : [...stages];
    await scenario.outOfBand.send(new sdk.PutSecretValueCommand({ ...put, VersionStages }));
  }
  return ARN ?? "";
}
