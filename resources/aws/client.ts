import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

// On Node 20 the SDK prints seven lines about its own future into every deployment. Which Node we support is for this
// package to say (README, limits); the SDK's major version is pinned by the lock file.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

// Without throwOnRequestTimeout a server that never answers hangs the deployment for ever: the SDK only warns.
const TIMEOUTS = { connectionTimeout: 3_000, requestTimeout: 4_000, throwOnRequestTimeout: true };
const MAX_ATTEMPTS = 5;

export interface OpenClient {
  readonly client: SecretsManagerClient;
  /** `host:port` of the last request, for error messages. */
  readonly endpoint: () => string;
}

/** A client for one region. Credentials, endpoint and proxies come from the SDK's own chain and variables. */
export function openClient(region: string, profile: string | undefined): OpenClient {
  const client = new SecretsManagerClient({
    region,
    ...(profile === undefined ? {} : { profile }),
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: TIMEOUTS,
  });
  let endpoint = `secretsmanager.${region}.amazonaws.com`;

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

  return { client, endpoint: () => endpoint };
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
