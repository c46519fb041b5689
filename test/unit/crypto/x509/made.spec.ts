import * as assert from "node:assert/strict";
import { createPrivateKey, randomBytes, X509Certificate, type KeyObject } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCertificate } from "../../../../resources/crypto/x509/certificate";
import { makeSigningRequest } from "../../../../resources/crypto/x509/signingRequest";
import type { Subject } from "../../../../resources/crypto/x509/subject";
import { cryptographyVersion, readByCryptography } from "../../../support/cryptography";
import { KINDS } from "../../../support/keyPairKinds";
import { openssl, opensslVersion } from "../../../support/openssl";
import { CERTIFICATE_VECTORS } from "../../../support/certificateVectors";

const NOW = new Date("2030-01-02T03:04:05.678Z");
const SUBJECT: Subject = { commonName: "acme-production-signer", organization: "Acme Ltd", country: "DE" };
const NAMES = {
  dnsNames: ["signer.example", "*.acme.example"],
  ipAddresses: ["192.0.2.7", "2001:db8::7"],
  uris: ["spiffe://acme/signer"],
};
const ALTERNATIVES = "DNS:signer.example,DNS:*.acme.example,IP:192.0.2.7,IP:2001:db8::7,URI:spiffe://acme/signer";
/** Every name there is, with characters that are not ASCII where RFC 5280 lets them be. */
const EVERY: readonly (readonly [name: string, short: string, value: string])[] = [
  ["country", "C", "DE"],
  ["province", "ST", "Baden-Württemberg"],
  ["locality", "L", "Lörrach"],
  ["streetAddresses", "street", "Straße 1"],
  ["postalCode", "postalCode", "79539"],
  ["organization", "O", "Ünion & Söhne, Ltd."],
  ["organizationalUnit", "OU", "Größe"],
  ["commonName", "CN", "acme production signer"],
  ["serialNumber", "serialNumber", "HRB-1234"],
  ["emailAddress", "emailAddress", "keys@acme.example"],
];

const context = { now: () => NOW, randomBytes };
const version = opensslVersion();
const isOld = version?.startsWith("OpenSSL 1") === true || version?.startsWith("LibreSSL") === true;

