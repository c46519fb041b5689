import { createHash, type KeyObject, sign } from "node:crypto";
import { publicPemOf } from "../../crypto/publicKey/publicPem";
import { text } from "../../rules/rule";
import { publicFingerprint } from "../fingerprintForms";
import { EFFECTS } from "./assertion";
import type { RequestScheme, SchemeEffects, SchemeRequest } from "./scheme";
import { checkSchemeOptions } from "./schemeOptions";

/** Whose key signs. With the fingerprint of the key, which is computed, they are the key id. */
export interface OciOptions {
  /** OCID of the tenancy. */
  readonly tenancy: string;
  /** OCID of the user that the key was added to. */
  readonly user: string;
}

const PARTNER = "Oracle OCI";
const ocid = (what: string) => text(`an OCID, ocid1.${what}.…`, new RegExp(String.raw`^ocid1\.${what}\.[\w.-]+$`));
/** Methods whose body is signed too. */
const WITH_BODY = ["post", "put", "patch"];

/**
 * HTTP signatures of Oracle Cloud Infrastructure (version 1, rsa-sha256): `date`, request target and host, of requests with a
 * body its length, type and digest too. Uploads of Object Storage that leave out the body's digest are not served.
 * Source: docs.oracle.com/iaas/Content/API/Concepts/signingrequests.htm, 2023-01-04.
 *
 * @throws PartnerKeysError `ERR_INVALID_INPUT`
 *
 * @example
 * ```ts
 * import { ociSignature } from "pulumi-partner-keys/schemes";
 *
 * const scheme = ociSignature({ tenancy: "ocid1.tenancy.oc1..acme", user: "ocid1.user.oc1..signer" });
 * ```
 */
export function ociSignature(options: OciOptions, { now }: Pick<SchemeEffects, "now"> = EFFECTS): RequestScheme {
  checkSchemeOptions(PARTNER, options, { tenancy: ocid("tenancy"), user: ocid("user") });
  const { tenancy, user } = options;
  return {
    name: PARTNER,
    signsWith: "rsa",
    fits: ({ asymmetricKeyType }) => asymmetricKeyType === "rsa",
    headers: (request, { privateKey }) =>
      ociHeaders({ tenancy, user }, new Date(now()).toUTCString(), request, privateKey),
  };
}

/** The headers of one request at a date, which is the text that is sent. */
export function ociHeaders(
  { tenancy, user }: OciOptions,
  date: string,
  { method, url, headers, body }: SchemeRequest,
  privateKey: KeyObject,
): Readonly<Record<string, string>> {
  const { host, pathname, search } = new URL(url);
  const verb = method.toLowerCase();
  const content = WITH_BODY.includes(verb) ? contentHeaders(headers, body) : {};
  const signed = { date, "(request-target)": `${verb} ${pathname}${search}`, host, ...content };
  const lines = Object.entries(signed).map(([name, value]) => `${name}: ${value}`);
  const parameters = {
    version: "1",
    headers: Object.keys(signed).join(" "),
    keyId: `${tenancy}/${user}/${publicFingerprint(publicPemOf(privateKey), "spki-md5")}`,
    algorithm: "rsa-sha256",
    signature: sign("sha256", Buffer.from(lines.join("\n")), privateKey).toString("base64"),
  };
  const given = Object.entries(parameters).map(([name, value]) => `${name}="${value}"`);
  return { date, ...content, authorization: `Signature ${given.join(",")}` };
}

/** In the order of Oracle's own example. */
function contentHeaders(given: Headers, body: string | Uint8Array) {
  return {
    "content-length": String(Buffer.byteLength(body)),
    "content-type": given.get("content-type") ?? "application/json",
    "x-content-sha256": createHash("sha256").update(body).digest("base64"),
  };
}
