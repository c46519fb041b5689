import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { signRequest } from "../resources/partners/signRequest";
import { createSigner, type SignerEvent } from "../resources/signer";

/** Where a client finds its keys, and whom it calls. */
export interface ClientSetting {
  readonly privateKeySecretArn: string;
  readonly apiKeySecretArn: string;
  readonly origin: string;
  readonly aws: SecretsManagerClient;
}

/** What calls the partner: one POST, named by its id, and the status it ended with. */
export interface SigningClient {
  readonly name: string;
  send(id: string): Promise<number>;
  close(): void;
}

const post = (id: string) => ({ method: "POST", body: '{"amount":1}', headers: { "x-request-id": id } });

/** How most services do it: the key is read once and kept for an hour, as AWS's caching clients do by default. */
export function cachingClient(setting: ClientSetting): SigningClient {
  const keys = new CurrentKeys(setting);
  return { name: "caches AWSCURRENT", send: async (id) => keys.send(id), close: () => undefined };
}

/** The same, and AWSCURRENT is read again after a 401, once for each request. */
export function rereadingClient(setting: ClientSetting): SigningClient {
  const keys = new CurrentKeys(setting);
  return {
    name: "reads AWSCURRENT again on 401",
    async send(id) {
      const status = await keys.send(id);
      if (status !== 401) return status;
      keys.forget();
      return keys.send(id);
    },
    close: () => undefined,
  };
}

/** The signer of this package. It reads through `aws`, so that the reads of each client can be told apart. */
export function signerClient(setting: ClientSetting, onEvent?: (event: SignerEvent) => void): SigningClient {
  const { aws, ...options } = setting;
  const signer = createSigner({
    ...options,
    ...(onEvent ? { onEvent } : {}),
    async read(SecretId, VersionStage) {
      const answer = await aws.send(new GetSecretValueCommand({ SecretId, VersionStage })).catch((error: unknown) => {
        if (error instanceof Error && error.name === "ResourceNotFoundException") return undefined;
        throw error;
      });
      return answer && { versionId: answer.VersionId ?? "", value: answer.SecretString ?? "" };
    },
  });
  return {
    name: "signer of this package",
    async send(id) {
      const answer = await signer.fetch(`${setting.origin}/v1/orders`, post(id));
      await answer.arrayBuffer();
      return answer.status;
    },
    close: () => signer.close(),
  };
}

class CurrentKeys {
  private known: Promise<readonly [string, string]> | undefined;

  constructor(private readonly setting: ClientSetting) {}

  forget(): void {
    this.known = undefined;
  }

  async send(id: string): Promise<number> {
    const { privateKeySecretArn, apiKeySecretArn, origin } = this.setting;
    this.known ??= Promise.all([this.read(privateKeySecretArn), this.read(apiKeySecretArn)]);
    const [privateKeyPem, apiKey] = await this.known;
    const url = `${origin}/v1/orders`;
    const { body, headers, method } = post(id);
    const timestamp = Math.floor(Date.now() / 1000);
    const signed = signRequest({ url, body, timestamp, privateKeyPem, apiKey });
    const answer = await fetch(url, { method, body, headers: { ...headers, ...signed }, redirect: "manual" });
    await answer.arrayBuffer();
    return answer.status;
  }

  private async read(SecretId: string): Promise<string> {
    const command = new GetSecretValueCommand({ SecretId, VersionStage: "AWSCURRENT" });
    return (await this.setting.aws.send(command)).SecretString ?? "";
  }
}
