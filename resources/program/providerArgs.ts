import type { Input } from "@pulumi/pulumi";

/** A role to assume. */
export interface ProviderRoleArgs {
  /** ARN of the role. */
  readonly roleArn: Input<string>;
  /** The external id, if the trust policy of the role asks for one. */
  readonly externalId?: Input<string | undefined>;
  /** Name of the session, 2 to 64 letters, digits or `_=,.@-`; CloudTrail shows it. @default "pulumi-partner-keys". */
  readonly sessionName?: Input<string | undefined>;
  /** How long the session lasts, "15m" to "12h". @default "1h". */
  readonly duration?: Input<string | undefined>;
  /** JSON of a policy that restricts the session. */
  readonly policy?: Input<string | undefined>;
  /** ARNs of managed policies that restrict the session. */
  readonly policyArns?: Input<Input<string>[] | undefined>;
}

/** A role to assume with the credentials found so far. */
export interface ProviderAssumeRoleArgs extends ProviderRoleArgs {
  /** Who is behind the session, for the trust policy and CloudTrail. */
  readonly sourceIdentity?: Input<string | undefined>;
  /** Tags of the session. */
  readonly tags?: Input<Record<string, Input<string>> | undefined>;
  /** Tags that the next role of the chain gets too. */
  readonly transitiveTagKeys?: Input<Input<string>[] | undefined>;
}

/** Exactly one of `webIdentityToken` and `webIdentityTokenFile`. */
export interface ProviderWebIdentityArgs extends ProviderRoleArgs {
  /** The token itself. In state: encrypted. */
  readonly webIdentityToken?: Input<string | undefined>;
  /** The file it is read from. */
  readonly webIdentityTokenFile?: Input<string | undefined>;
}

/**
 * Inputs of {@link Provider}. They are those of `aws.ProviderArgs` that decide account, credentials and the way to AWS, with
 * the same names. None is required. A change is an **update** in state and makes no key. In state they are plain. Only keys,
 * tokens and proxies are encrypted. See docs/configuration.md.
 */
export interface ProviderArgs {
  /** Region of the resources that have none of their own. @default - AWS_REGION, then the region of the profile. */
  readonly region?: Input<string | undefined>;
  /** Profile of the shared files. */
  readonly profile?: Input<string | undefined>;
  /** Access key id, with `secretKey`. In state: encrypted. */
  readonly accessKey?: Input<string | undefined>;
  /** Secret access key, with `accessKey`. In state: encrypted. */
  readonly secretKey?: Input<string | undefined>;
  /** Session token of temporary keys. In state: encrypted. */
  readonly token?: Input<string | undefined>;
  /** Shared config files. If two have the same profile, the later one wins. */
  readonly sharedConfigFiles?: Input<Input<string>[] | undefined>;
  /** Shared credentials files. If two have the same profile, the later one wins. */
  readonly sharedCredentialsFiles?: Input<Input<string>[] | undefined>;
  /** Roles to assume in this order, each with the credentials of the one before. */
  readonly assumeRoles?: Input<Input<ProviderAssumeRoleArgs>[] | undefined>;
  /** A role to assume with a token of an OIDC provider, before `assumeRoles`. In state: encrypted. */
  readonly assumeRoleWithWebIdentity?: Input<ProviderWebIdentityArgs | undefined>;
  /** Accounts that are allowed. Any other is rejected before anything is written. */
  readonly allowedAccountIds?: Input<Input<string>[] | undefined>;
  /** Accounts that are forbidden. */
  readonly forbiddenAccountIds?: Input<Input<string>[] | undefined>;
  /** Endpoints of `secretsmanager` and `sts`. */
  readonly endpoints?: Input<Input<Record<string, Input<string> | undefined>>[] | undefined>;
  /** Tags of every owned secret. The secret's own `tags` win. */
  readonly defaultTags?: Input<{ readonly tags?: Input<Record<string, Input<string>> | undefined> } | undefined>;
  /** If true, calls go to the endpoints with FIPS 140 validated cryptography. @default - AWS_USE_FIPS_ENDPOINT. */
  readonly useFipsEndpoint?: Input<boolean | undefined>;
  /** If true, calls go to the endpoints that have IPv6 too. @default - AWS_USE_DUALSTACK_ENDPOINT. */
  readonly useDualstackEndpoint?: Input<boolean | undefined>;
  /** Region of STS. @default - that of the resource. */
  readonly stsRegion?: Input<string | undefined>;
  /** PEM file with the certificates to trust instead of the system's. */
  readonly customCaBundle?: Input<string | undefined>;
  /** Proxy for endpoints with http. In state: encrypted. */
  readonly httpProxy?: Input<string | undefined>;
  /** Proxy for endpoints with https. In state: encrypted. */
  readonly httpsProxy?: Input<string | undefined>;
  /** Hosts that no proxy is used for. */
  readonly noProxy?: Input<string | undefined>;
  /** How often a call is tried, 0 to 100. @default 5. */
  readonly maxRetries?: Input<number | undefined>;
  /** "standard" or "adaptive". @default "standard". */
  readonly retryMode?: Input<string | undefined>;
  /** If true, no instance is asked for credentials. */
  readonly skipMetadataApiCheck?: Input<boolean | undefined>;
  /** URL of the service that gives an instance its credentials. @default - AWS_EC2_METADATA_SERVICE_ENDPOINT. */
  readonly ec2MetadataServiceEndpoint?: Input<string | undefined>;
  /** How that service is reached, "IPv4" or "IPv6". @default - AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE. */
  readonly ec2MetadataServiceEndpointMode?: Input<string | undefined>;
  /** Only false is allowed, because the certificate of AWS is always checked. */
  readonly insecure?: Input<boolean | undefined>;
}
