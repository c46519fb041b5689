import type { AwsCredentialIdentityProvider } from "@aws-sdk/types";
import { CredentialsProviderError, externalDataInterceptor, parseKnownFiles } from "@smithy/core/config";
import { execWithoutKeys, missingInChild } from "./childProcess";
import { atStep } from "./credentialsFailure";
import type { ReadEnvironment } from "./settings/awsSettings";
import type { Sts } from "./sts";
import type { Transport } from "./transport";

/** The names under which a profile says where its credentials come from. */
const SOURCES = [
  "aws_access_key_id",
  "role_arn",
  "source_profile",
  "credential_source",
  "credential_process",
  "web_identity_token_file",
  "sso_session",
  "sso_start_url",
  "login_session",
];

/**
 * Shared files, then container, then instance. A profile that says where its credentials come from is asked, and its
 * refusal is the answer: going on to the instance would end in another account.
 */
export function profileCredentials(
  asked: string | undefined,
  environment: ReadEnvironment,
  sts: Sts,
  transport: Transport,
): AwsCredentialIdentityProvider {
  const name = asked === undefined || asked === "" ? "default" : asked;
  return async () => {
    const step = `reading the credentials of profile ${JSON.stringify(name)}`;
    const profile = await atStep(step, async () => {
      const found = (await parseKnownFiles({}))[name];
      if (found === undefined && name === asked) {
        throw new CredentialsProviderError("the profile is not in the shared config and credentials files", {
          tryNextLink: false,
        });
      }
      return found;
    });
    if (profile !== undefined && SOURCES.some((source) => profile[source] !== undefined)) {
      return atStep(step, () => fromProfile(name, sts, transport).catch(withoutOutput));
    }
    return atStep("looking for AWS credentials", () => fromMachine(environment));
  };
}

async function fromProfile(name: string, sts: Sts, transport: Transport) {
  const { fromIni } = await import("@aws-sdk/credential-provider-ini");
  // The one place where the SDK starts a program (credential-provider-process) takes its exec from here
  Object.assign(externalDataInterceptor.getTokenRecord(), { exec: execWithoutKeys });
  return fromIni({
    profile: name,
    roleAssumer: (source, params) => sts.assumeRole(source, params),
    roleAssumerWithWebIdentity: (params) => sts.assumeRoleWithWebIdentity(params),
    clientConfig: { requestHandler: transport },
  })();
}

/** The SDK puts the output of a credential_process into its message: nobody knows what is in it. */
function withoutOutput(error: unknown): never {
  if (!(error instanceof Error) || !error.message.startsWith("Command failed")) throw error;
  const missing = missingInChild();
  const without = missing.length === 0 ? "" : ` (here it runs without ${missing.join(", ")}, which it must not see)`;
  throw new CredentialsProviderError(`its credential_process failed${without}: run it by hand to see why`, {
    tryNextLink: false,
  });
}

async function fromMachine(environment: ReadEnvironment) {
  const isSet = (name: string) => Boolean(environment(name));
  if (isSet("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") || isSet("AWS_CONTAINER_CREDENTIALS_FULL_URI")) {
    const { fromHttp } = await import("@aws-sdk/credential-provider-http");
    return fromHttp({})();
  }
  if ((environment("AWS_EC2_METADATA_DISABLED") ?? "").toLowerCase() === "true") {
    throw new CredentialsProviderError("none in the environment or the shared files", { tryNextLink: false });
  }
  const { fromInstanceMetadata } = await import("@smithy/credential-provider-imds");
  return fromInstanceMetadata({})().catch((error: unknown) => {
    const why = error instanceof Error ? error.message : "";
    throw new CredentialsProviderError(`none in the environment or the shared files, nor of this machine (${why})`, {
      tryNextLink: false,
    });
  });
}
