import * as assert from "node:assert/strict";
import { randomBytes, X509Certificate, type KeyObject } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCertificate } from "../../../../resources/crypto/x509/certificate";
import { makeSigningRequest } from "../../../../resources/crypto/x509/signingRequest";
import { publicArtifact, publicFingerprint } from "../../../../resources/publicKey";
import { hasJava, readByJava } from "../../../support/certificates/java";
import { cryptographyVersion, readByCryptography } from "../../../support/cryptography";
import { Judgements } from "../../../support/judgements";
import { KINDS } from "../../../support/keyPairKinds";
import { openssl, opensslVersion } from "../../../support/openssl";

const SUBJECT = { country: "DE", organization: "Acme Ltd", commonName: "acme-signer" };
const NAMES = { dnsNames: ["signer.example"] };
/** Forms of one certificate, by the names of files that hold them. */
const FORMS = { "x509-pem": ".pem", "x509-der-base64": ".txt" } as const;
const DIGESTS = { "x509-sha1": "sha1", "x509-sha256": "sha256" } as const;
/** What Java 16 and later have no curve for. */
const UNKNOWN_TO_JAVA = "secp256k1";

interface Signed {
  readonly key: KeyObject;
  readonly certificate: string;
  readonly request: string;
}

describe("signed forms", function () {
  this.timeout(60_000);
  const judgements = new Judgements("signed");
  const [withOpenssl, withPython, withJava] = [opensslVersion(), cryptographyVersion(), hasJava()];
  const made = new Map<string, Signed>();
  let folder: string;
  let byPython: ReadonlyMap<string, string>;
  let byJava: ReturnType<typeof readByJava>;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "partner-keys-signed-"));
    for (const { name, kind, size } of KINDS) {
      const { privateKey: key } = await kind.generate(size);
      const context = { now: () => new Date(), randomBytes };
      const certificate = makeCertificate(key, { subject: SUBJECT, validityDays: 365, ...NAMES }, context).pem;
      const request = makeSigningRequest(key, { subject: SUBJECT, ...NAMES });
      writeFileSync(join(folder, name), certificate);
      made.set(name, { key, certificate, request });
    }
    const texts = [...made.values()].flatMap(({ certificate, request }) => [certificate, request]);
    const read = withPython === undefined ? [] : readByCryptography(texts);
    byPython = new Map(texts.map((text, i) => [text, read[i] ?? ""]));
    const files = [...made]
      .filter(([name]) => name !== UNKNOWN_TO_JAVA)
      .flatMap(([name, { certificate }]) =>
        Object.entries(FORMS).map(([form, end]) => [
          name + end,
          publicArtifact(certificate, form as keyof typeof FORMS),
        ]),
      );
    byJava = withJava ? readByJava(Object.fromEntries(files) as Record<string, string>) : new Map();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const hexOf = (name: string, form: keyof typeof DIGESTS) => {
    const told = publicFingerprint(made.get(name)!.certificate, form);
    return form === "x509-sha1" ? told.toLowerCase() : Buffer.from(told, "base64url").toString("hex");
  };

  for (const { name } of KINDS) {
    const judge = (form: string, who: string, claim: (signed: Signed) => void) =>
      judgements.it(name, form, who, () => claim(made.get(name)!));

    if (withOpenssl !== undefined) {
      judge("x509-pem", "openssl `verify -check_ss_sig` and `x509 -text`", ({ certificate }) => {
        const path = join(folder, name);
        assert.match(openssl(["verify", "-check_ss_sig", "-x509_strict", "-CAfile", path, path]), /: OK\n$/);
        const text = openssl(["x509", "-noout", "-text"], publicArtifact(certificate, "x509-pem"));
        assert.match(text, /Subject: C ?= ?DE, O ?= ?Acme Ltd, CN ?= ?acme-signer\n/);
        assert.match(text, /DNS:signer\.example\n/);
      });
      judge("csr-pem", "openssl `req -verify`", ({ key, request }) => {
        const told = openssl(["req", "-noout", "-pubkey", "-verify"], publicArtifact(request, "csr-pem"));
        assert.equal(told, publicHalfOf(key));
      });
      if (["RSA", "Ed25519"].includes(name) && !isOld(withOpenssl))
        judge("csr-pem", "`openssl req -new`, to the byte", ({ key, request }) => {
          const path = join(folder, `${name}.key`);
          writeFileSync(path, key.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
          const asked = ["-subj", "/C=DE/O=Acme Ltd/CN=acme-signer", "-addext", "subjectAltName=DNS:signer.example"];
          assert.equal(request, openssl(["req", "-new", "-utf8", "-key", path, ...asked]));
        });
      for (const [form, digest] of Object.entries(DIGESTS))
        judge(form, "openssl", ({ certificate }) => {
          const told = openssl(["x509", "-noout", "-fingerprint", `-${digest}`], certificate).split("=")[1] ?? "";
          assert.equal(told.replace(/[:\n]/g, "").toLowerCase(), hexOf(name, form as keyof typeof DIGESTS));
        });
    }

    for (const form of Object.keys(FORMS) as (keyof typeof FORMS)[])
      judge(form, "Node's X509Certificate", ({ key, certificate }) => {
        const text = publicArtifact(certificate, form);
        const read = new X509Certificate(form === "x509-pem" ? text : Buffer.from(text, "base64"));
        assert.ok(read.checkPrivateKey(key) && read.verify(read.publicKey));
        assert.equal(read.subject, "C=DE\nO=Acme Ltd\nCN=acme-signer");
      });
    for (const [form, field] of [
      ["x509-sha1", "fingerprint"],
      ["x509-sha256", "fingerprint256"],
    ] as const)
      judge(form, "Node's X509Certificate", ({ certificate }) =>
        assert.equal(new X509Certificate(certificate)[field].replaceAll(":", "").toLowerCase(), hexOf(name, form)),
      );

    if (withPython !== undefined)
      for (const form of ["x509-pem", "csr-pem"] as const)
        judge(form, "Python's cryptography", ({ certificate, request }) => {
          const told = byPython.get(form === "csr-pem" ? request : certificate);
          assert.equal(told, "CN=acme-signer,O=Acme Ltd,C=DE 1");
        });

    if (withJava && name !== UNKNOWN_TO_JAVA) {
      for (const [form, end] of Object.entries(FORMS))
        judge(form, "Java's CertificateFactory", () => assert.equal(byJava.get(name + end)?.length, 2));
      for (const [i, form] of (["x509-sha1", "x509-sha256"] as const).entries())
        judge(form, "Java", () => assert.equal(byJava.get(`${name}.pem`)?.[i], hexOf(name, form)));
    }
  }
});

function publicHalfOf(key: KeyObject): string {
  return openssl(["pkey", "-pubout"], key.export({ type: "pkcs8", format: "pem" }).toString());
}

/** They write other requests. */
function isOld(version: string): boolean {
  return version.startsWith("OpenSSL 1") || version.startsWith("LibreSSL");
}
