import type { Role } from "./roles";
import type { Service } from "./endpoints";
import type { ROWS, SettingRow } from "./rows";

export interface StaticKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

type Rows = typeof ROWS;
type Value<R> = R extends SettingRow<infer T> ? T : never;
/** The settings that stand for themselves, under the names that the aws provider has for them. */
type Whole = {
  readonly [Name in keyof Rows as Rows[Name] extends { readonly isPart: true } ? never : Name]?: Value<Rows[Name]>;
};

/**
 * Everything that decides account, credentials and the way to AWS, checked. What is absent is left to the variables
 * and shared files that the AWS SDK reads by itself.
 */
export interface AwsSettings extends Whole {
  readonly keys?: StaticKeys;
  /** A chain: each role is assumed with the credentials of the one before it. */
  readonly assumeRoles: readonly Role[];
  readonly endpoints: Readonly<Partial<Record<Service, string>>>;
}

export type ReadEnvironment = (name: string) => string | undefined;

/** The first of some variables that is set; an empty one is not. */
export function firstOf(environment: ReadEnvironment, ...names: readonly string[]): string | undefined {
  return names.map(environment).find((value) => value !== undefined && value !== "");
}

/**
 * What the SDK can only be told through the environment of its process, because its providers hand no options on: a
 * profile's region and endpoints, and the shared files (SSO inside a profile reads them again). One plugin process has
 * one set of settings. `AWS_DEFAULT_PROFILE` is the SDK for Go's (config/env_config.go), that for JavaScript reads it not.
 */
export function variablesOf(settings: AwsSettings, environment: ReadEnvironment): Record<string, string> {
  const variables = {
    AWS_PROFILE: settings.profile ?? firstOf(environment, "AWS_PROFILE", "AWS_DEFAULT_PROFILE"),
    AWS_CONFIG_FILE: settings.sharedConfigFiles?.[0],
    AWS_SHARED_CREDENTIALS_FILE: settings.sharedCredentialsFiles?.[0],
    AWS_EC2_METADATA_DISABLED: settings.skipMetadataApiCheck === true ? "true" : undefined,
    AWS_EC2_METADATA_SERVICE_ENDPOINT: settings.ec2MetadataServiceEndpoint,
    AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: settings.ec2MetadataServiceEndpointMode,
  };
  return Object.fromEntries(Object.entries(variables).filter((entry): entry is [string, string] => Boolean(entry[1])));
}
