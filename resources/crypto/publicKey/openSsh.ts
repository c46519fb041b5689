import type { KeyObject } from "node:crypto";
import { PartnerKeysError } from "../../errors";
import { keyTypeOf } from "./keyTypes";
import { readPublicKey } from "./publicPem";

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
 * The key as the SSH protocol carries it (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4).
 *
 * @throws {@link PartnerKeysError} `ERR_INVALID_INPUT` for a key that SSH has no name for, such as secp256k1
 */
export function sshBlob(key: KeyObject): Buffer {
  const { name, ssh } = keyTypeOf(key);
  if (ssh === undefined) {
    throw new PartnerKeysError(
      "ERR_INVALID_INPUT",
      `writing public key for SSH: it is a key of type ${name}, SSH has RSA, P-256, P-384, P-521 and Ed25519; use another form or kind of key`,
    );
  }
  const { n, e, x, y } = key.export({ format: "jwk" });
  if (ssh === "ssh-rsa") return Buffer.concat([sshString(ssh), sshNumber(e), sshNumber(n)]);
  if (ssh === "ssh-ed25519") return Buffer.concat([sshString(ssh), sshString(bytesOf(x))]);
  const point = Buffer.concat([Buffer.of(4), bytesOf(x), bytesOf(y)]);
  return Buffer.concat([sshString(ssh), sshString(ssh.replace("ecdsa-sha2-", "")), sshString(point)]);
}

/**
 * The line for `authorized_keys`, a deploy key or an SFTP partner: type, key and comment, without a final newline.
 *
 * `comment`: one line of text at the end, for people. Default: none.
 * @throws {@link PartnerKeysError} `ERR_INVALID_INPUT` for a secp256k1 key, and a comment of several lines
 */
export function openSshPublicKey(publicKeyPem: string, options: { readonly comment?: string } = {}): string {
  const { comment = "" } = options;
  if (/\p{Cc}/u.test(comment)) {
    throw new PartnerKeysError(
      "ERR_INVALID_INPUT",
      "writing public key for SSH: comment holds a line end or another control character, allowed: one line of text",
    );
  }
  const key = readPublicKey(publicKeyPem);
  return [keyTypeOf(key).ssh, sshBlob(key).toString("base64"), comment.trim()].join(" ").trimEnd();
}
