import * as assert from "node:assert/strict";
import { createHash, createPublicKey } from "node:crypto";
import type { KeyVersion } from "../../resources";
import { holder } from "./converged";
import type { StoredVersion } from "./scenario";
import { nameIn, type KeyWorld, type World } from "./world";

const LATEST = "partner-keys-latest";
const sha256 = (bytes: Buffer | string) => "SHA256:" + createHash("sha256").update(bytes).digest("base64");

/**
 * What must hold of a component after every recovery, whatever went wrong before: AWS and state tell the same, each
 * label is where the state says, each secret carries our tags, each resource is there once and none is half-done.
 */
export function assertWhole(world: World): void {
  const names = world.resources.map(({ urn }) => nameIn(urn));
  assert.deepEqual(names, [...new Set(names)], "a resource is in state twice");
  assert.equal(names.length, 5, `not all resources are in state: ${names.join(", ")}`);
  assert.ok(!world.resources.some((resource) => resource.delete), "a replaced key waits to be deleted");
  assertKeyWhole(world.privateKey);
  assertKeyWhole(world.apiKey);
}

function assertKeyWhole(world: KeyWorld): void {
  const { secret, versions, description, key, activation } = world;
  assert.ok(description, `${secret} is gone`);
  assert.equal(description.DeletedDate, undefined, `${secret} is scheduled for deletion`);
  const newest = String(key?.outputs?.["versionId"]);
  assert.ok(holder(versions, "AWSCURRENT"), `${secret} has no live version`);
  for (const [stage, output] of [
    ["AWSCURRENT", "live"],
    ["AWSPENDING", "pending"],
    ["AWSPREVIOUS", "previous"],
  ] as const) {
    const told = activation?.outputs?.[output] as KeyVersion | null | undefined;
    const held = holder(versions, stage);
    assert.equal(held?.versionId, told?.versionId, `${secret}: ${stage} is not on the key the state calls ${output}`);
    if (held && told) assertTold(secret, held, told);
  }
  assert.ok(
    versions.some(({ versionId }) => versionId === newest),
    `${secret}: the version in state does not exist`,
  );
  // A secret with one version has no label of ours: CreateSecret cannot set one
  assert.equal(holder(versions, LATEST)?.versionId, versions.length > 1 ? newest : undefined, `${secret}: ${LATEST}`);
  assertTags(world);
}

/** The public facts of a key in state are those of the value in AWS. */
function assertTold(secret: string, { value }: StoredVersion, told: KeyVersion): void {
  if (!value.startsWith("-----")) return assert.equal(told.fingerprint, sha256(value), `${secret}: fingerprint`);
  const publicKey = createPublicKey(value);
  assert.equal(told.publicKeyPem, publicKey.export({ type: "spki", format: "pem" }), `${secret}: public key`);
  assert.equal(told.fingerprint, sha256(publicKey.export({ type: "spki", format: "der" })), `${secret}: fingerprint`);
}

function assertTags({ secret, versions, description, key }: KeyWorld): void {
  const tags = Object.fromEntries((description?.Tags ?? []).map(({ Key = "", Value }) => [Key, Value]));
  const { owner, tags: declared, description: text, kmsKeyId } = key?.inputs ?? {};
  assert.equal(tags["partner-keys:owner"], owner, `${secret}: owner`);
  const own = Object.fromEntries(Object.entries(tags).filter(([name]) => !name.startsWith("partner-keys:")));
  assert.deepEqual(own, declared ?? {}, `${secret}: tags`);
  assert.equal(description?.Description, text, `${secret}: description`);
  assert.equal(description?.KmsKeyId, kmsKeyId, `${secret}: KMS key`);
  // The record of the live key may be missing as long as nothing is pending; it is never wrong
  const recorded = tags["partner-keys:live-version"];
  if (recorded !== undefined || holder(versions, "AWSPENDING"))
    assert.equal(recorded, holder(versions, "AWSCURRENT")?.versionId, `${secret}: record of the live key`);
}

/** The same versions with the same labels. */
export function assertUntouched(start: KeyWorld, now: KeyWorld): void {
  const labels = ({ versions }: KeyWorld) => versions.map(({ versionId, stages }) => [versionId, stages]);
  assert.deepEqual(labels(now), labels(start), `${now.secret} was touched`);
}
