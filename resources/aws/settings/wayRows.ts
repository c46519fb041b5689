import * as rules from "../../rules/inputs";
import { oneOf, text, type Rule } from "../../rules/rule";
import { writtenBoolean, writtenNumber } from "../../rules/written";
import { defaultTags } from "./defaultTags";
import { endpoints } from "./endpoints";
import type { SettingRow } from "./settingRow";
import { file, url } from "./settingRules";

const proxy = text('a proxy such as "http://host:3128"', /^(https?:\/\/)?[^\s/:][^\s/]*\/?$/i);

const retries = writtenNumber(0, 100);
/** The aws provider counts the first attempt too, so that none is one. */
const attempts: Rule<number> = (given) => {
  const read = retries(given);
  return "allowed" in read ? read : { value: Math.max(1, read.value) };
};

const never: Rule<boolean> = (given) => {
  const read = writtenBoolean(given);
  if ("allowed" in read || !read.value) return read;
  return { allowed: "false: the certificate of AWS is always checked; name your CA in aws:customCaBundle" };
};

const TEXT = "text";
const FLAG = "true, false";

/** What is asked, and the way there. */
export const WAY_ROWS = {
  endpoints: {
    decides: true,
    rule: endpoints,
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
    rule: defaultTags,
    page: [
      "object, JSON text",
      "honoured: under `tags`, on secrets that we own; variables add tags that it does not name",
    ],
    variables: ["TF_AWS_DEFAULT_TAGS_<key>"],
  },
  useFipsEndpoint: {
    rule: writtenBoolean,
    shown: true,
    page: [FLAG, "honoured"],
    variables: ["AWS_USE_FIPS_ENDPOINT"],
  },
  useDualstackEndpoint: {
    rule: writtenBoolean,
    shown: true,
    page: [FLAG, "honoured"],
    variables: ["AWS_USE_DUALSTACK_ENDPOINT"],
  },
  stsRegion: {
    decides: true,
    rule: rules.region,
    shown: true,
    page: [TEXT, "honoured; else STS of the region of the resource"],
  },
  customCaBundle: {
    rule: file,
    page: ["path", "honoured: trusted instead of the system's; else `ca_bundle` of the profile"],
    variables: ["AWS_CA_BUNDLE"],
  },
  httpProxy: {
    rule: proxy,
    isSecret: true,
    page: [TEXT, "honoured; for endpoints with https too where nothing else names a proxy"],
    variables: ["HTTP_PROXY"],
  },
  httpsProxy: {
    rule: proxy,
    isSecret: true,
    page: [TEXT, "honoured, for endpoints with https"],
    variables: ["HTTPS_PROXY"],
  },
  noProxy: {
    rule: text("hosts"),
    page: [TEXT, "honoured as Go does: a domain stands for its subdomains, `10.0.0.0/8`, `host:port`, `*`"],
    variables: ["NO_PROXY"],
  },
  maxRetries: {
    rule: attempts,
    shown: true,
    page: ["number, text", "honoured: how often a call is tried; else `max_attempts` of the profile, else 5 times"],
    variables: ["AWS_MAX_ATTEMPTS"],
  },
  retryMode: {
    rule: oneOf("standard", "adaptive"),
    shown: true,
    page: [TEXT, "honoured"],
    variables: ["AWS_RETRY_MODE"],
  },
  skipMetadataApiCheck: {
    rule: writtenBoolean,
    shown: true,
    page: [FLAG, "honoured: with true no instance is asked for credentials"],
    variables: ["AWS_EC2_METADATA_DISABLED"],
    isOfProcess: true,
  },
  ec2MetadataServiceEndpoint: {
    rule: url,
    page: [TEXT, "honoured"],
    variables: ["AWS_EC2_METADATA_SERVICE_ENDPOINT"],
    isOfProcess: true,
  },
  ec2MetadataServiceEndpointMode: {
    rule: oneOf("IPv4", "IPv6"),
    shown: true,
    page: ["IPv4, IPv6", "honoured"],
    variables: ["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"],
    isOfProcess: true,
  },
  insecure: {
    rule: never,
    shown: true,
    goesTo: [],
    page: [FLAG, "true is refused: the certificate of AWS is always checked"],
  },
} as const satisfies Readonly<Record<string, SettingRow>>;
