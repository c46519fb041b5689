import { createPrivateKey, createPublicKey, KeyObject } from "node:crypto";
import { isConsistent } from "./consistent";
import { readOpenSshPrivateKey, whatOpenSshKeyItIs } from "./keyPairs/openSshPrivateKey";
import type { Encoding } from "./keyText/encoded";
import { isPrivate, keyText, type KeyBlock } from "./keyText/keyText";

/**
 * The private key in what a secret, a file or a variable holds: every form that this package stores, alone or as JSON,
 * and in what shells, env files, YAML, secret UIs, mail and editors make of it.
 *
 * @returns `undefined` where there is none, or more than one. The error of `node:crypto` is dropped: nothing of the value
 *   may come along
 */
export function readPrivateKey(text: string): KeyObject | undefined {
  const found = look(text);
  return found instanceof KeyObject ? found : undefined;
}

/** What a text is instead, told without a character of it. */
export function whatItIs(text: string): string {
  const found = look(text);
  return found instanceof KeyObject ? "a private key" : found;
}

/** Whether a text is a private key that wants a passphrase. */
export function isEncrypted(text: string): boolean {
  return look(text) === ENCRYPTED;
}

function look(text: string): KeyObject | string {
  if (text.trim() === "") return "empty";
  const { blocks, isJson } = keyText(text, []);
  if (isJson) return "JSON without a private key in one of its fields";
  const [block, ...others] = blocks.filter(isPrivate);
  if (others.length > 0) return `a text with ${others.length + 1} private keys`;
  if (block === undefined) return blocks[0] === undefined ? withoutBlock(text) : nameOf(blocks[0]);
  const key = read(block);
  if (typeof key === "string") return key;
  const isOther = blocks.some(({ encoding, bytes, lost }) => {
    return encoding === "spki" && (lost !== undefined || !isHalfOf(bytes, key));
  });
  return isOther ? "a private key beside the public key of another one" : key;
}

function read({ encoding, bytes, label, lost }: KeyBlock): KeyObject | string {
  if (encoding === "encrypted" || label?.includes("ENCRYPTED") === true) return ENCRYPTED;
  if (lost !== undefined) return `${DAMAGED} whose ${lost}`;
  if (encoding === "openssh") return readOpenSsh(bytes);
  if (encoding !== "pkcs8" && encoding !== "pkcs1" && encoding !== "sec1") return DAMAGED;
  try {
    const key = createPrivateKey({ key: bytes, format: "der", type: encoding });
    return isConsistent(key) ? key : DAMAGED;
  } catch {
    return DAMAGED;
  }
}

function readOpenSsh(bytes: Buffer): KeyObject | string {
  try {
    const key = readOpenSshPrivateKey(bytes);
    return isConsistent(key) ? key : DAMAGED;
  } catch {
    return whatOpenSshKeyItIs(bytes) ?? DAMAGED;
  }
}

const ENCRYPTED = "encrypted with a passphrase";
const DAMAGED = "a damaged private key";
const NAMES: Readonly<Partial<Record<Encoding, string>>> = {
  spki: "a public key",
  "pkcs1-public": "an RSA public key",
  certificate: "a certificate",
};

function nameOf({ encoding, label, lost }: KeyBlock): string {
  const name = label === undefined ? (NAMES[encoding] ?? "text without a PEM header") : `a ${label.toLowerCase()}`;
  return lost === undefined || !name.includes("key") ? name : `${name} whose ${lost}`;
}

function withoutBlock(text: string): string {
  if (/^\s*(?:ssh-|ecdsa-sha2-|sk-)[a-z0-9@.-]{1,60} AAAA/.test(text)) return "an OpenSSH public key";
  return /^\s*PuTTY-User-Key-File-/.test(text)
    ? "a key of PuTTY, which exports it as PEM"
    : "text without a PEM header";
}

function isHalfOf(spki: Buffer, key: KeyObject): boolean {
  try {
    return createPublicKey({ key: spki, format: "der", type: "spki" }).equals(createPublicKey(key));
  } catch {
    return false;
  }
}
