import { execFileSync } from "node:child_process";
import { createPublicKey } from "node:crypto";

/** What OpenSSL makes of a private key, and which OpenSSL that was: the claims of the demo name it. */
export interface OpensslView {
  readonly isAccepted: boolean;
  readonly acceptedBy: string;
  readonly publicKeyPem: string;
  readonly derivedBy: string;
}

/** Asks OpenSSL's own command; where it is not installed, Node's copy of OpenSSL, which reads a key but has no `-check`. */
export function opensslView(privateKeyPem: string): OpensslView {
  const rsa = (...args: readonly string[]) =>
    execFileSync("openssl", ["rsa", ...args], { input: privateKeyPem, stdio: "pipe" }).toString();
  try {
    return {
      isAccepted: rsa("-check", "-noout").includes("RSA key ok"),
      acceptedBy: "`openssl rsa -check` accepts it",
      publicKeyPem: rsa("-pubout"),
      derivedBy: "`openssl rsa -pubout`",
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    const publicKeyPem = createPublicKey(privateKeyPem).export({ type: "spki", format: "pem" }).toString();
    return {
      isAccepted: true, // it was read, or the line above would have thrown
      acceptedBy: "Node's OpenSSL reads it (`openssl` is not on PATH)",
      publicKeyPem,
      derivedBy: "what Node's OpenSSL derives from private.pem",
    };
  }
}
