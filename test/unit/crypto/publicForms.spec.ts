import * as assert from "node:assert/strict";
import { createPublicKey, sign, type JsonWebKey, type KeyObject } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ed25519 } from "@noble/curves/ed25519.js";
import { p256, p384, p521 } from "@noble/curves/nist.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import * as forge from "node-forge";
import { publicArtifact, publicFingerprint, publicJwk, publicJwks } from "../../../resources/publicKey";
import { Judgements } from "../../support/judgements";
import { KINDS } from "../../support/keyPairKinds";
import { openssl, opensslVersion } from "../../support/openssl";
import { hasSshKeygen, sshKeygen } from "../../support/sshKeygen";

const ALGORITHMS: Readonly<Record<string, string>> = {
  RSA: "RS384",
  "P-256": "ES256",
  "P-384": "ES384",
  "P-521": "ES512",
  secp256k1: "ES256K",
  Ed25519: "EdDSA",
};
const POINTS = { "P-256": p256.Point, "P-384": p384.Point, "P-521": p521.Point, secp256k1: secp256k1.Point };

/** The hex digits of the public key that `openssl pkey -text` prints. */
function hexOfText(text: string): string {
  return (/pub:\n((?: +[0-9a-f:]+\n)+)/.exec(text)?.[1] ?? "").replace(/[^0-9a-f]/g, "");
}

