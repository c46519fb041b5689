import * as sdk from "@aws-sdk/client-secrets-manager";
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { startLocalSecretsManager, type LocalServer } from "../../../emulator";
import { startLocalPartner, type LocalPartner, type PartnerOptions } from "../../../emulator/partner";
import { createSigner, type Signer, type SignerEvent, type SignerOptions } from "../../../resources/signer";
import { NO_AWS_FILES } from "../../../workbench/noAwsFiles";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

export const READER = "AKIASIGNER";
export const API_KEY = "the-api-key-of-this-run";
const KEYS = { AWS_ACCESS_KEY_ID: READER, AWS_SECRET_ACCESS_KEY: "local" };
const ENVIRONMENT = { ...KEYS, ...NO_AWS_FILES, AWS_EC2_METADATA_DISABLED: "true" };

export const rsaKeyPem = (type: "pkcs1" | "pkcs8" = "pkcs1") =>
  generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type, format: "pem" }).toString();
export const publicPemOf = (privateKeyPem: string) =>
  createPublicKey(privateKeyPem).export({ type: "spki", format: "pem" }).toString();

/** A secret in the local Secrets Manager, a local partner, and signers between them that use the real AWS SDK. */
export class LocalRotation {
  readonly events: SignerEvent[] = [];
  readonly errors: unknown[] = [];
  private readonly signers: Signer[] = [];
  private readonly before = { ...process.env };

  private constructor(
    readonly server: LocalServer,
    readonly partner: LocalPartner,
    private readonly deployer: sdk.SecretsManagerClient,
    readonly privateKeySecretArn: string,
    readonly apiKeySecretArn: string,
  ) {
    // As a service has them: the signer's client takes both from the SDK's own chain
    Object.assign(process.env, ENVIRONMENT, { AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url });
  }

  /** The first key is live, and the partner knows it where it can be had as a public key. */
  static async start(first: string, options: Partial<PartnerOptions> = {}): Promise<LocalRotation> {
    const server = await startLocalSecretsManager();
    const partner = await startLocalPartner({ slots: 1, apiKeys: [API_KEY], ...options });
    const credentials = { accessKeyId: "AKIADEPLOYER", secretAccessKey: "local" };
    const deployer = new sdk.SecretsManagerClient({ endpoint: server.url, region: "us-east-1", credentials });
    const create = async (Name: string, SecretString: string) =>
      String((await deployer.send(new sdk.CreateSecretCommand({ Name, SecretString }))).ARN);
    const arns = [await create("acme/private.pem", first), await create("acme/apikey", API_KEY)] as const;
    return new LocalRotation(server, partner, deployer, ...arns);
  }

  signer(options: Partial<SignerOptions> = {}): Signer {
    const signer = createSigner({
      privateKeySecretArn: this.privateKeySecretArn,
      apiKeySecretArn: this.apiKeySecretArn,
      origin: this.partner.url,
      onEvent: (event) => this.events.push(event),
      ...options,
    });
    this.signers.push(signer);
    return signer;
  }

  /** A new version, pending as a stack stages it. @returns its id */
  async stage(value: string): Promise<string> {
    const put = new sdk.PutSecretValueCommand({
      SecretId: this.privateKeySecretArn,
      SecretString: value,
      VersionStages: ["AWSPENDING"],
    });
    return String((await this.deployer.send(put)).VersionId);
  }

  async promote(to: string, from: string): Promise<void> {
    const move = { SecretId: this.privateKeySecretArn, MoveToVersionId: to };
    await this.deployer.send(
      new sdk.UpdateSecretVersionStageCommand({ ...move, VersionStage: "AWSCURRENT", RemoveFromVersionId: from }),
    );
    await this.deployer.send(
      new sdk.UpdateSecretVersionStageCommand({
        SecretId: this.privateKeySecretArn,
        VersionStage: "AWSPENDING",
        RemoveFromVersionId: to,
      }),
    );
  }

  /** The live version of the private key. */
  async live(): Promise<string> {
    const described = await this.deployer.send(new sdk.DescribeSecretCommand({ SecretId: this.privateKeySecretArn }));
    const stages = Object.entries(described.VersionIdsToStages ?? {});
    return String(stages.find(([, labels]) => labels.includes("AWSCURRENT"))?.[0]);
  }

  async tag(tags: Readonly<Record<string, string>>): Promise<void> {
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await this.deployer.send(new sdk.TagResourceCommand({ SecretId: this.privateKeySecretArn, Tags }));
  }

  async replaceApiKey(value: string): Promise<void> {
    await this.deployer.send(new sdk.PutSecretValueCommand({ SecretId: this.apiKeySecretArn, SecretString: value }));
  }

  async scheduleDeletion(): Promise<void> {
    await this.deployer.send(new sdk.DeleteSecretCommand({ SecretId: this.privateKeySecretArn }));
  }

  /** Of signers that are made from now on. */
  dropCredentials(): void {
    for (const name of Object.keys(KEYS)) Reflect.deleteProperty(process.env, name);
  }

  /** Labels that were read, in order. */
  stagesRead(secretArn = this.privateKeySecretArn): string[] {
    return this.server.hooks.calls
      .filter(({ accessKeyId, secretId }) => accessKeyId === READER && secretId === secretArn)
      .map(({ versionStage }) => versionStage);
  }

  async stop(): Promise<void> {
    for (const signer of this.signers) signer.close();
    for (const name of [...Object.keys(ENVIRONMENT), "AWS_ENDPOINT_URL_SECRETS_MANAGER"]) {
      if (this.before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = this.before[name];
    }
    this.deployer.destroy();
    await Promise.all([this.server.stop(), this.partner.stop()]);
  }
}
