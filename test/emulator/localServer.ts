import * as assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
  type CreateSecretCommandInput,
  type PutSecretValueCommandInput,
} from "@aws-sdk/client-secrets-manager";
import { type LocalServer, startLocalSecretsManager } from "../../emulator";

interface ClientOptions {
  readonly region?: string;
  readonly accessKeyId?: string;
  readonly maxAttempts?: number;
}

/** One server per spec file, and a fresh client and secret name wherever one is asked for. */
export class TestServer {
  private running: LocalServer | undefined;
  private readonly clients: SecretsManagerClient[] = [];

  constructor() {
    before(async () => {
      this.running = await startLocalSecretsManager();
    });
    afterEach(() => this.server.hooks.clear());
    after(async () => {
      for (const client of this.clients) client.destroy();
      await this.server.stop();
    });
  }

  get server(): LocalServer {
    assert.ok(this.running, "the server runs only inside tests");
    return this.running;
  }

  /** One attempt by default, so that a test sees the first answer. */
  client({ region = "us-east-1", accessKeyId = "AKIATEST", maxAttempts = 1 }: ClientOptions = {}) {
    const credentials = { accessKeyId, secretAccessKey: "any" };
    const client = new SecretsManagerClient({ endpoint: this.server.url, region, credentials, maxAttempts });
    this.clients.push(client);
    return client;
  }

  /** A call as it is on the wire, past what the SDK adds and checks. */
  async raw(operation: string, body: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(this.server.url, {
      method: "POST",
      headers: {
        "x-amz-target": `secretsmanager.${operation}`,
        authorization: `AWS4-HMAC-SHA256 Credential=AKIATEST/20300101/us-east-1/secretsmanager/aws4_request, SignedHeaders=host, Signature=0`,
        ...headers,
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, unknown>,
    };
  }
}

export const newName = () => `test/${randomUUID()}/x`;

export async function create(client: SecretsManagerClient, input: Partial<CreateSecretCommandInput> = {}) {
  const { ARN, Name, VersionId } = await client.send(
    new CreateSecretCommand({ Name: newName(), SecretString: "one", ...input }),
  );
  return { arn: ARN ?? "", name: Name ?? "", version: VersionId ?? "" };
}

export async function put(client: SecretsManagerClient, secretId: string, input: Partial<PutSecretValueCommandInput>) {
  const { VersionId = "" } = await client.send(
    new PutSecretValueCommand({ SecretId: secretId, SecretString: "two", ...input }),
  );
  return VersionId;
}

export const move = (
  client: SecretsManagerClient,
  SecretId: string,
  VersionStage: string,
  To?: string,
  From?: string,
) =>
  client.send(
    new UpdateSecretVersionStageCommand({ SecretId, VersionStage, MoveToVersionId: To, RemoveFromVersionId: From }),
  );

export async function labels(client: SecretsManagerClient, secretId: string) {
  const { VersionIdsToStages } = await client.send(new DescribeSecretCommand({ SecretId: secretId }));
  return VersionIdsToStages ?? {};
}

export const MARKED_FOR_DELETION = "You can't perform this operation on the secret because it was marked for deletion.";

/** The call must fail as AWS fails it: this exception, HTTP 400, and this text where one is given. */
export async function refused(call: Promise<unknown>, name: string, message?: string | RegExp): Promise<void> {
  const error = await call.then(
    () => assert.fail(`succeeded, but ${name} was expected`),
    (failure: unknown) => failure as Error & { $metadata?: { httpStatusCode?: number; requestId?: string } },
  );
  assert.equal(error.name, name, error.message);
  assert.equal(error.$metadata?.httpStatusCode, 400);
  assert.ok(error.$metadata.requestId, "an error must carry a request id");
  if (typeof message === "string") assert.equal(error.message, message);
  if (message instanceof RegExp) assert.match(error.message, message);
}
