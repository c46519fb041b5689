import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import * as sdk from "@aws-sdk/client-secrets-manager";
import { type LocalServer, startLocalSecretsManager } from "../../emulator";
import { motoPython } from "../../workbench/moto";

/**
 * What `aws secretsmanager <operation>` does, without its command line: the AWS CLI is made of botocore. Endpoint,
 * credentials and region come from the variables that `npm run local` prints.
 */
const CALL = `
import botocore.exceptions, botocore.session, json, sys
operation, request = sys.argv[1], json.loads(sys.argv[2])
client = botocore.session.get_session().create_client("secretsmanager")
try:
    answer = getattr(client, operation)(**request)
except botocore.exceptions.ClientError as error:
    answer = {"error": error.response["Error"], "status": error.response["ResponseMetadata"]["HTTPStatusCode"]}
answer.pop("ResponseMetadata", None)
json.dump(answer, sys.stdout, default=lambda date: date.isoformat())
`;

const python = motoPython(); // botocore is one of moto's own dependencies
if (python !== undefined) {
  describe("the local Secrets Manager read by botocore, as the AWS CLI does", () => {
    let server: LocalServer;
    let deployer: sdk.SecretsManagerClient;
    before(async () => {
      server = await startLocalSecretsManager();
      const credentials = { accessKeyId: "local", secretAccessKey: "local" };
      deployer = new sdk.SecretsManagerClient({ endpoint: server.url, region: "us-east-1", credentials });
    });
    after(async () => {
      deployer.destroy();
      await server.stop();
    });

    async function aws(operation: string, request: object): Promise<Record<string, unknown>> {
      const env = {
        PATH: process.env["PATH"],
        AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url,
        AWS_ACCESS_KEY_ID: "local",
        AWS_SECRET_ACCESS_KEY: "local",
        AWS_REGION: "us-east-1",
        AWS_DEFAULT_REGION: "us-east-1",
        AWS_CONFIG_FILE: "/dev/null",
        AWS_EC2_METADATA_DISABLED: "true",
      };
      const args = ["-c", CALL, operation, JSON.stringify(request)];
      const { stdout } = await promisify(execFile)(String(python), args, { env });
      return JSON.parse(stdout) as Record<string, unknown>;
    }

    const newPem = () =>
      generateKeyPairSync("rsa", {
        modulusLength: 2048,
        privateKeyEncoding: { type: "pkcs1", format: "pem" },
        publicKeyEncoding: { type: "spki", format: "pem" },
      }).privateKey;

    it("get-secret-value --version-stage gives each PEM back to the byte, by name and by ARN", async () => {
      const Name = `acme/${randomUUID()}/private.pem`;
      const [live, pending] = [newPem(), newPem()];
      const { ARN } = await deployer.send(new sdk.CreateSecretCommand({ Name, SecretString: live }));
      await deployer.send(
        new sdk.PutSecretValueCommand({ SecretId: Name, SecretString: pending, VersionStages: ["AWSPENDING"] }),
      );
      const current = await aws("get_secret_value", { SecretId: Name, VersionStage: "AWSCURRENT" });
      assert.equal(current["SecretString"], live);
      assert.equal(current["ARN"], ARN);
      assert.deepEqual(current["VersionStages"], ["AWSCURRENT"]);
      const waiting = await aws("get_secret_value", { SecretId: ARN, VersionStage: "AWSPENDING" });
      assert.equal(waiting["SecretString"], pending);
    });

    it("describe-secret, list-secret-version-ids and list-secrets show what is there, dates included", async () => {
      const Name = `acme/${randomUUID()}/apikey`;
      const Tags = [{ Key: "partner-keys:owner", Value: "p/s/r" }];
      const made = await deployer.send(new sdk.CreateSecretCommand({ Name, SecretString: "v", Tags }));
      const described = await aws("describe_secret", { SecretId: Name });
      assert.deepEqual(described["Tags"], Tags);
      assert.deepEqual(described["VersionIdsToStages"], { [String(made.VersionId)]: ["AWSCURRENT"] });
      assert.ok(Math.abs(Date.parse(String(described["CreatedDate"])) - Date.now()) < 60_000);
      const { Versions } = await aws("list_secret_version_ids", { SecretId: Name });
      assert.equal((Versions as { VersionId: string }[])[0]?.VersionId, made.VersionId);
      const { SecretList } = await aws("list_secrets", { Filters: [{ Key: "name", Values: [Name] }] });
      assert.deepEqual(
        (SecretList as { ARN: string }[]).map(({ ARN }) => ARN),
        [made.ARN],
      );
    });

    it("an error arrives with its name, text and HTTP status", async () => {
      assert.deepEqual(await aws("get_secret_value", { SecretId: `none/${randomUUID()}/x` }), {
        error: {
          Code: "ResourceNotFoundException",
          Message: "Secrets Manager can't find the specified secret.",
        },
        status: 400,
      });
    });
  });
}
