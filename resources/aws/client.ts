import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { assertAllowed, guardsAccounts } from "./account";
import { accountIn } from "./arn";
import { clientOptions } from "./clientOptions";
import { credentialsOf } from "./credentials";
import "./quietSdk";
import type { AwsSettings, ReadEnvironment } from "./settings/awsSettings";
import { Sts } from "./sts";
import { openTransport } from "./openTransport";

export interface OpenClient {
  readonly client: SecretsManagerClient;
  /** `host:port` of the last request, for error messages. */
  readonly endpoint: () => string;
  /** Throws where the settings forbid the account that a call for this secret, a name or an ARN, would end in. */
  readonly assertAccount: (doing: string, secretId: string) => Promise<void>;
}

/** A client for one region, with everything that the settings say about account, credentials and the way there. */
export function openClient(region: string, settings: AwsSettings, environment: ReadEnvironment): OpenClient {
  const transport = openTransport(settings, environment);
  const sts = new Sts(clientOptions("sts", settings.stsRegion ?? region, settings, transport));
  const client = new SecretsManagerClient({
    ...clientOptions("secretsmanager", region, settings, transport),
    credentials: credentialsOf(settings, environment, sts, transport),
  });
  let endpoint = `Secrets Manager in ${region}`;

  client.middlewareStack.add(
    (next) => async (args) => {
      const { hostname, port } = args.request as { hostname?: string; port?: number };
      if (hostname) endpoint = port ? `${hostname}:${port}` : hostname;
      return next(args);
    },
    { step: "finalizeRequest", name: "rememberEndpoint" },
  );

  client.middlewareStack.addRelativeTo(retryGarbledAnswers as RelativeMiddleware, {
    relation: "before",
    toMiddleware: "deserializerMiddleware",
    name: "retryGarbledAnswers",
  });

  let account: Promise<string> | undefined;
  const askAccount = async () =>
    (await client.config.credentials()).accountId ?? sts.account(client.config.credentials);

  return {
    client,
    endpoint: () => endpoint,
    async assertAccount(doing, secretId) {
      if (!guardsAccounts(settings)) return;
      assertAllowed(doing, accountIn(secretId) ?? (await (account ??= askAccount())), settings);
    },
  };
}

type RelativeMiddleware = Parameters<SecretsManagerClient["middlewareStack"]["addRelativeTo"]>[0];

/**
 * A 200 whose body is not JSON is not retried by the SDK, although the call may have been committed. All our calls are
 * safe to repeat (same ClientRequestToken, compare-and-swap), so it is marked as retryable.
 */
function retryGarbledAnswers(next: (args: unknown) => Promise<unknown>): (args: unknown) => Promise<unknown> {
  return async (args) => {
    try {
      return await next(args);
    } catch (error) {
      if (error instanceof SyntaxError) Object.assign(error, { $retryable: { throttling: false } });
      throw error;
    }
  };
}
