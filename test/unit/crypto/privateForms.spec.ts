import * as assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import { ed25519 } from "@noble/curves/ed25519.js";
import { p256, p384, p521 } from "@noble/curves/nist.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import * as forge from "node-forge";
import { generateKeyPair, type KeyPairMaterial } from "../../../resources/crypto/keyPairs/keyPair";
import { PRIVATE_FORMS, type PrivateForm } from "../../../resources/crypto/keyPairs/privateForm";
import { publicKeyFingerprint } from "../../../resources/crypto/publicKey/fingerprint";
import { openSshPublicKey } from "../../../resources/crypto/publicKey/openSsh";
import { rawPublicKey } from "../../../resources/crypto/publicKey/raw";
import { failure } from "../../support/failure";
import { Judgements } from "../../support/judgements";
import { KINDS } from "../../support/keyPairKinds";
import { openssl, opensslVersion } from "../../support/openssl";
import { PUBLIC_KEY_VECTORS, pemOfSpki } from "../../support/publicKeyVectors";
import { hasSshKeygen, sshKeygen } from "../../support/sshKeygen";

/** The public half of a private one, without OpenSSL. */
const NOBLE: Readonly<Record<string, (d: Uint8Array) => Uint8Array>> = {
  "P-256": (d) => p256.getPublicKey(d, false),
  "P-384": (d) => p384.getPublicKey(d, false),
  "P-521": (d) => p521.getPublicKey(d, false),
  secp256k1: (d) => secp256k1.getPublicKey(d, false),
  Ed25519: (d) => ed25519.getPublicKey(d),
};
const ALGORITHMS = { RSA: "PS256", "P-256": "ES256", "P-384": "ES384", "P-521": "ES512", Ed25519: "EdDSA" } as const;
const LABELS: Readonly<Partial<Record<PrivateForm, string>>> = {
  pkcs1: "RSA PRIVATE KEY",
  sec1: "EC PRIVATE KEY",
  pkcs8: "PRIVATE KEY",
  openssh: "OPENSSH PRIVATE KEY",
};

const armoured = (base64: string) => pemOfSpki(base64).replaceAll("PUBLIC KEY", "PRIVATE KEY");
const bodyOf = (pem: string) => pem.replace(/-----[A-Z ]+-----|\n/g, "");
/** Only Java reads the bare base64; with its two lines it is PKCS#8. */
const asPem = (form: PrivateForm, text: string) => (form === "pkcs8-base64" ? armoured(text) : text);

const version = opensslVersion();
const isOld = version?.startsWith("OpenSSL 1") === true || version?.startsWith("LibreSSL") === true;
/** Writes a private key again, in the same form. */
const REWRITE: Readonly<Partial<Record<PrivateForm, readonly string[]>>> = {
  pkcs1: ["rsa", ...(isOld ? [] : ["-traditional"])],
  sec1: ["ec"],
  pkcs8: ["pkcs8", "-topk8", "-nocrypt"],
  "pkcs8-base64": ["pkcs8", "-topk8", "-nocrypt"],
};

