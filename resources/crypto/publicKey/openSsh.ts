import type { KeyObject } from "node:crypto";
import { problemsOfNames } from "../asked";
import { failure } from "../../errors";
import { keyTypeOf, type KeyType } from "./keyTypes";
import { readPublicKey } from "./publicPem";

/** What the line says besides the key. */
export interface OpenSshOptions {
  /** One line of text at the end, for people. Default: none. */
  readonly comment?: string;
}

/** A string of the SSH protocol: four bytes of length, then the bytes (RFC 4251 §5). */
export function sshString(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** A positive whole number of the SSH protocol: a leading zero where the first bit would be read as a sign. */
function sshNumber(base64url: string | undefined): Buffer {
  const bytes = bytesOf(base64url);
  return sshString(Number(bytes[0]) & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

const bytesOf = (base64url: string | undefined) => Buffer.from(String(base64url), "base64url");

/**
 * What SSH calls a type of key.
 *
 * @throws {@link PartnerKeysError} `ERR_INVALID_INPUT` for one that SSH has no name for (secp256k1), or a bad comment
 */
export function sshTypeOf({ name, ssh }: KeyType, { comment = "" }: OpenSshOptions = {}): string {
  const doing = "writing public key for SSH";
  if (ssh === undefined) {
    throw failure("ERR_INVALID_INPUT", {
      doing,
      what: `it is a key of type ${name}, SSH has RSA, P-256, P-384, P-521 and Ed25519`,
      advice: "use another form or kind of key",
    });
  }
  if (typeof comment !== "string" || /\p{Cc}/u.test(comment)) {
    const what =
      typeof comment === "string" ? "comment holds a line end or another control character" : "comment is no text";
    throw failure("ERR_INVALID_INPUT", { doing, what, advice: "give one line of text" });
  }
  return ssh;
}

/** The key as the SSH protocol carries it (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4). */
export function sshBlob(key: KeyObject): Buffer {
  const ssh = sshTypeOf(keyTypeOf(key));
  const { n, e, x, y } = key.export({ format: "jwk" });
  if (ssh === "ssh-rsa") return Buffer.concat([sshString(ssh), sshNumber(e), sshNumber(n)]);
  if (ssh === "ssh-ed25519") return Buffer.concat([sshString(ssh), sshString(bytesOf(x))]);
  const point = Buffer.concat([Buffer.of(4), bytesOf(x), bytesOf(y)]);
  return Buffer.concat([sshString(ssh), sshString(ssh.replace("ecdsa-sha2-", "")), sshString(point)]);
}

/**
 * The line for `authorized_keys`, a deploy key or an SFTP partner: type, key and comment, without a final newline.
 *
 * @throws {@link PartnerKeysError} `ERR_INVALID_INPUT` for a secp256k1 key, and a comment of several lines
 *
 * @example
 * ```ts
 * import { openSshPublicKey } from "pulumi-partner-keys/public-key";
 *
 * openSshPublicKey(publicKeyPem, { comment: "acme signer" });
 * ```
 */
export function openSshPublicKey(publicKeyPem: string, options: OpenSshOptions = {}): string {
  const [problem] = problemsOfNames(options, "option", ["comment"]);
  if (problem !== undefined) throw failure("ERR_INVALID_INPUT", { doing: "writing public key for SSH", what: problem });
  const key = readPublicKey(publicKeyPem);
  const ssh = sshTypeOf(keyTypeOf(key), options);
  return [ssh, sshBlob(key).toString("base64"), options.comment?.trim() ?? ""].join(" ").trimEnd();
}
