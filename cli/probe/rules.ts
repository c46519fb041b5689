import { FULL_ARN, regionOfSecret } from "../../resources/aws/arn";
import type { Rule } from "../../resources/rules/rule";
import { isEncrypted } from "../../resources/rules/encrypted";
import { urlToSign } from "../../resources/signer/partnerRequest";

/** The full ARN of a secret. */
export const secretArn: Rule<string> = (given) =>
  typeof given === "string" && regionOfSecret(given) !== undefined ? { value: given } : { allowed: FULL_ARN };

/** A URL of the partner, as it is signed and sent. */
export const partnerUrl: Rule<string> = (given) => {
  const url = typeof given === "string" && URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !isEncrypted(url) || url.username !== "" || url.password !== "")
    return { allowed: "https://<host>/<path>, without user and password; http: only to this machine" };
  return { value: urlToSign(url, [url.origin]) };
};
