import * as sdk from "@aws-sdk/client-secrets-manager";
import { randomBytes } from "node:crypto";
import { startLocalSecretsManager, type LocalServer } from "../emulator";
import { NO_AWS_FILES } from "../workbench/noAwsFiles";
import { PulumiProject } from "../workbench/pulumiProject";

// The SDK's word on its future support of Node 20 says nothing about this run
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
// The signer's client is of this very process
Object.assign(process.env, NO_AWS_FILES);

const DEPLOYER = "AKIADEMODEPLOYER";
const SIGNER = "AKIADEMOSIGNER";
const REGION = "us-east-1";

/** A key as the partner's web app would hand it out, made for this run. */
function issuedApiKey(): string {
  const part = (bytes: number) => randomBytes(bytes).toString("base64url");
  return Buffer.from(JSON.stringify({ key_id: part(10), key: part(32), sandbox: true })).toString("base64url");
}

/** The local Secrets Manager, a signer that may read, and this program in a temporary folder with a deployer that may not. */
export class World {
  private constructor(
    readonly server: LocalServer,
    readonly project: PulumiProject,
    private readonly signer: sdk.SecretsManagerClient,
  ) {}

  static async make(signal: AbortSignal): Promise<World> {
    const server = await startLocalSecretsManager();
    server.hooks.deny(DEPLOYER, ["GetSecretValue", "BatchGetSecretValue"]);
    const project = new PulumiProject({
      signal,
      env: {
        AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url,
        AWS_ACCESS_KEY_ID: DEPLOYER,
        AWS_SECRET_ACCESS_KEY: "local",
        AWS_EC2_METADATA_DISABLED: "true",
        PARTNER_API_KEY: issuedApiKey(),
        PULUMI_NODEJS_TRANSPILE_ONLY: "true", // the program has been type-checked, and a person waits
      },
    });
    return new World(server, project, readerOf(server, SIGNER));
  }

  /** A client of another service that may read. */
  reader(accessKeyId: string): sdk.SecretsManagerClient {
    return readerOf(this.server, accessKeyId);
  }

  /** Reads a secret as the signing client does. */
  async readSecret(secretId: string, stage: "AWSCURRENT" | "AWSPREVIOUS" = "AWSCURRENT"): Promise<string> {
    const answer = await this.signer.send(new sdk.GetSecretValueCommand({ SecretId: secretId, VersionStage: stage }));
    return answer.SecretString ?? "";
  }

  async secretNames(): Promise<string[]> {
    const { SecretList = [] } = await this.signer.send(new sdk.ListSecretsCommand({}));
    return SecretList.map(({ Name = "" }) => Name);
  }

  async close(): Promise<void> {
    this.signer.destroy();
    await this.server.stop();
    this.project.remove();
  }
}

function readerOf({ url }: LocalServer, accessKeyId: string): sdk.SecretsManagerClient {
  const credentials = { accessKeyId, secretAccessKey: "local" };
  return new sdk.SecretsManagerClient({ endpoint: url, region: REGION, credentials });
}
