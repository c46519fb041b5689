import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";
import { sshBlob, sshString } from "../publicKey/openSsh";

// The layout is OpenSSH's PROTOCOL.key: magic, cipher, KDF and its options, number of keys, public key, private section
const MAGIC = Buffer.from("openssh-key-v1\0");
const UNENCRYPTED = Buffer.concat([sshString("none"), sshString("none"), sshString("")]);
const ONE_KEY = Buffer.of(0, 0, 0, 1);
/** Two equal numbers tell a reader that it decrypted well. There is no encryption, so they need not be random. */
const CHECK = Buffer.alloc(8);
const BLOCK = 8;
const COLUMNS = /.{1,70}/g;
const NOTHING = Buffer.alloc(0);

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

/** The private keys that OpenSSH has and a key pair of ours may be: the numbers that follow the type, as a JWK. */
const AS_JWK: Readonly<Record<string, (numbers: readonly Buffer[]) => JsonWebKey>> = {
  "ssh-ed25519": ([, pair = NOTHING]) => {
    if (pair.length !== 64) throw new Error("no Ed25519 key");
    return { kty: "OKP", crv: "Ed25519", d: base64url(pair.subarray(0, 32)), x: base64url(pair.subarray(32)) };
  },
  "ssh-rsa": ([n = NOTHING, e = NOTHING, d = NOTHING, qi = NOTHING, p = NOTHING, q = NOTHING]) => {
    const exponent = (prime: Buffer) => unsigned(numberOf(d) % (numberOf(prime) - 1n));
    const all = { n, e, d, p, q, dp: exponent(p), dq: exponent(q), qi };
    const digits = Object.entries(all).map(([name, number]) => [name, base64url(withoutSign(number))]);
    return { kty: "RSA", ...Object.fromEntries(digits) } as JsonWebKey;
  },
  "ecdsa-sha2-nistp256": ofCurve("P-256", 32),
  "ecdsa-sha2-nistp384": ofCurve("P-384", 48),
  "ecdsa-sha2-nistp521": ofCurve("P-521", 66),
};

/** The name of the curve, the point without compression, the private number. */
function ofCurve(crv: string, size: number) {
  return ([, point = NOTHING, d = NOTHING]: readonly Buffer[]): JsonWebKey => {
    const [x, y] = [point.subarray(1, 1 + size), point.subarray(1 + size)];
    const padded = Buffer.concat([Buffer.alloc(size), withoutSign(d)]).subarray(-size);
    return { kty: "EC", crv, x: base64url(x), y: base64url(y), d: base64url(padded) };
  };
}

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
const numberOf = (bytes: Buffer) => BigInt(`0x0${bytes.toString("hex")}`);
/** An mpint has a zero in front where its first bit is set (RFC 4251, 5). */
const withoutSign = (bytes: Buffer) => (bytes[0] === 0 ? bytes.subarray(1) : bytes);

function unsigned(number: bigint): Buffer {
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
}

/** Reads the bytes of an unencrypted key; throws for anything else, and where the halves are of two keys. */
export function readOpenSshPrivateKey(body: Buffer): KeyObject {
  const head = Buffer.concat([MAGIC, UNENCRYPTED, ONE_KEY]);
  if (!body.subarray(0, head.length).equals(head)) throw new Error("no unencrypted OpenSSH private key");
  const [, section = NOTHING] = sshStrings(body.subarray(head.length));
  const [type = NOTHING, ...numbers] = sshStrings(section.subarray(CHECK.length));
  const asJwk = Object.hasOwn(AS_JWK, String(type)) ? AS_JWK[String(type)] : undefined;
  if (asJwk === undefined) throw new Error("no type of ours");
  const jwk = asJwk(numbers);
  const key = createPrivateKey({ key: jwk, format: "jwk" });
  if (createPublicKey(key).export({ format: "jwk" }).x !== jwk.x) throw new Error("the halves are of two keys");
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
  return /^[a-z0-9@.-]{1,40}$/.test(type) && !Object.hasOwn(AS_JWK, type)
    ? `an OpenSSH private key of type ${type}`
    : undefined;
}

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
