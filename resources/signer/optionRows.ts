import { FULL_ARN, regionOfSecret } from "../aws/arn";
import type { RequestScheme } from "../partners/schemes/scheme";
import { isEncrypted } from "../rules/encrypted";
import type { Rule } from "../rules/rule";
import { aFunction, type OptionRow } from "./readOptions";
import { STAGES, type Stage } from "../secrets/labels";

/** A secret, by its full ARN: its region. */
const secret: Rule<string> = (arn) => {
  const region = regionOfSecret(arn);
  return region === undefined ? { allowed: FULL_ARN } : { value: region };
};

const seconds: Rule<number> = (given) =>
  typeof given === "number" && given >= 1 && given <= 86_400
    ? { value: given }
    : { allowed: "a number of seconds from 1 to 86400" };

const someStages: Rule<readonly Stage[]> = (given) => {
  const isGood =
    Array.isArray(given) &&
    given.includes("AWSCURRENT") &&
    new Set(given).size === given.length &&
    given.every((stage) => STAGES.includes(stage as Stage));
  return isGood ? { value: given as Stage[] } : { allowed: "AWSCURRENT and any of AWSPENDING, AWSPREVIOUS, each once" };
};

const anOrigin: Rule<string> = (given) => {
  const url = typeof given === "string" && URL.canParse(given) ? new URL(given) : undefined;
  return url !== undefined && (given === url.origin || given === `${url.origin}/`) && isEncrypted(url)
    ? { value: url.origin }
    : { allowed: "scheme, host and port alone, https://api.example.com; http: only to this machine" };
};

const own = { rule: aFunction };

/** The secrets that are read. */
export const SECRETS = {
  privateKeySecretArn: { rule: secret, isHidden: true, isRequired: true },
  apiKeySecretArn: { rule: secret, isHidden: true },
} as const satisfies Readonly<Record<string, OptionRow>>;

/** All others, in the order in which a message tells what is wrong. Where it lists them it begins with the last. */
export const OTHERS = {
  onEvent: own,
  read: own,
  fetch: own,
  maxAge: { rule: seconds },
  refused: own,
  scheme: {
    rule: aFunction,
    partsOf: (given) => [[".headers", given && ((given as Partial<RequestScheme>).headers ?? null)]],
  },
  stages: { rule: someStages },
  origin: { rule: anOrigin, isHidden: true, partsOf: (given) => [given].flat().map((one) => ["", one]) },
} as const satisfies Readonly<Record<string, OptionRow>>;
