import * as assert from "node:assert/strict";
import { GetSecretValueCommand, PutResourcePolicyCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { startLocalSecretsManager, type Backend, type LocalServer } from "../../emulator";
import { openClient } from "../../resources/aws/client";
import type { AwsSettings } from "../../resources/aws/settings/awsSettings";
import { secretsManagerStore } from "../../resources/secrets/secretsManager";
import type { SecretStore } from "../../resources/secrets/secretStore";
import type { StoreUnderTest } from "./storeRows";

const DEPLOYER = "AKIADEPLOYER";
const CONSUMER = "AKIACONSUMER";
const REGION = "us-east-1";
const VARIABLES = [
  "AWS_ENDPOINT_URL_SECRETS_MANAGER",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_EC2_METADATA_DISABLED",
];

/** Our store through the real SDK, as the key that deploys and may not read, and a second key that reads. */
export class DeployedStore implements StoreUnderTest {
  private readonly before = VARIABLES.map((name) => [name, process.env[name]] as const);

  private constructor(
    readonly server: LocalServer,
    readonly store: SecretStore,
    private readonly consumer: SecretsManagerClient,
  ) {}

  static async start(backend?: Backend): Promise<DeployedStore> {
    const server = await startLocalSecretsManager(backend === undefined ? {} : { backend });
    server.hooks.deny(DEPLOYER, ["GetSecretValue", "BatchGetSecretValue"]);
    const consumer = new SecretsManagerClient({
      endpoint: server.url,
      region: REGION,
      credentials: { accessKeyId: CONSUMER, secretAccessKey: "local" },
    });
    const started = new DeployedStore(server, storeIn(REGION), consumer);
    // The SDK reads them at the first call of each client, from the process: so stores are used one after the other
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url,
      AWS_ACCESS_KEY_ID: DEPLOYER,
      AWS_SECRET_ACCESS_KEY: "local",
      AWS_EC2_METADATA_DISABLED: "true",
    });
    return started;
  }

  /** `host:port`, as messages name the endpoint. */
  get endpoint(): string {
    return `127.0.0.1:${this.server.port}`;
  }

  storeIn(region: string): SecretStore {
    return storeIn(region);
  }

  readonly valueOf = async (secretId: string, versionId: string): Promise<string | undefined> => {
    const answer = await this.consumer.send(new GetSecretValueCommand({ SecretId: secretId, VersionId: versionId }));
    return answer.SecretString;
  };

  readonly putResourcePolicy = async (secretId: string, policy: object): Promise<void> => {
    const ResourcePolicy = JSON.stringify(policy);
    await this.consumer.send(new PutResourcePolicyCommand({ SecretId: secretId, ResourcePolicy }));
  };

  async stop(): Promise<void> {
    for (const [name, value] of this.before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    this.consumer.destroy();
    await this.server.stop();
  }
}

const NO_SETTINGS: AwsSettings = { assumeRoles: [], endpoints: {} };

function storeIn(region: string): SecretStore {
  return secretsManagerStore(
    openClient(
      region,
      NO_SETTINGS,
      (name) => process.env[name],
      (line) => assert.fail(line),
    ),
  );
}
