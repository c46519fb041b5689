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

/** The bytes in the PEM that {@link openSshPrivateKey} writes. */
export function openSshBody(pem: string): Buffer {
  const [, base64 = ""] = /-----BEGIN OPENSSH PRIVATE KEY-----([^-]*)-----END/.exec(pem) ?? [];
  return Buffer.from(base64, "base64");
}

/** Reads the bytes of an unencrypted Ed25519 key, as {@link openSshPrivateKey} writes it; throws for anything else. */
export function readOpenSshPrivateKey(body: Buffer): KeyObject {
  const head = Buffer.concat([MAGIC, UNENCRYPTED, ONE_KEY]);
  if (!body.subarray(0, head.length).equals(head)) throw new Error("no unencrypted OpenSSH private key");
  const [, section = NOTHING] = sshStrings(body.subarray(head.length));
  const [type = NOTHING, , pair = NOTHING] = sshStrings(section.subarray(CHECK.length));
  // Of another type the strings mean something else: of ECDSA the third one is public
  if (type.toString() !== TYPE || pair.length !== 64) throw new Error("no Ed25519 key");
  const [d, x] = [pair.toString("base64url", 0, 32), pair.toString("base64url", 32)];
  const key = createPrivateKey({ key: { kty: "OKP", crv: "Ed25519", d, x }, format: "jwk" });
  if (createPublicKey(key).export({ format: "jwk" }).x !== x) throw new Error("the halves are of two keys");
  return key;
}

/** What an OpenSSH private key is that {@link readOpenSshPrivateKey} does not read; `undefined` where it is damaged. */
export function whatOpenSshKeyItIs(body: Buffer): string | undefined {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const head = body.subarray(MAGIC.length);
  const [cipher, , options] = sshStrings(head);
  if (cipher === undefined || options === undefined) return undefined;
  if (cipher.toString() !== "none") return "encrypted with a passphrase";
  const [blob = NOTHING] = sshStrings(head.subarray(UNENCRYPTED.length + ONE_KEY.length));
  const type = String(sshStrings(blob)[0] ?? "");
  return /^[a-z0-9@.-]{1,40}$/.test(type) && type !== TYPE ? `an OpenSSH private key of type ${type}` : undefined;
}

const TYPE = "ssh-ed25519";
const NOTHING = Buffer.alloc(0);

/** The strings at the beginning of some bytes; what follows them (padding) is left out. */
function sshStrings(bytes: Buffer): Buffer[] {
  const strings: Buffer[] = [];
  for (let rest = bytes; rest.length >= 4;) {
    const end = 4 + rest.readUInt32BE();
    if (end > rest.length) break;
    strings.push(rest.subarray(4, end));
    rest = rest.subarray(end);
  }
  return strings;
}
