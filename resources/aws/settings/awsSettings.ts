/** A role to assume, as STS takes it. */
export interface Role {
  readonly roleArn: string;
  readonly sessionName?: string;
  readonly durationInSeconds?: number;
  readonly policy?: string;
  readonly policyArns?: readonly string[];
  readonly externalId?: string;
  readonly sourceIdentity?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly transitiveTagKeys?: readonly string[];
}

export interface StaticKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Exactly one of the two: the token itself, or the file it is read from. */
export type WebIdentityRole = Role & ({ readonly token: string } | { readonly tokenFile: string });

/** The services whose endpoint can be given. */
export type Service = "secretsmanager" | "sts";

/**
 * Everything that decides account, credentials and the way to AWS, checked. What is absent is left to the variables
 * and shared files that the AWS SDK reads by itself.
 */
export interface AwsSettings {
  readonly region?: string;
  readonly profile?: string;
  readonly keys?: StaticKeys;
  /** What a later file says wins. */
  readonly sharedConfigFiles?: readonly string[];
  readonly sharedCredentialsFiles?: readonly string[];
  /** A chain: each role is assumed with the credentials of the one before it. */
  readonly assumeRoles: readonly Role[];
  readonly webIdentity?: WebIdentityRole;
  readonly endpoints: Readonly<Partial<Record<Service, string>>>;
  readonly allowedAccountIds?: readonly string[];
  readonly forbiddenAccountIds?: readonly string[];
  readonly defaultTags?: Readonly<Record<string, string>>;
  readonly useFipsEndpoint?: boolean;
  readonly useDualstackEndpoint?: boolean;
  readonly stsRegion?: string;
  readonly customCaBundle?: string;
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
  readonly maxAttempts?: number;
  readonly retryMode?: "standard" | "adaptive";
  readonly skipInstanceMetadata?: boolean;
  readonly instanceMetadataEndpoint?: string;
  readonly instanceMetadataEndpointMode?: "IPv4" | "IPv6";
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
    AWS_EC2_METADATA_DISABLED: settings.skipInstanceMetadata === true ? "true" : undefined,
    AWS_EC2_METADATA_SERVICE_ENDPOINT: settings.instanceMetadataEndpoint,
    AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: settings.instanceMetadataEndpointMode,
  };
  return Object.fromEntries(Object.entries(variables).filter((entry): entry is [string, string] => Boolean(entry[1])));
}
