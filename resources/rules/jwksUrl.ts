import { isEncrypted } from "./encrypted";
import { judgedBy } from "./rule";

/** Where a JWKS is published. What a URL could carry besides, a user or a fragment, no partner fetches. */
export const jwksUrl = judgedBy<string>((value) =>
  isJwksUrl(value) ? undefined : "https://<host>/<path>; http: only to this machine",
);

function isJwksUrl(value: unknown): boolean {
  if (typeof value !== "string" || value.length > 2048 || !URL.canParse(value)) return false;
  const url = new URL(value);
  // A fragment that is empty is not in `url.hash`
  return isEncrypted(url) && `${url.username}${url.password}` === "" && !/[#\s]/.test(value);
}
