import * as rules from "../../rules/inputs";
import type { AwsSettings } from "./awsSettings";
import {
  accountId,
  file,
  flag,
  isAbsent,
  isRecord,
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

export interface Row<T> {
  readonly form: Form<T>;
  /** Never shown in a message. */
  readonly isSecret?: true;
}

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

/** One object with many services, a list of such objects, or their JSON text. Other services are not ours to judge. */
const endpoints: Form<AwsSettings["endpoints"]> = (given) => {
  const parsed = parsedJson(given);
  const found: Record<string, string> = {};
  for (const object of Array.isArray(parsed) ? (parsed as unknown[]) : [parsed]) {
    if (!isRecord(object)) return { allowed: 'a list of objects such as { "secretsmanager": "https://host" }' };
    for (const service of ["secretsmanager", "sts"]) {
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
    : { allowed: `tags whose key does not begin with aws: or partner-keys: (${reserved})` };
};
const tagsObject = objectOf<{ tags: Readonly<Record<string, string>> }>("an object", { tags: tagMap });
const defaultTags: Form<Readonly<Record<string, string>>> = (given) => {
  const read = tagsObject(given);
  return "allowed" in read ? read : { value: read.value.tags ?? {} };
};

const never: Form<boolean> = (given) => {
  const read = flag(given);
  if ("allowed" in read || !read.value) return read;
  return { allowed: "false: the certificate of AWS is always checked; name your CA in aws:customCaBundle" };
};

/** Every setting of the aws provider that decides account, credentials, place or the way there: one row each. */
export const ROWS = {
  region: row(region),
  profile: row(text("the name of a profile")),
  accessKey: secret(text("an access key id", /^\S+$/)),
  secretKey: secret(text("a secret access key", /^\S+$/)),
  token: secret(text("a session token", /^\S+$/)),
  sharedConfigFiles: row(files),
  sharedCredentialsFiles: row(files),
  sharedConfigFile: row(formerly("sharedConfigFiles")),
  sharedCredentialsFile: row(formerly("sharedCredentialsFiles")),
  assumeRoles: row(roles),
  assumeRole: row(roles),
  assumeRoleWithWebIdentity: secret(webIdentity),
  allowedAccountIds: row(accounts),
  forbiddenAccountIds: row(accounts),
  endpoints: row(endpoints),
  defaultTags: row(defaultTags),
  useFipsEndpoint: row(flag),
  useDualstackEndpoint: row(flag),
  stsRegion: row(region),
  customCaBundle: row(file),
  httpProxy: secret(proxy),
  httpsProxy: secret(proxy),
  noProxy: row(text("hosts")),
  maxRetries: row(wholeNumber(0, 100)),
  retryMode: row(oneOf("standard", "adaptive")),
  skipMetadataApiCheck: row(flag),
  ec2MetadataServiceEndpoint: row(url),
  ec2MetadataServiceEndpointMode: row(oneOf("IPv4", "IPv6")),
  insecure: row(never),
} as const;

function row<T>(form: Form<T>): Row<T> {
  return { form };
}

function secret<T>(form: Form<T>): Row<T> {
  return { form, isSecret: true };
}
