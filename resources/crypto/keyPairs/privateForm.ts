import { createPrivateKey, type KeyObject } from "node:crypto";
import { openSshBody, openSshPrivateKey, readOpenSshPrivateKey } from "./openSshPrivateKey";

/** How a private key is written, and read again for the self-test. */
interface PrivateFormRow {
  /** Its name where a secret is JSON. */
  readonly field: "privateKeyPem" | "privateKeyBase64";
  readonly write: (key: KeyObject) => string;
  readonly read: (text: string) => KeyObject;
}

const pem = (type: "pkcs1" | "sec1" | "pkcs8"): PrivateFormRow => ({
  field: "privateKeyPem",
  write: (key) => key.export({ type, format: "pem" }).toString(),
  read: createPrivateKey,
});

/** The forms of a private key, unencrypted. A form is a row; which kinds of key have it, says the kind. */
export const PRIVATE_FORMS = {
  /** `BEGIN RSA PRIVATE KEY` (RFC 8017). */
  pkcs1: pem("pkcs1"),
  /** `BEGIN EC PRIVATE KEY` (RFC 5915), with the name of its curve. */
  sec1: pem("sec1"),
  /** `BEGIN PRIVATE KEY` (RFC 5208). */
  pkcs8: pem("pkcs8"),
  /** The DER of `pkcs8` in base64 on one line, as Java's PKCS8EncodedKeySpec wants it. */
  "pkcs8-base64": {
    field: "privateKeyBase64",
    write: (key) => key.export({ type: "pkcs8", format: "der" }).toString("base64"),
    read: (text) => createPrivateKey({ key: Buffer.from(text, "base64"), type: "pkcs8", format: "der" }),
  },
  /** `BEGIN OPENSSH PRIVATE KEY`: OpenSSH reads no other form of an Ed25519 key. */
  openssh: {
    field: "privateKeyPem",
    write: openSshPrivateKey,
    read: (text) => readOpenSshPrivateKey(openSshBody(text)),
  },
} as const satisfies Record<string, PrivateFormRow>;

export type PrivateForm = keyof typeof PRIVATE_FORMS;
