import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as sdk from "@aws-sdk/client-secrets-manager";
import type { KeyVersion } from "../../resources";
import type { ExportedResource } from "../../workbench/pulumiProject";
import type { Scenario, StoredVersion } from "./scenario";

/** One of the two keys of a PartnerCredentials component: its secret in AWS, and what the state says of it. */
export interface KeyWorld {
  readonly secret: string;
  /** Every version, those without a label too; their values are "" where the secret is scheduled for deletion. */
  readonly versions: readonly StoredVersion[];
  readonly description: sdk.DescribeSecretCommandOutput | undefined;
  readonly key: ExportedResource | undefined;
  readonly activation: ExportedResource | undefined;
}

/** AWS and state of one component, seen at one moment. */
export interface World {
  readonly privateKey: KeyWorld;
  readonly apiKey: KeyWorld;
  /** Resources of the component, the component itself too. */
  readonly resources: readonly ExportedResource[];
  readonly pendingOperations: readonly string[];
}

interface Deployment {
  readonly resources?: readonly ExportedResource[];
  readonly pending_operations?: readonly { readonly type: string; readonly resource: ExportedResource }[];
}

/** The file in which a backend in a folder keeps stack "production" of a scratch project. */
export function checkpointIn(backend: string): string {
  return join(backend, ".pulumi", "stacks", "scratch", "production.json");
}

/** What `pulumi stack export` tells of stack "production" of a scratch project, without a run of the CLI. */
export async function exportState({ project: { folder } }: Scenario): Promise<Deployment> {
  const file = checkpointIn(join(folder, "backend"));
  return (JSON.parse(await readFile(file, "utf8")) as { checkpoint: { latest?: Deployment } }).checkpoint.latest ?? {};
}

/** Looks at the component `component` for the partner `partner`; `state` spares an export where many are looked at. */
export async function readWorld(
  scenario: Scenario,
  component: string,
  partner: string,
  state?: Deployment,
): Promise<World> {
  const { resources = [], pending_operations = [] } = state ?? (await exportState(scenario));
  const isOfComponent = (urn: string) => nameIn(urn) === component || nameIn(urn).startsWith(`${component}-`);
  const own = resources.filter(({ urn }) => isOfComponent(urn));
  const keyWorld = async (secret: string, key: string): Promise<KeyWorld> => {
    const description = await scenario.describe(secret).catch(() => undefined);
    const named = (name: string) => own.find(({ urn, delete: isOld }) => nameIn(urn) === name && isOld !== true);
    return {
      secret,
      description,
      versions: description === undefined ? [] : await versionsOf(scenario, secret, description),
      key: named(`${component}-${key}`),
      activation: named(key === "key-pair" ? `${component}-activation` : `${component}-api-key-activation`),
    };
  };
  return {
    privateKey: await keyWorld(`${partner}/production/private.pem`, "key-pair"),
    apiKey: await keyWorld(`${partner}/production/apikey`, "api-key"),
    resources: own,
    pendingOperations: pending_operations
      .filter(({ resource }) => isOfComponent(resource.urn))
      .map(({ type, resource }) => `${type} ${nameIn(resource.urn)}`),
  };
}

async function versionsOf(
  scenario: Scenario,
  secret: string,
  { DeletedDate }: sdk.DescribeSecretCommandOutput,
): Promise<StoredVersion[]> {
  if (DeletedDate === undefined) return scenario.versions(secret);
  const list = new sdk.ListSecretVersionIdsCommand({ SecretId: secret, IncludeDeprecated: true });
  const { Versions = [] } = await scenario.outOfBand.send(list);
  return Versions.map(({ VersionId = "", VersionStages = [] }) => ({
    versionId: VersionId,
    stages: [...VersionStages].sort(),
    value: "",
  }));
}

export function nameIn(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** Version id that holds a label in AWS. */
export function labelled({ versions }: KeyWorld, stage: string): string | undefined {
  return versions.find((version) => version.stages.includes(stage))?.versionId;
}

/** The version that is live in AWS, and the one that the key's resource stands for. */
export const live = (key: KeyWorld) => labelled(key, "AWSCURRENT");
export const inState = ({ key }: KeyWorld) => key?.outputs?.["versionId"] as string | undefined;

/** What the state tells of a private key. */
export function keyVersionOf(output: "live" | "pending" | "previous", { privateKey }: World): KeyVersion {
  const key = privateKey.activation?.outputs?.[output] as KeyVersion | null | undefined;
  if (!key) throw new Error(`no ${output} key: the preparation failed`);
  return key;
}

export function fingerprintOf(output: "live" | "pending" | "previous", world: World): string {
  return keyVersionOf(output, world).fingerprint;
}
