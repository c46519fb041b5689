import { generateKeyPairSync, randomUUID } from "node:crypto";
import * as sdk from "@aws-sdk/client-secrets-manager";
import type { LocalServer } from "../../emulator";
import { publicKeyFingerprint } from "../../resources/crypto/publicKey/fingerprint";
import { LATEST } from "../../resources/secrets/labels";
import { toLiveRecord } from "../../resources/secrets/liveRecord";

const KIND = "partner-keys:kind";
const OWNER = "partner-keys:owner";

/** A secret as `pulumi up` leaves it behind, made by somebody who may write. */
export interface MadeSecret {
  readonly arn: string;
  readonly name: string;
  readonly liveVersion: string;
  readonly fingerprint: string;
  readonly value: string;
}

/** Makes secrets of this package on the local server, without Pulumi: as many and as old as a test wants. */
export class ListedSecrets {
  readonly values: string[] = [];
  private readonly client: sdk.SecretsManagerClient;

  constructor(
    private readonly server: LocalServer,
    region = "us-east-1",
  ) {
    const credentials = { accessKeyId: "AKIAWRITER", secretAccessKey: "local" };
    this.client = new sdk.SecretsManagerClient({ endpoint: server.url, region, credentials });
  }

  /** A key pair that an Activation looks after: its live key is in the tags. */
  async keyPair(name: string, tags: Readonly<Record<string, string>> = {}): Promise<MadeSecret> {
    const { value, publicKeyPem } = pair();
    const versionId = randomUUID();
    const fingerprint = publicKeyFingerprint(publicKeyPem);
    const record = toLiveRecord({ versionId, fingerprint, publicKeyPem });
    const owner = { [OWNER]: `acme/production/${name.replaceAll("/", "-")}`, [KIND]: "key-pair" };
    const arn = await this.create(name, value, versionId, { ...owner, ...record, ...tags });
    return { arn, name, liveVersion: versionId, fingerprint, value };
  }

  /** An API key, which has no record as long as nothing waits beside it. */
  async apiKey(name: string): Promise<MadeSecret> {
    const value = `key-${randomUUID()}-${randomUUID()}`;
    const versionId = randomUUID();
    const tags = { [OWNER]: `acme/production/${name.replaceAll("/", "-")}`, [KIND]: "api-key" };
    return {
      arn: await this.create(name, value, versionId, tags),
      name,
      liveVersion: versionId,
      fingerprint: "",
      value,
    };
  }

  async create(name: string, value: string, token: string, tags: Readonly<Record<string, string>>): Promise<string> {
    this.values.push(value);
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const made = await this.client.send(
      new sdk.CreateSecretCommand({ Name: name, SecretString: value, ClientRequestToken: token, Tags }),
    );
    return made.ARN ?? "";
  }

  /** A new version, as a rotation adds it. */
  async add(arn: string, stage: "AWSPENDING" | "AWSCURRENT"): Promise<string> {
    const { value } = pair();
    this.values.push(value);
    const token = randomUUID();
    const input = { SecretId: arn, SecretString: value, ClientRequestToken: token, VersionStages: [stage, LATEST] };
    await this.client.send(new sdk.PutSecretValueCommand(input));
    return token;
  }

  async move(arn: string, stage: string, from: string, to: string): Promise<void> {
    const move = { SecretId: arn, VersionStage: stage, RemoveFromVersionId: from, MoveToVersionId: to };
    await this.client.send(new sdk.UpdateSecretVersionStageCommand(move));
  }

  async read(arn: string): Promise<void> {
    await this.client.send(new sdk.GetSecretValueCommand({ SecretId: arn }));
  }

  async delete(arn: string): Promise<void> {
    await this.client.send(new sdk.DeleteSecretCommand({ SecretId: arn, RecoveryWindowInDays: 7 }));
  }

  pass(days: number): void {
    this.server.clock.advance(days * 24 * 60 * 60 * 1000);
  }

  close(): void {
    this.client.destroy();
  }
}

function pair() {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519", {
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  return { value: privateKey, publicKeyPem: publicKey };
}
