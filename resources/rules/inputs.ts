import { ACKNOWLEDGEABLE, formsOf } from "../partners/acknowledgement";
import { MODULUS_LENGTHS, NAMED_CURVES } from "../crypto/keyPairs/sizes";
import { FINGERPRINT } from "../crypto/publicKey/fingerprint";
import { allowedBy, judgedBy, listOf, oneOf, shownName, stringMap, text, wholeNumber } from "./rule";

export const fingerprint = text('a fingerprint "SHA256:" and 44 base64 characters', FINGERPRINT);
// Every partition's: us-gov-west-1, us-isob-east-1, cn-north-1, eusc-de-east-1
export const region = text('an AWS region such as "eu-west-1"', /^[a-z]{2,4}(-[a-z]+)+-\d$/);

// It becomes the value of a tag, and those are what AWS allows in one
export const owner = text(
  "<project>/<stack>/<resource name> of at most 256 letters, digits, blanks or _.:/=+-@ in all: rename the resource",
  /^(?=[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$)[^/]+\/[^/]+\/[\s\S]+$/u,
);

// AWS advises against a hyphen and six characters at the end, which make a partial ARN ambiguous; we use no partial ARN
export const secretName = text("1 to 512 of the characters A-Z a-z 0-9 / _ + = . @ -", /^[A-Za-z0-9/_+=.@-]{1,512}$/);

/** Of a policy: every secret whose name begins so. A wildcard of its own would be taken literally up to it. */
export const secretNamePrefix = text(
  'what the names begin with, 0 to 512 of the characters A-Z a-z 0-9 / _ + = . @ - ("" for every secret)',
  /^[A-Za-z0-9/_+=.@-]{0,512}$/,
);
/** AWS writes an account with 12 digits. A number has lost its leading zeros. */
export const policyAccount = text("an account of 12 digits, as text", /^\d{12}$/);
export const policyRoles = listOf(
  text('the ARN of a role, "arn:aws:iam::<account>:role/<name>"', /^arn:aws[a-z-]*:iam::(\d{12}|\*):role\/\S+$/),
  100,
);

const MAX_TAGS = 40; // of AWS's 50, the others are ours and the organisation's
export const tags = judgedBy<Readonly<Record<string, string>>>((value) => {
  const wrongType = allowedBy(stringMap, value);
  if (wrongType !== undefined) return wrongType;
  const entries = Object.entries(value as Record<string, string>);
  if (entries.length > MAX_TAGS) return `at most ${MAX_TAGS} tags`;
  for (const [key, entry] of entries) {
    if (/^aws:/i.test(key)) return `tags whose key does not begin with aws: (${shownName(key)} is AWS's)`;
    if (key.startsWith("partner-keys:"))
      return `tags whose key does not begin with partner-keys: (${shownName(key)} is ours)`;
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key))
      return "tag keys of 1 to 128 letters, digits, blanks or _.:/=+-@";
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(entry)) {
      return `tag values of at most 256 letters, digits, blanks or _.:/=+-@ (see ${shownName(key)})`;
    }
  }
  return undefined;
});

export const secretId = text(
  "the ARN or the name of a secret",
  /^(arn:aws[a-z-]*:secretsmanager:\S{1,2000}|[A-Za-z0-9/_+=.@-]{1,512})$/,
);
export const versionId = text("a version id of 32 to 64 characters", /^[A-Za-z0-9-]{32,64}$/);
export const description = text("a text of at most 2048 characters", /^[\s\S]{0,2048}$/);
export const kmsKeyId = text("the id, ARN or alias of a KMS key", /^[A-Za-z0-9:/_.-]{1,2048}$/);
export const rotateAfterDays = wholeNumber(1, 3650, "days");
export const retirePreviousAfterHours = wholeNumber(1, 8760, "hours");
export const retirePreviousWhenUnreadForDays = wholeNumber(1, 365, "days");
export const publishedForHours = wholeNumber(1, 8760, "hours");
const window = wholeNumber(7, 30, "days");
export const recoveryWindowInDays = judgedBy<number>((value) =>
  value === 0 || "value" in window(value)
    ? undefined
    : "0 (delete at once, for ever) or a whole number of days from 7 to 30",
);
export const modulusLength = oneOf(...MODULUS_LENGTHS);
export const namedCurve = oneOf(...NAMED_CURVES);
export const privateKeyFormat = oneOf("pkcs1", "sec1", "pkcs8", "pkcs8-base64", "openssh");
export const secretFormat = oneOf("pem", "json");
export const environment = text(
  "sandbox, production or another name of 1 to 63 of the characters a-z 0-9 -",
  /^[a-z0-9][a-z0-9-]{0,62}$/,
);
export const activationMode = oneOf("acknowledged", "immediate", "published");
export const acknowledgedFingerprint = judgedBy<string>((value) =>
  typeof value === "string" && formsOf(value).length > 0 ? undefined : ACKNOWLEDGEABLE,
);
/** Nothing but the full fingerprint names exactly one key. */
export const compromised = listOf(
  text(
    'the full fingerprint of a key, "SHA256:" and 44 characters of base64, no shorter form and none of a certificate',
    FINGERPRINT,
  ),
  20,
);
export const acknowledgedKeyId = text(
  "1 to 200 printable ASCII characters without blanks at the ends",
  /^[!-~](?:[ -~]{0,198}[!-~])?$/,
);
