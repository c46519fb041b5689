import type { ROWS } from "../../resources/aws/settings/rows";
import { markdownTable } from "../../workbench/table.cjs";

interface Documented {
  /** The forms that are read, besides a secret of each. */
  readonly forms: string;
  readonly effect: string;
  /** Variables that say the same where the setting is absent. */
  readonly variables?: readonly string[];
}

const text = "text";
const list = "list, JSON text, one entry";
const files = { forms: list, effect: "honoured: what a later file says wins" };
const formerly = { forms: text, effect: "refused: the `aws` provider knows only the plural" };
const accounts = `${list}, numbers (a lost leading zero is put back)`;

/** What docs/configuration.md says of each setting: the type asks for a row for every one that is read. */
const SETTINGS: Readonly<Record<keyof typeof ROWS, Documented>> = {
  region: {
    forms: text,
    effect: "honoured where the resource has no `region` of its own",
    variables: ["AWS_REGION", "AWS_DEFAULT_REGION"],
  },
  profile: {
    forms: text,
    effect: "honoured, with its `region` and `endpoint_url`",
    variables: ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"],
  },
  accessKey: { forms: text, effect: "honoured; refused without `secretKey`", variables: ["AWS_ACCESS_KEY_ID"] },
  secretKey: { forms: text, effect: "honoured; refused without `accessKey`", variables: ["AWS_SECRET_ACCESS_KEY"] },
  token: { forms: text, effect: "honoured; refused without the two", variables: ["AWS_SESSION_TOKEN"] },
  sharedConfigFiles: { ...files, variables: ["AWS_CONFIG_FILE"] },
  sharedCredentialsFiles: { ...files, variables: ["AWS_SHARED_CREDENTIALS_FILE"] },
  sharedConfigFile: formerly,
  sharedCredentialsFile: formerly,
  assumeRoles: {
    forms: "list, one object, JSON text",
    effect: "honoured: a chain, each with the credentials of the one before",
  },
  assumeRole: { forms: "object, JSON text", effect: "honoured; refused together with `assumeRoles`" },
  assumeRoleWithWebIdentity: {
    forms: "object, JSON text",
    effect: "honoured, before `assumeRoles`",
    variables: ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN", "AWS_ROLE_SESSION_NAME"],
  },
  allowedAccountIds: { forms: accounts, effect: "honoured: any other account is refused; an empty list is refused" },
  forbiddenAccountIds: { forms: accounts, effect: "honoured: these accounts are refused" },
  endpoints: {
    forms: "list of objects, one object, JSON text",
    effect: "`secretsmanager` and `sts` are honoured; of other services nothing is asked",
    variables: [
      "AWS_ENDPOINT_URL_SECRETS_MANAGER",
      "AWS_ENDPOINT_URL_STS",
      "TF_AWS_STS_ENDPOINT",
      "AWS_STS_ENDPOINT",
      "AWS_ENDPOINT_URL",
    ],
  },
  defaultTags: {
    forms: "object, JSON text",
    effect: "honoured: under `tags`, on secrets that we own; variables add tags that it does not name",
    variables: ["TF_AWS_DEFAULT_TAGS_<key>"],
  },
  useFipsEndpoint: { forms: "true, false", effect: "honoured", variables: ["AWS_USE_FIPS_ENDPOINT"] },
  useDualstackEndpoint: { forms: "true, false", effect: "honoured", variables: ["AWS_USE_DUALSTACK_ENDPOINT"] },
  stsRegion: { forms: text, effect: "honoured; else STS of the region of the resource" },
  customCaBundle: {
    forms: "path",
    effect: "honoured: trusted instead of the system's; else `ca_bundle` of the profile",
    variables: ["AWS_CA_BUNDLE"],
  },
  httpProxy: {
    forms: text,
    effect: "honoured; for endpoints with https too where nothing else names a proxy",
    variables: ["HTTP_PROXY"],
  },
  httpsProxy: { forms: text, effect: "honoured, for endpoints with https", variables: ["HTTPS_PROXY"] },
  noProxy: {
    forms: text,
    effect: "honoured as Go does: a domain stands for its subdomains, `10.0.0.0/8`, `host:port`, `*`",
    variables: ["NO_PROXY"],
  },
  maxRetries: {
    forms: "number, text",
    effect: "honoured: how often a call is tried; else `max_attempts` of the profile, else 5 times",
    variables: ["AWS_MAX_ATTEMPTS"],
  },
  retryMode: { forms: text, effect: "honoured", variables: ["AWS_RETRY_MODE"] },
  skipMetadataApiCheck: {
    forms: "true, false",
    effect: "honoured: with true no instance is asked for credentials",
    variables: ["AWS_EC2_METADATA_DISABLED"],
  },
  ec2MetadataServiceEndpoint: { forms: text, effect: "honoured", variables: ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] },
  ec2MetadataServiceEndpointMode: {
    forms: "IPv4, IPv6",
    effect: "honoured",
    variables: ["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"],
  },
  insecure: { forms: "true, false", effect: "true is refused: the certificate of AWS is always checked" },
};

/** The table of docs/configuration.md. */
export function settingsTable(): string {
  const rows = Object.entries(SETTINGS).map(([name, { forms, effect, variables = [] }]) => {
    const said = variables.map((variable) => `\`${variable}\``).join(", ");
    return [`\`${name}\``, forms, effect, said];
  });
  return markdownTable(["setting", "forms", "what is done", "variables"], rows);
}
