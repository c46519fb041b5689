import { readFile } from "node:fs/promises";
import type { AwsCredentialIdentityProvider } from "@aws-sdk/types";
import { CredentialsProviderError } from "@smithy/core/config";
import { atStep } from "./credentialsFailure";
import { profileCredentials } from "./profile";
import { firstOf, type AwsSettings, type ReadEnvironment } from "./settings/awsSettings";
import type { Role, WebIdentityRole } from "./settings/roles";
import { roleInput, type Sts } from "./sts";
import type { Transport } from "./transport";

/**
 * The credentials of a set of settings, found in the order of the AWS provider (AWS SDK for Go v2,
 * config/resolve_credentials.go), which differs from the SDK for JavaScript: keys of the settings, profile of the
 * settings, keys of the environment, web identity of the environment, shared files, container, instance. On top of
 * them, the roles to assume, one with the credentials of the other.
 */
export function credentialsOf(
  settings: AwsSettings,
  environment: ReadEnvironment,
  sts: Sts,
  transport: Transport,
): AwsCredentialIdentityProvider {
  const base = settings.assumeRoleWithWebIdentity
    ? withWebIdentity(settings.assumeRoleWithWebIdentity, sts)
    : () => baseCredentials(settings, environment, sts, transport)();
  return settings.assumeRoles.reduce((source, role) => withRole(role, source, sts), base);
}

function baseCredentials(
  settings: AwsSettings,
  environment: ReadEnvironment,
  sts: Sts,
  transport: Transport,
): AwsCredentialIdentityProvider {
  const { keys, profile } = settings;
  if (keys !== undefined) return async () => keys;
  if (profile === undefined) {
    const variable = (...names: string[]) => firstOf(environment, ...names);
    // Both spellings, as in config/env_config.go
    const accessKeyId = variable("AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY");
    const secretAccessKey = variable("AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY");
    if (accessKeyId !== undefined && secretAccessKey !== undefined) {
      const sessionToken = variable("AWS_SESSION_TOKEN");
      return async () => ({
        accessKeyId,
        secretAccessKey,
        ...(sessionToken === undefined ? {} : { sessionToken }),
      });
    }
    const tokenFile = variable("AWS_WEB_IDENTITY_TOKEN_FILE");
    const roleArn = variable("AWS_ROLE_ARN");
    const sessionName = variable("AWS_ROLE_SESSION_NAME");
    if (tokenFile !== undefined) {
      if (roleArn === undefined) return missingRole;
      return withWebIdentity({ roleArn, tokenFile, ...(sessionName === undefined ? {} : { sessionName }) }, sts);
    }
  }
  return profileCredentials(profile ?? environment("AWS_PROFILE"), environment, sts, transport);
}

const missingRole = () =>
  atStep("reading AWS_WEB_IDENTITY_TOKEN_FILE", () =>
    Promise.reject(new CredentialsProviderError("AWS_ROLE_ARN is not set", { tryNextLink: false })),
  );

function withWebIdentity(role: WebIdentityRole, sts: Sts): AwsCredentialIdentityProvider {
  return async () => {
    const token =
      "token" in role
        ? role.token
        : await atStep(`reading web identity token file ${role.tokenFile}`, () => readFile(role.tokenFile, "utf8"));
    return sts.assumeRoleWithWebIdentity({ ...roleInput(role), WebIdentityToken: token });
  };
}

function withRole(role: Role, source: AwsCredentialIdentityProvider, sts: Sts): AwsCredentialIdentityProvider {
  return () =>
    sts.assumeRole(source, {
      ...roleInput(role),
      ExternalId: role.externalId,
      SourceIdentity: role.sourceIdentity,
      Tags: role.tags && Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })),
      TransitiveTagKeys: role.transitiveTagKeys && [...role.transitiveTagKeys],
    });
}