describe("public forms", () => {
  const judgements = new Judgements("public");
  const withOpenssl = opensslVersion() !== undefined;
  const withSsh = hasSshKeygen();

  for (const { name, kind, size } of KINDS) {
    describe(`of ${name}`, () => {
      let pem: string;
      let privateKey: KeyObject;
      let folder: string;
      let der: string;
      before(async () => {
        const pair = await kind.generate(size);
        privateKey = pair.privateKey;
        pem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
        folder = mkdtempSync(join(tmpdir(), "partner-keys-public-"));
        der = join(folder, "key.der");
        writeFileSync(der, pair.publicKey.export({ type: "spki", format: "der" }));
      });
      after(() => rmSync(folder, { recursive: true, force: true }));

      const judge = (form: string, who: string, claim: () => void | Promise<void>) =>
        judgements.it(name, form, who, claim);

      if (withOpenssl) {
        judge("spki-pem", "openssl", () =>
          assert.equal(openssl(["pkey", "-pubin", "-inform", "DER", "-in", der]), pem),
        );
        judge("spki-base64", "openssl", () => {
          assert.equal(openssl(["base64", "-A", "-in", der]).trim(), publicArtifact(pem, "spki-base64"));
        });
        judge("spki-sha256", "openssl", () => {
          const [hex = ""] = openssl(["dgst", "-sha256", "-r", der]).split(" ");
          assert.equal(`SHA256:${Buffer.from(hex, "hex").toString("base64")}`, publicFingerprint(pem, "spki-sha256"));
        });
        judge("spki-md5", "openssl", () => {
          const told = openssl(["dgst", "-md5", "-c", der]).trim();
          assert.ok(told.endsWith(` ${publicFingerprint(pem, "spki-md5")}`), told);
        });
        judge("jwk", "openssl", () => {
          const jwk = JSON.parse(publicArtifact(pem, "jwk")) as JsonWebKey;
          const key = createPublicKey({ key: jwk, format: "jwk" });
          assert.equal(openssl(["pkey", "-pubin"], key.export({ type: "spki", format: "pem" }).toString()), pem);
        });
      }

      if (withOpenssl && name !== "RSA") {
        for (const form of ["raw-hex", "raw-base64"] as const) {
          judge(form, "openssl", () => {
            const hex = hexOfText(openssl(["pkey", "-pubin", "-noout", "-text"], pem));
            assert.ok(hex.length >= 64);
            const encoding = form === "raw-hex" ? "hex" : "base64";
            assert.equal(publicArtifact(pem, form), Buffer.from(hex, "hex").toString(encoding));
          });
        }
      }

      if (name === "RSA") {
        const ofForge = () => forge.pki.publicKeyFromPem(pem);
        judge("spki-pem", "node-forge", () => {
          assert.equal(
            forge.pki.publicKeyToPem(ofForge(), 64).replaceAll("\r\n", "\n"),
            publicArtifact(pem, "spki-pem"),
          );
        });
        judge("spki-base64", "node-forge", () => {
          const bytes = forge.asn1.toDer(forge.pki.publicKeyToAsn1(ofForge())).getBytes();
          assert.equal(forge.util.encode64(bytes), publicArtifact(pem, "spki-base64"));
        });
        judge("spki-md5", "node-forge", () => {
          const [type, encoding, delimiter] = ["SubjectPublicKeyInfo", "hex", ":"] as const;
          const told = forge.pki.getPublicKeyFingerprint(ofForge(), {
            md: forge.md.md5.create(),
            type,
            encoding,
            delimiter,
          });
          assert.equal(told, publicFingerprint(pem, "spki-md5"));
        });
        judge("openssh", "node-forge", () => {
          assert.equal(
            forge.ssh.publicKeyToOpenSSH(ofForge(), "me"),
            publicArtifact(pem, { form: "openssh", comment: "me" }),
          );
        });
      } else {
        judge("raw-hex", "noble", () => {
          const hex = publicArtifact(pem, "raw-hex");
          if (name === "Ed25519") assert.equal(ed25519.Point.fromHex(hex).toHex(), hex);
          else assert.equal(POINTS[name as keyof typeof POINTS].fromHex(hex).toHex(false), hex);
        });
      }

      if (withSsh && name !== "secp256k1") {
        judge("openssh", "ssh-keygen", () => {
          // It reads no Ed25519 key but its own; of that one it says the size and the fingerprint
          const line = publicArtifact(pem, { form: "openssh", comment: "acme signer" });
          if (name !== "Ed25519")
            assert.equal(sshKeygen(["-i", "-m", "PKCS8"], pem).trim(), publicArtifact(pem, "openssh"));
          assert.match(sshKeygen(["-l"], line), / acme signer \((RSA|ECDSA|ED25519)\)$/m);
        });
        judge("openssh-sha256", "ssh-keygen", () => {
          const [, told] = sshKeygen(["-l", "-E", "sha256"], publicArtifact(pem, "openssh")).split(" ");
          assert.equal(told, publicFingerprint(pem, "openssh-sha256"));
        });
        judge("openssh-md5", "ssh-keygen", () => {
          const [, told] = sshKeygen(["-l", "-E", "md5"], publicArtifact(pem, "openssh")).split(" ");
          assert.equal(told, publicFingerprint(pem, "openssh-md5"));
        });
      }

      judge("jwk-thumbprint", "jose", async () => {
        const jose = await import("jose"); // an ES module
        const told = await jose.calculateJwkThumbprint(publicJwk(pem));
        assert.equal(publicFingerprint(pem, "jwk-thumbprint"), told);
        assert.equal(publicJwk(pem).kid, told);
      });

      if (name !== "secp256k1") {
        // WebCrypto, which jose is made of, has no secp256k1
        const alg = ALGORITHMS[name]!;
        judge("spki-pem", "jose", async () => {
          const jose = await import("jose");
          const text = await jose.exportSPKI(
            await jose.importSPKI(publicArtifact(pem, "spki-pem"), alg, { extractable: true }),
          );
          assert.equal(text.trim(), pem.trim());
        });
        judge("jwk", "jose", async () => {
          const jose = await import("jose");
          const jwk = JSON.parse(publicArtifact(pem, { form: "jwk", alg })) as Record<string, string>;
          const key = await jose.importJWK({ ...jwk, ext: true } as never);
          assert.equal((await jose.exportSPKI(key)).trim(), pem.trim());
        });
        judge("jwks", "jose", async () => {
          const jose = await import("jose");
          const set = JSON.parse(publicArtifact(pem, { form: "jwks", alg })) as { keys: { kid: string }[] };
          const jws = await new jose.CompactSign(Buffer.from("m"))
            .setProtectedHeader({ alg, kid: set.keys[0]!.kid })
            .sign(privateKey);
          await jose.compactVerify(jws, jose.createLocalJWKSet(set as never));
        });
      } else if (withOpenssl) {
        judge("jwks", "openssl", () => {
          const [jwk] = publicJwks([pem], { alg: "ES256K" }).keys;
          const key = createPublicKey({ key: jwk as never, format: "jwk" });
          assert.equal(openssl(["pkey", "-pubin"], key.export({ type: "spki", format: "pem" }).toString()), pem);
        });
      }

      it("leave out a key that there is not yet, as an output tells it", () =>
        assert.deepEqual(publicJwks([pem, ""]), publicJwks([pem])));

      it("say what they are asked to say besides the key", () => {
        const alg = ALGORITHMS[name]!;
        const { kty, use, kid, ...more } = publicJwk(pem, { alg, kid: "acme-2026" });
        assert.deepEqual({ kty, use, kid, alg: more.alg }, { kty: keyType(name), use: "sig", kid: "acme-2026", alg });
        assert.deepEqual(
          Object.keys(publicJwk(pem)).filter((member) => member === "alg"),
          [],
        );
        assert.deepEqual(publicJwks([pem, pem]), { keys: [publicJwk(pem), publicJwk(pem)] });
      });

      it("are for encryption where the algorithm is one that encrypts", () => {
        const alg = name === "RSA" ? "RSA-OAEP-256" : "ECDH-ES+A256KW";
        if (["secp256k1", "Ed25519"].includes(name)) assert.throws(() => publicJwk(pem, { alg }), /does not fit/);
        else assert.equal(publicJwk(pem, { alg }).use, "enc");
        assert.equal(publicJwk(pem).use, "sig");
      });

      it("hold nothing of the private half", () => {
        const { d } = privateKey.export({ format: "jwk" });
        for (const form of ["jwk", "jwks"] as const) assert.ok(!publicArtifact(pem, form).includes(String(d)));
      });

      for (const [what, changed] of [
        ["CRLF line ends", (text: string) => text.replaceAll("\n", "\r\n")],
        ["a byte order mark", (text: string) => `\ufeff${text}`],
        ["no final newline", (text: string) => text.trimEnd()],
        ["all of that", (text: string) => `\ufeff${text.replaceAll("\n", "\r\n").trimEnd()}`],
      ] as const) {
        it(`are the same for a PEM with ${what}`, () => {
          for (const form of ["spki-pem", "spki-base64", "jwk", "jwks"] as const) {
            assert.equal(publicArtifact(changed(pem), form), publicArtifact(pem, form));
          }
          for (const form of ["spki-sha256", "spki-md5", "jwk-thumbprint"] as const) {
            assert.equal(publicFingerprint(changed(pem), form), publicFingerprint(pem, form));
          }
        });
      }

      if (withOpenssl) {
        it("belong to the private half: openssl verifies with the written PEM what it signed", () => {
          const digest = name === "Ed25519" ? null : "sha256";
          const [signature, message, key] = ["signature", "message", "key.pem"].map((file) => join(folder, file)) as [
            string,
            string,
            string,
          ];
          writeFileSync(message, "message");
          writeFileSync(signature, sign(digest, Buffer.from("message"), privateKey));
          writeFileSync(key, publicArtifact(pem, "spki-pem"));
          const how = digest === null ? ["-rawin"] : ["-rawin", "-digest", digest];
          const args = ["pkeyutl", "-verify", "-pubin", "-inkey", key, "-sigfile", signature, "-in", message, ...how];
          assert.match(openssl(args), /Verified Successfully/);
        });
      }
    });
  }
});

const keyType = (name: string) => (name === "RSA" ? "RSA" : name === "Ed25519" ? "OKP" : "EC");