describe("private forms", function () {
  this.timeout(60_000);
  const judgements = new Judgements("private");
  const withSsh = hasSshKeygen();

  for (const { name, kind, size } of KINDS) {
    for (const form of kind.forms) {
      let pair: KeyPairMaterial;
      before(async () => {
        pair = await generateKeyPair(kind, size, form);
      });
      const judge = (who: string, claim: () => void | Promise<void>) => judgements.it(name, form, who, claim);

      it(`${name}, ${form}: is text of that form and nothing around it`, () => {
        const label = LABELS[form];
        if (label === undefined) return assert.match(pair.privateKey, /^[A-Za-z0-9+/]+={0,2}$/);
        const [first, last] = [`-----BEGIN ${label}-----\n`, `\n-----END ${label}-----\n`];
        assert.ok(pair.privateKey.startsWith(first) && pair.privateKey.endsWith(last));
        assert.match(pair.privateKey.slice(first.length, -last.length), /^[A-Za-z0-9+/\n]+={0,2}$/);
      });

      it(`${name}, ${form}: tells the fingerprint of its public half`, () => {
        assert.equal(pair.fingerprint, publicKeyFingerprint(pair.publicKeyPem));
      });

      const rewrite = REWRITE[form];
      if (version !== undefined && rewrite !== undefined) {
        judge("openssl", () => {
          const pem = asPem(form, pair.privateKey);
          assert.equal(openssl(["pkey", "-pubout"], pem), pair.publicKeyPem);
          assert.equal(openssl(rewrite, pem), pem);
        });
      }

      const isReadBySsh = form === "openssh" || (form !== "pkcs8-base64" && !["Ed25519", "secp256k1"].includes(name));
      if (withSsh && isReadBySsh) {
        judge("ssh-keygen", () => {
          assert.equal(sshKeygen(["-y"], pair.privateKey).trim(), openSshPublicKey(pair.publicKeyPem));
        });
      }

      if (name === "RSA") {
        judge("node-forge", () => {
          const { n, e } = forge.pki.privateKeyFromPem(asPem(form, pair.privateKey));
          const publicKey = forge.pki.setRsaPublicKey(n, e);
          assert.equal(forge.pki.publicKeyToPem(publicKey, 64).replaceAll("\r\n", "\n"), pair.publicKeyPem);
        });
      } else {
        judge("noble", () => {
          const { d } = PRIVATE_FORMS[form].read(pair.privateKey).export({ format: "jwk" });
          const derived = NOBLE[name]!(Buffer.from(d!, "base64url"));
          assert.equal(Buffer.from(derived).toString("hex"), rawPublicKey(pair.publicKeyPem, "hex"));
        });
      }

      const algorithm = ALGORITHMS[name as keyof typeof ALGORITHMS] as string | undefined;
      if (algorithm !== undefined && form.startsWith("pkcs8")) {
        judge("jose", async () => {
          const jose = await import("jose"); // an ES module
          const key = await jose.importPKCS8(asPem(form, pair.privateKey), algorithm);
          const jws = await new jose.CompactSign(Buffer.from("m")).setProtectedHeader({ alg: algorithm }).sign(key);
          await jose.compactVerify(jws, await jose.importSPKI(pair.publicKeyPem, algorithm));
        });
      }
    }
  }

  it("of one published Ed25519 key hold its published public half", () => {
    const { privatePkcs8Base64, spkiBase64 } = PUBLIC_KEY_VECTORS.ed25519;
    const key = PRIVATE_FORMS["pkcs8-base64"].read(privatePkcs8Base64);
    assert.equal(PRIVATE_FORMS["pkcs8-base64"].write(key), privatePkcs8Base64);
    assert.equal(bodyOf(PRIVATE_FORMS.pkcs8.write(key)), privatePkcs8Base64);
    const again = PRIVATE_FORMS.openssh.read(PRIVATE_FORMS.openssh.write(key));
    assert.equal(again.export({ type: "pkcs8", format: "der" }).toString("base64"), privatePkcs8Base64);
    if (withSsh) {
      const line = sshKeygen(["-y"], PRIVATE_FORMS.openssh.write(key)).trim();
      assert.equal(line, openSshPublicKey(pemOfSpki(spkiBase64)));
    }
  });

  it("name the curve of an EC key instead of describing it", async () => {
    for (const { name, kind, size } of KINDS.filter(({ kind }) => kind.label === "EC key pair")) {
      const { privateKey } = await generateKeyPair(kind, size, "sec1");
      const { namedCurve } = createPrivateKey(privateKey).asymmetricKeyDetails ?? {};
      assert.equal(namedCurve, name === "P-256" ? "prime256v1" : name.replace(/^P-(\d+)$/, "secp$1r1"));
    }
  });

  for (const { name, kind, size } of KINDS) {
    it(`of ${name} are of another pair every time`, async () => {
      const pairs = await Promise.all([1, 2, 3].map(() => generateKeyPair(kind, size, "pkcs8")));
      assert.equal(new Set(pairs.map(({ fingerprint }) => fingerprint)).size, 3);
    });

    it(`of ${name} are not handed out when the second implementation does not verify the signature`, async () => {
      const deaf = { ...kind, verify: async () => false };
      await failure(generateKeyPair(deaf, size, "pkcs8"), "ERR_KEY_GENERATION", /failed its self-test/);
    });
  }

  it("say in our own words that OpenSSL has no such curve", async () => {
    const ec = KINDS.find(({ name }) => name === "P-256")!.kind;
    await failure(
      generateKeyPair(ec, "P-999", "pkcs8"),
      "ERR_KEY_GENERATION",
      /^generating EC key pair: OpenSSL refused curve P-999; check the OpenSSL policy of this machine$/,
    );
  });
});
