import * as assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { SecretDescription, SecretStore, WrittenVersion } from "../../../resources/secrets/secretStore";

/** A store, and a way past it to look at values. */
export interface StoreUnderTest {
  readonly store: SecretStore;
  readonly valueOf: (secretId: string, versionId: string) => Promise<string | undefined>;
  /** As somebody else does: the package writes none. */
  readonly putResourcePolicy: (secretId: string, policy: object) => Promise<void> | void;
}

export interface StoreRow {
  readonly title: string;
  /** What moto does instead; the row is not defined there. */
  readonly motoLies?: string;
  readonly run: (under: StoreUnderTest) => Promise<void>;
}

export const newName = () => `contract/${randomUUID()}/key`;
export const newToken = () => randomUUID();

/** Creates a secret that has to be new. */
export async function create(
  store: SecretStore,
  more: Partial<Parameters<SecretStore["create"]>[0]> = {},
): Promise<WrittenVersion> {
  const made = await store.create({ name: newName(), value: "value one", token: newToken(), tags: {}, ...more });
  if ("refused" in made) throw made.refused;
  return made;
}

export async function described(store: SecretStore, secretId: string): Promise<SecretDescription> {
  return (await store.describe(secretId)) ?? assert.fail(`no secret ${secretId}`);
}

export async function labels(store: SecretStore, secretId: string): Promise<Record<string, string[]>> {
  const { stages } = await described(store, secretId);
  return Object.fromEntries(Object.entries(stages).map(([id, held]) => [id, [...held].sort()]));
}
