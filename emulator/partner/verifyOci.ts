import * as forge from "node-forge";
import type { SignedRequest, Verify } from "./signedRequest";
import type { KnownKey } from "./verifySignature";

const OF_ALL = ["date", "(request-target)", "host"];
const OF_BODIES = ["content-length", "content-type", "x-content-sha256"];

/** HTTP signatures of Oracle Cloud Infrastructure, over what came: the headers, the target, the digest of the body. */
export const verifyOci: Verify = (request, { keys, now, skewSeconds }) => {
  const { method, headers, body } = request;
  const scheme = /^Signature (.*)$/.exec(headers.authorization ?? "")?.[1] ?? "";
  const parameters = new Map([...scheme.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
  const signed = (parameters.get("headers") ?? "").split(" ");
  const needed = ["POST", "PUT", "PATCH"].includes(method) ? [...OF_ALL, ...OF_BODIES] : OF_ALL;
  if (parameters.get("version") !== "1" || parameters.get("algorithm") !== "rsa-sha256") return false;
  if (!needed.every((name) => signed.includes(name))) return false;
  if (Math.abs(now - Date.parse(headers.date ?? "") / 1000) > skewSeconds) return false;
  if (signed.includes("x-content-sha256") && headers["x-content-sha256"] !== sha256(body)) return false;
  const [tenancy, user, fingerprint] = (parameters.get("keyId") ?? "").split("/");
  const key = keys.find((known) => md5Of(known) === fingerprint);
  const signature = Buffer.from(parameters.get("signature") ?? "", "base64");
  const text = signed.map((name) => `${name}: ${valueOf(name, request)}`).join("\n");
  return (
    [tenancy, user].every((id) => id?.startsWith("ocid1.")) && key?.verifies(Buffer.from(text), signature) === true
  );
};

function valueOf(name: string, { method, target, headers }: SignedRequest): string {
  return name === "(request-target)" ? `${method.toLowerCase()} ${target}` : String(headers[name]);
}

/** As the console shows it. */
function md5Of({ publicKeyPem }: KnownKey): string {
  const key = forge.pki.publicKeyFromPem(publicKeyPem);
  return forge.pki.getPublicKeyFingerprint(key, {
    type: "SubjectPublicKeyInfo",
    md: forge.md.md5.create(),
    encoding: "hex",
    delimiter: ":",
  });
}

function sha256(body: Buffer): string {
  return forge.util.encode64(forge.md.sha256.create().update(body.toString("latin1")).digest().getBytes());
}
