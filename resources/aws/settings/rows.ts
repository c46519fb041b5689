import * as rules from "../../rules/inputs";
import { isRecord, nearest, shownName } from "../../rules/rule";
import {
  accountId,
  file,
  flag,
  isAbsent,
  listOf,
  mapOfTexts,
  objectOf,
  oneOf,
  parsedJson,
  text,
  url,
  wholeNumber,
  type Form,
} from "./forms";
import { roles, webIdentity } from "./roles";

/** Everything there is to know of one setting of the aws provider. */
export interface Row<T> {
  readonly form: Form<T>;
  /** Encrypted in the state of a provider. */
  readonly isSecret?: true;
  /** Says whose account, which credentials or which place: a name that is nearly this one is refused. */
  readonly decides?: true;
  /** Empty it would guard nothing, so it is refused then. */
  readonly isGuard?: true;
  /** A number, a switch or a word of a few: a message may show such a value, and no other. */
  readonly shown?: true;
  /** No setting of its own: it is put together with others, or read only to be refused. */
  readonly isPart?: true;
  /** A name of earlier versions of the aws provider, which no provider of ours takes. */
  readonly isFormer?: true;
  /** What the page on configuration says: the forms that are read besides a secret of each, and what is done. */
  readonly page: readonly [forms: string, effect: string];
  /** Variables that say the same where the setting is absent. */
  readonly variables?: readonly string[];
}

const SERVICES = ["secretsmanager", "sts"] as const;
/** The services whose endpoint can be given. */
export type Service = (typeof SERVICES)[number];

const region: Form<string> = (given) => {
  const allowed = rules.region(given);
  return allowed === undefined ? { value: String(given) } : { allowed };
};
const accounts = listOf("account numbers", accountId);
const proxy = text('a proxy such as "http://host:3128"', /^(https?:\/\/)?[^\s/:][^\s/]*\/?$/i);

const files = listOf("files", file);

/** What the aws provider no longer knows, and would ignore without a word. */
function formerly(now: string): Form<never> {
  return () => ({ allowed: `aws:${now}, a list: the aws provider does not know the singular any more` });
}

/** A service of ours under a wrong name: its requests would go elsewhere without a word. A short name is near to many. */
function meantService(name: string): Service | undefined {
  const meant = SERVICES.find((service) => service === nearest(name, SERVICES));
  if (meant === name) return undefined;
  return meant !== undefined && (meant.length > 4 || meant === name.toLowerCase()) ? meant : undefined;
}

/** One object with many services, a list of such objects, or their JSON text. Other services are not ours to judge. */
const endpoints: Form<Readonly<Partial<Record<Service, string>>>> = (given) => {
  const parsed = parsedJson(given);
  const found: Partial<Record<Service, string>> = {};
  for (const object of Array.isArray(parsed) ? (parsed as unknown[]) : [parsed]) {
    if (!isRecord(object)) return { allowed: 'a list of objects such as { "secretsmanager": "https://host" }' };
    const wrong = Object.keys(object).find((name) => meantService(name) !== undefined);
    if (wrong !== undefined)
      return { allowed: `an object without ${shownName(wrong)}, did you mean ${String(meantService(wrong))}?` };
    for (const service of SERVICES) {
      if (isAbsent(object[service])) continue;
      const reading = url(object[service]);
      if ("allowed" in reading) return { allowed: `an object whose ${service} is ${reading.allowed}` };
      found[service] = reading.value;
    }
  }
  return { value: found };
};

export const tagMap: Form<Readonly<Record<string, string>>> = (given) => {
  const read = mapOfTexts(given);
  if ("allowed" in read) return read;
  const reserved = Object.keys(read.value).find((key) => /^(aws|partner-keys):/i.test(key));
  return reserved === undefined
    ? read
    : { allowed: `tags whose key does not begin with aws: or partner-keys: (${shownName(reserved)})` };
};
const tagsObject = objectOf<{ tags: Readonly<Record<string, string>> }>("an object", { tags: tagMap });
const defaultTags: Form<Readonly<Record<string, string>>> = (given) => {
  const read = tagsObject(given);
  return "allowed" in read ? read : { value: read.value.tags ?? {} };
};

const retries = wholeNumber(0, 100);
/** The aws provider counts the first attempt too, so that none is one. */
const attempts: Form<number> = (given) => {
  const read = retries(given);
  return "allowed" in read ? read : { value: Math.max(1, read.value) };
};

const never: Form<boolean> = (given) => {
  const read = flag(given);
  if ("allowed" in read || !read.value) return read;
  return { allowed: "false: the certificate of AWS is always checked; name your CA in aws:customCaBundle" };
};

const TEXT = "text";
const LIST = "list, JSON text, one entry";
const FLAG = "true, false";
const ACCOUNTS = `${LIST}, numbers (a lost leading zero is put back)`;
const LATER_WINS = "honoured: what a later file says wins";
const PLURAL = "refused: the `aws` provider knows only the plural";

