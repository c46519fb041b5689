import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createPublicKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPrivateKey, whatItIs } from "../../../resources/crypto/privateKey";
import { openSshPublicKey } from "../../../resources/crypto/publicKey/openSsh";
import { hasSshKeygen } from "../../support/sshKeygen";

/** The private file and the public line that ssh-keygen writes, with its own check numbers, comment and padding. */
function madeBySsh(type: string, bits: string, passphrase = ""): readonly [file: string, line: string] {
  const folder = mkdtempSync(join(tmpdir(), "partner-keys-ssh-"));
  try {
    const file = join(folder, "key");
    execFileSync("ssh-keygen", ["-q", "-t", type, "-b", bits, "-N", passphrase, "-C", "me@host", "-f", file]);
    const [kind, blob] = readFileSync(`${file}.pub`, "utf8").split(" ");
    return [readFileSync(file, "utf8"), `${String(kind)} ${String(blob)}`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("a private key that OpenSSH wrote", () => {
  if (!hasSshKeygen()) return;

  for (const [type, bits] of [
    ["rsa", "2048"],
    ["rsa", "3072"],
    ["ecdsa", "256"],
    ["ecdsa", "384"],
    ["ecdsa", "521"],
    ["ed25519", "256"],
  ] as const)
    it(`of type ${type} with ${bits} bits is read`, () => {
      // The numbers of one key in 128 begin with a zero
      for (let i = 0; i < (type === "ecdsa" ? 8 : 1); i++) {
        const [file, line] = madeBySsh(type, bits);
        const key = readPrivateKey(file) ?? assert.fail(whatItIs(file));
        assert.equal(openSshPublicKey(createPublicKey(key).export({ type: "spki", format: "pem" }).toString()), line);
      }
    });

  it("with a passphrase is named", () => {
    assert.equal(whatItIs(madeBySsh("rsa", "2048", "secret")[0]), "encrypted with a passphrase");
  });

  it("with a changed number is refused", () => {
    const [file] = madeBySsh("rsa", "2048");
    const body = Buffer.from(file.replace(/-----[^-]+-----|\s/g, ""), "base64");
    // The private exponent: past the numbers that the public half has, and before the end
    body[body.length - 600] = (body[body.length - 600] ?? 0) ^ 1;
    const changed = `-----BEGIN OPENSSH PRIVATE KEY-----\n${body.toString("base64")}\n-----END OPENSSH PRIVATE KEY-----\n`;
    assert.equal(whatItIs(changed), "a damaged private key");
  });
});
