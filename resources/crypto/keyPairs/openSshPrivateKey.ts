import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { sshBlob, sshString } from "../publicKey/openSsh";

// The layout is OpenSSH's PROTOCOL.key: magic, cipher, KDF and its options, number of keys, public key, private section
const MAGIC = Buffer.from("openssh-key-v1\0");
const UNENCRYPTED = Buffer.concat([sshString("none"), sshString("none"), sshString("")]);
const ONE_KEY = Buffer.of(0, 0, 0, 1);
/** Two equal numbers tell a reader that it decrypted well. There is no encryption, so they need not be random. */
const CHECK = Buffer.alloc(8);
const BLOCK = 8;
const COLUMNS = /.{1,70}/g;

/** An Ed25519 private key as OpenSSH writes it, unencrypted and without a comment. */
export function openSshPrivateKey(key: KeyObject): string {
  const { d, x } = key.export({ format: "jwk" });
  const [seed, point] = [d, x].map((value) => Buffer.from(String(value), "base64url")) as [Buffer, Buffer];
  const blob = sshBlob(createPublicKey(key));
  const secret = [CHECK, blob, sshString(Buffer.concat([seed, point])), sshString("")];
  const body = Buffer.concat([MAGIC, UNENCRYPTED, ONE_KEY, sshString(blob), sshString(padded(Buffer.concat(secret)))]);
  const lines = body.toString("base64").match(COLUMNS) ?? [];
  return ["-----BEGIN OPENSSH PRIVATE KEY-----", ...lines, "-----END OPENSSH PRIVATE KEY-----", ""].join("\n");
}

/** Filled up to whole blocks with 1, 2, 3, … */
function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.from(Array.from({ length: -bytes.length & (BLOCK - 1) }, (_, i) => i + 1))]);
}

/** Reads what {@link openSshPrivateKey} wrote; throws for anything else. */
export function readOpenSshPrivateKey(text: string): KeyObject {
  const body = Buffer.from(text.replace(/-----[A-Z ]+-----/g, ""), "base64");
  const head = Buffer.concat([MAGIC, UNENCRYPTED, ONE_KEY]);
  if (!body.subarray(0, head.length).equals(head)) throw new Error("no unencrypted OpenSSH private key");
  const [, section] = sshStrings(body.subarray(head.length));
  const [, , pair] = sshStrings(Buffer.from(section ?? "").subarray(CHECK.length));
  const [seed, point] = [Buffer.from(pair ?? "").subarray(0, 32), Buffer.from(pair ?? "").subarray(32)];
  const jwk = { kty: "OKP", crv: "Ed25519", d: seed.toString("base64url"), x: point.toString("base64url") };
  return createPrivateKey({ key: jwk, format: "jwk" });
}

/** The strings at the beginning of some bytes; what follows them (padding) is left out. */
function sshStrings(bytes: Buffer): Buffer[] {
  if (bytes.length < 4) return [];
  const end = 4 + bytes.readUInt32BE();
  return end > bytes.length ? [] : [bytes.subarray(4, end), ...sshStrings(bytes.subarray(end))];
}
