import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { assertAllowed, guardsAccounts, OtherAccount } from "./account";
import { accountIn } from "./arn";
import { AwsClock } from "./clock";
import { clientOptions } from "./clientOptions";
import { credentialsOf } from "./credentials";
import "./quietSdk";
import { onceItWorks } from "./onceItWorks";
import { believeOnlyAnswers } from "./onlyAnswers";
import type { AwsSettings, ReadEnvironment } from "./settings/awsSettings";
import { Sts } from "./sts";
import { openTransport } from "./openTransport";

export interface OpenClient {
  readonly client: SecretsManagerClient;
  /** `host:port` of the last request, for error messages. */
  readonly endpoint: () => string;
  /** The time by AWS; `undefined` before its first answer. */
  readonly time: () => Date | undefined;
  /** The account of the credentials. It throws what the SDK throws. */
  readonly account: () => Promise<string>;
  /** Throws where the settings forbid the account that a call for this secret, a name or an ARN, would end in. */
  readonly assertAccount: (doing: string, secretId: string) => Promise<void>;
}

/**
 * A client for one region, with everything that the settings say about account, credentials and the way there.
 *
 * @param tell prints one line to the person who runs the command
 */
export function openClient(
  region: string,
  settings: AwsSettings,
  environment: ReadEnvironment,
  tell: (line: string) => void,
): OpenClient {
  const transport = openTransport(settings, environment, tell);
  const sts = new Sts(clientOptions("sts", settings.stsRegion ?? region, settings, transport));
  const client = new SecretsManagerClient({
    ...clientOptions("secretsmanager", region, settings, transport),
    credentials: credentialsOf(settings, environment, sts, transport),
  });
  const clock = new AwsClock();
  let endpoint = `Secrets Manager in ${region}`;

  client.middlewareStack.add(
    (next) => async (args) => {
      const { hostname, port } = args.request as { hostname?: string; port?: number };
      if (hostname) endpoint = port ? `${hostname}:${port}` : hostname;
      return next(args);
    },
    { step: "finalizeRequest", name: "rememberEndpoint" },
  );
  believeOnlyAnswers(client, clock);

  const isGuarded = guardsAccounts(settings);
  const known = async () => (await client.config.credentials()).accountId;
  const account = onceItWorks(async () => (await known()) ?? (await sts.account(client.config.credentials)));

  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { SecretId = "" } = args.input as { SecretId?: string };
      const { ARN = "" } = result.output as { ARN?: string };
      const told = accountIn(ARN);
      // An ARN that was asked for is the one that is told; nobody is asked for an account that nothing depends on
      if (told === undefined || accountIn(SecretId) !== undefined) return result;
      const claimed = isGuarded ? await account() : await known();
      if (claimed !== undefined && claimed !== told) throw new OtherAccount(told, claimed, ARN);
      return result;
    },
    { step: "initialize", name: "compareAccounts" },
  );

  return {
    client,
    endpoint: () => endpoint,
    time: () => clock.now(),
    account,
    async assertAccount(doing, secretId) {
      if (!isGuarded) return;
      assertAllowed(doing, accountIn(secretId) ?? (await account()), settings);
    },
  };
}