describe("a certificate and a signing request", function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "partner-keys-x509-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  const keyFile = (name: string, key: KeyObject) => file(name, key.export({ type: "pkcs8", format: "pem" }).toString());

  for (const { name, kind, size } of KINDS) {
    describe(`of ${name}`, () => {
      let key: KeyObject;
      before(async () => {
        key = (await kind.generate(size)).privateKey;
      });
      const certificate = () => makeCertificate(key, { subject: SUBJECT, validityDays: 365, ...NAMES }, context).pem;
      const request = () => makeSigningRequest(key, { subject: SUBJECT, ...NAMES });

      it("is a certificate that Node reads, of this key and signed by it", () => {
        const read = new X509Certificate(certificate());
        assert.ok(read.checkPrivateKey(key) && read.verify(read.publicKey));
        assert.equal(read.issuer, read.subject);
        assert.equal(read.subject, "C=DE\nO=Acme Ltd\nCN=acme-production-signer");
        assert.equal(read.ca, false);
        assert.equal(new Date(read.validFrom).toISOString(), "2030-01-02T02:59:05.000Z");
        assert.equal(new Date(read.validTo).toISOString(), "2031-01-02T03:04:05.000Z");
        assert.match(
          read.subjectAltName ?? "",
          /^DNS:signer\.example, DNS:\*\.acme\.example, IP Address:192\.0\.2\.7, /,
        );
      });

      if (version !== undefined) {
        it("is a certificate that openssl verifies and prints as it was asked for", () => {
          const path = file(`${name}.crt`, certificate());
          const verified = openssl([
            "verify",
            "-check_ss_sig",
            "-x509_strict",
            "-attime",
            String(Math.floor(NOW.getTime() / 1000)),
            "-CAfile",
            path,
            path,
          ]);
          assert.match(verified, /: OK\n$/);
          const text = openssl(["x509", "-noout", "-text"], certificate());
          assert.match(text, /X509v3 Key Usage: critical\s+Digital Signature\n/);
          assert.match(text, /X509v3 Basic Constraints: critical\s+CA:FALSE\n/);
          assert.match(text, /X509v3 Subject Key Identifier:\s+(?:[0-9A-F]{2}:){19}[0-9A-F]{2}\n/);
          assert.match(text, /Version: 3 /);
        });

        it("is a request that openssl verifies", () => {
          openssl(["req", "-noout", "-verify"], request());
          const text = openssl(["req", "-noout", "-text"], request());
          assert.match(text, /Requested Extensions:\s+X509v3 Subject Alternative Name:\s+DNS:signer\.example, /);
        });
      }

      if (version !== undefined && !isOld && ["RSA", "Ed25519"].includes(name)) {
        it("is byte for byte the request of `openssl req -new`, with every name and with alternative names", () => {
          const path = keyFile(`${name}.key`, key);
          const own = (subject: Subject, more = {}) => makeSigningRequest(key, { subject, ...more });
          const theirs = (subj: string, ...more: string[]) =>
            openssl(["req", "-new", "-utf8", "-key", path, "-subj", subj, ...more]);
          const subj = EVERY.map(([, short, value]) => `/${short}=${value}`).join("");
          const all = Object.fromEntries(
            EVERY.map(([long, , value]) => [long, long === "streetAddresses" ? [value] : value]),
          );
          assert.equal(own(all), theirs(subj));
          assert.equal(
            own([{ commonName: "b" }, { organizationalUnit: "x" }, { organizationalUnit: "a" }]),
            theirs("/CN=b/OU=x/OU=a"),
          );
          assert.equal(
            own(SUBJECT, NAMES),
            theirs("/C=DE/O=Acme Ltd/CN=acme-production-signer", "-addext", `subjectAltName=${ALTERNATIVES}`),
          );
        });
      }
    });
  }

  if (cryptographyVersion() !== undefined) {
    it("is of every kind what Python's cryptography reads and verifies", async () => {
      const keys = await Promise.all(KINDS.map(({ kind, size }) => kind.generate(size)));
      const pems = keys.flatMap(({ privateKey }) => [
        makeCertificate(privateKey, { subject: SUBJECT, validityDays: 365, ...NAMES }, context).pem,
        makeSigningRequest(privateKey, { subject: SUBJECT, ...NAMES }),
      ]);
      const expected = "CN=acme-production-signer,O=Acme Ltd,C=DE 5";
      assert.deepEqual(
        readByCryptography(pems),
        pems.map(() => expected),
      );
    });
  }

  it("is the published request of the published key of RFC 8410", () => {
    const { privatePkcs8Base64, requestPem } = CERTIFICATE_VECTORS.ed25519Request;
    const key = createPrivateKey({ key: Buffer.from(privatePkcs8Base64, "base64"), type: "pkcs8", format: "der" });
    assert.equal(makeSigningRequest(key, { subject: SUBJECT }), requestPem);
  });

  describe("whatever is random or late", () => {
    let key: KeyObject;
    before(async () => {
      key = (await KINDS.at(-1)!.kind.generate(undefined)).privateKey;
    });
    const made = (random: (size: number) => Buffer, now = NOW, validityDays = 1) =>
      makeCertificate(key, { subject: SUBJECT, validityDays }, { now: () => now, randomBytes: random });

    it("has a serial number of 16 bytes that is positive", () => {
      for (const [byte, first, others] of [
        [0x00, "40", "00"],
        [0x2b, "6B", "2B"],
        [0x7f, "7F", "7F"],
        [0x80, "40", "80"],
        [0xff, "7F", "FF"],
      ] as const) {
        const { serialNumber } = new X509Certificate(made((size) => Buffer.alloc(size, byte)).pem);
        assert.equal(serialNumber, first + others.repeat(15));
      }
      assert.notEqual(made(randomBytes).pem, made(randomBytes).pem);
    });

    it("ends where it says, in UTCTime to 2049 and in GeneralizedTime after", () => {
      for (const [now, type] of [
        ["2049-12-30T23:59:59Z", 0x17],
        ["2049-12-31T23:59:59Z", 0x18],
      ] as const) {
        const { pem, endsAt } = made(randomBytes, new Date(now));
        const { raw, validTo } = new X509Certificate(pem);
        assert.equal(new Date(validTo).getTime(), endsAt.getTime());
        const text = endsAt
          .toISOString()
          .replace(/[-:T]|\.000/g, "")
          .slice(type === 0x17 ? 2 : 0);
        assert.ok(raw.includes(Buffer.concat([Buffer.of(type, text.length), Buffer.from(text)])));
      }
    });
  });
});