/** Every setting of the aws provider that decides account, credentials, place or the way there: one row each. */
export const ROWS = {
  region: {
    decides: true,
    form: region,
    shown: true,
    page: [TEXT, "honoured where the resource has no `region` of its own"],
    variables: ["AWS_REGION", "AWS_DEFAULT_REGION"],
  },
  profile: {
    decides: true,
    form: text("the name of a profile"),
    page: [TEXT, "honoured, with its `region` and `endpoint_url`"],
    variables: ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"],
  },
  accessKey: {
    decides: true,
    form: text("an access key id", /^\S+$/),
    isSecret: true,
    isPart: true,
    page: [TEXT, "honoured; refused without `secretKey`"],
    variables: ["AWS_ACCESS_KEY_ID"],
  },
  secretKey: {
    decides: true,
    form: text("a secret access key", /^\S+$/),
    isSecret: true,
    isPart: true,
    page: [TEXT, "honoured; refused without `accessKey`"],
    variables: ["AWS_SECRET_ACCESS_KEY"],
  },
  token: {
    decides: true,
    form: text("a session token", /^\S+$/),
    isSecret: true,
    isPart: true,
    page: [TEXT, "honoured; refused without the two"],
    variables: ["AWS_SESSION_TOKEN"],
  },
  sharedConfigFiles: { decides: true, form: files, page: [LIST, LATER_WINS], variables: ["AWS_CONFIG_FILE"] },
  sharedCredentialsFiles: {
    decides: true,
    form: files,
    page: [LIST, LATER_WINS],
    variables: ["AWS_SHARED_CREDENTIALS_FILE"],
  },
  sharedConfigFile: { form: formerly("sharedConfigFiles"), isPart: true, isFormer: true, page: [TEXT, PLURAL] },
  sharedCredentialsFile: {
    form: formerly("sharedCredentialsFiles"),
    isPart: true,
    isFormer: true,
    page: [TEXT, PLURAL],
  },
  assumeRoles: {
    decides: true,
    form: roles,
    isPart: true,
    page: ["list, one object, JSON text", "honoured: a chain, each with the credentials of the one before"],
  },
  assumeRole: {
    decides: true,
    form: roles,
    isPart: true,
    isFormer: true,
    page: ["object, JSON text", "honoured; refused together with `assumeRoles`"],
  },
  assumeRoleWithWebIdentity: {
    decides: true,
    form: webIdentity,
    isSecret: true,
    page: ["object, JSON text", "honoured, before `assumeRoles`"],
    variables: ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN", "AWS_ROLE_SESSION_NAME"],
  },
  allowedAccountIds: {
    decides: true,
    isGuard: true,
    form: accounts,
    page: [ACCOUNTS, "honoured: any other account is refused; an empty list is refused"],
  },
  forbiddenAccountIds: {
    decides: true,
    isGuard: true,
    form: accounts,
    page: [ACCOUNTS, "honoured: these accounts are refused"],
  },
  endpoints: {
    decides: true,
    form: endpoints,
    isPart: true,
    page: [
      "list of objects, one object, JSON text",
      "`secretsmanager` and `sts` are honoured; of other services nothing is asked",
    ],
    variables: [
      "AWS_ENDPOINT_URL_SECRETS_MANAGER",
      "AWS_ENDPOINT_URL_STS",
      "TF_AWS_STS_ENDPOINT",
      "AWS_STS_ENDPOINT",
      "AWS_ENDPOINT_URL",
    ],
  },
  defaultTags: {
    form: defaultTags,
    page: [
      "object, JSON text",
      "honoured: under `tags`, on secrets that we own; variables add tags that it does not name",
    ],
    variables: ["TF_AWS_DEFAULT_TAGS_<key>"],
  },
  useFipsEndpoint: { form: flag, shown: true, page: [FLAG, "honoured"], variables: ["AWS_USE_FIPS_ENDPOINT"] },
  useDualstackEndpoint: {
    form: flag,
    shown: true,
    page: [FLAG, "honoured"],
    variables: ["AWS_USE_DUALSTACK_ENDPOINT"],
  },
  stsRegion: {
    decides: true,
    form: region,
    shown: true,
    page: [TEXT, "honoured; else STS of the region of the resource"],
  },
  customCaBundle: {
    form: file,
    page: ["path", "honoured: trusted instead of the system's; else `ca_bundle` of the profile"],
    variables: ["AWS_CA_BUNDLE"],
  },
  httpProxy: {
    form: proxy,
    isSecret: true,
    page: [TEXT, "honoured; for endpoints with https too where nothing else names a proxy"],
    variables: ["HTTP_PROXY"],
  },
  httpsProxy: {
    form: proxy,
    isSecret: true,
    page: [TEXT, "honoured, for endpoints with https"],
    variables: ["HTTPS_PROXY"],
  },
  noProxy: {
    form: text("hosts"),
    page: [TEXT, "honoured as Go does: a domain stands for its subdomains, `10.0.0.0/8`, `host:port`, `*`"],
    variables: ["NO_PROXY"],
  },
  maxRetries: {
    form: attempts,
    shown: true,
    page: ["number, text", "honoured: how often a call is tried; else `max_attempts` of the profile, else 5 times"],
    variables: ["AWS_MAX_ATTEMPTS"],
  },
  retryMode: {
    form: oneOf("standard", "adaptive"),
    shown: true,
    page: [TEXT, "honoured"],
    variables: ["AWS_RETRY_MODE"],
  },
  skipMetadataApiCheck: {
    form: flag,
    shown: true,
    page: [FLAG, "honoured: with true no instance is asked for credentials"],
    variables: ["AWS_EC2_METADATA_DISABLED"],
  },
  ec2MetadataServiceEndpoint: { form: url, page: [TEXT, "honoured"], variables: ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] },
  ec2MetadataServiceEndpointMode: {
    form: oneOf("IPv4", "IPv6"),
    shown: true,
    page: ["IPv4, IPv6", "honoured"],
    variables: ["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"],
  },
  insecure: {
    form: never,
    shown: true,
    isPart: true,
    page: [FLAG, "true is refused: the certificate of AWS is always checked"],
  },
} as const satisfies Readonly<Record<string, Row<unknown>>>;
