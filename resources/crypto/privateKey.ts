import { createPrivateKey, type KeyObject } from "node:crypto";
import { whatOpenSshKeyItIs } from "./keyPairs/openSshPrivateKey";
import { PRIVATE_FORMS } from "./keyPairs/privateForm";
import { plainText } from "./publicKey/publicPem";

/**
 * The private key in what a secret, a file or a variable holds: every form that this package stores, alone or as JSON, and
 * a PEM whose line ends a shell, `.env` file or Kubernetes manifest wrote out as `\n`.
 *
 * @returns `undefined` where there is none. The error of `node:crypto` is dropped: nothing of the value may come along
 */
export function readPrivateKey(text: string): KeyObject | undefined {
  try {
    return read(text.trim());
  } catch {
    return undefined;
  }
}

function read(text: string): KeyObject {
  if (/^[{"]/.test(text)) return read(textOf(JSON.parse(text)));
  const pem = withLineEnds(text);
  if (!pem.includes("-----BEGIN ")) return PRIVATE_FORMS["pkcs8-base64"].read(text);
  return pem.includes("-----BEGIN OPENSSH") ? PRIVATE_FORMS.openssh.read(pem) : createPrivateKey(pem);
}

/** Line ends that are written out, or those of another system. */
function withLineEnds(text: string): string {
  return plainText(text.replaceAll("\\r", "").replaceAll("\\n", "\n"));
}

function textOf(json: unknown): string {
  if (typeof json === "string") return json;
  const { privateKeyPem, privateKeyBase64 } = json as Partial<Record<"privateKeyPem" | "privateKeyBase64", string>>;
  return privateKeyPem ?? privateKeyBase64 ?? "";
}

/** What a text is instead, told without a character of it. */
export function whatItIs(text: string): string {
  const [, label] = /-----BEGIN ([A-Z0-9 ]{1,30})-----/.exec(text) ?? [];
  if (text.trim() === "") return "empty";
  if (text.trim().startsWith("{") && !/"privateKey(Pem|Base64)"/.test(text))
    return "JSON with neither privateKeyPem nor privateKeyBase64";
  if (label === undefined) return isEncryptedDer(text) ? ENCRYPTED : "text without a PEM header";
  if (label.includes("ENCRYPTED") || text.includes("Proc-Type: 4,ENCRYPTED")) return ENCRYPTED;
  if (label.startsWith("OPENSSH")) return whatOpenSshKeyItIs(withLineEnds(text)) ?? DAMAGED;
  return label.includes("PRIVATE KEY") ? DAMAGED : `a ${label.toLowerCase()}`;
}

const ENCRYPTED = "encrypted with a passphrase";
const DAMAGED = "a damaged private key";

/** Whether a text is PKCS#8 in base64 that wants a passphrase. */
export function isEncryptedDer(text: string): boolean {
  try {
    createPrivateKey({ key: Buffer.from(text, "base64"), type: "pkcs8", format: "der" });
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ERR_MISSING_PASSPHRASE";
  }
}
