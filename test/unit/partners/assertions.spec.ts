import * as assert from "node:assert/strict";
import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import { fingerprintOf } from "../../../resources/crypto/publicKey/fingerprint";
import { PartnerKeysError } from "../../../resources/errors";
import { jwsSignature } from "../../../resources/partners/schemes/jws";
import { snowflakeToken, type SchemeKey } from "../../../resources/signer/schemes";
import { selfSigned } from "../../support/selfSigned";
import { VECTORS } from "../../support/partnerApiVectors";
import { ASSERTIONS, KEYS, type KeyName } from "../../support/signer/schemeRows";

const NOW = 1_764_496_800;
const EFFECTS = { now: () => NOW * 1000 + 999, uuid: () => "id-1" };
const ORIGIN = "https://partner.example";

function keyOf(privateKey: KeyObject): SchemeKey & { readonly certificatePem: string } {
  const spki = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  const certificatePem = selfSigned(privateKey);
  return { versionId: "version-1", fingerprint: fingerprintOf(spki), privateKey, certificatePem, keyId: "key-1" };
}
const without = (key: SchemeKey, ...names: (keyof SchemeKey)[]) =>
  Object.fromEntries(Object.entries(key).filter(([name]) => !names.includes(name as keyof SchemeKey))) as never;

describe("assertions of a signing service", () => {
  for (const { partner, path, make, signs } of ASSERTIONS) {
    for (const [name, privateKey] of Object.entries(KEYS)) {
      const alg = signs[name as KeyName];
      if (alg === undefined) {
        it(`of ${partner} are not made with a key of type ${name}`, () => {
          assert.throws(
            () => make(`${ORIGIN}${path}`, EFFECTS)(keyOf(privateKey)),
            (error: PartnerKeysError) =>
              error.code === "ERR_KEY_UNUSABLE" &&
              error.message.includes(`the key of version version-1 is of type ${name}; allowed: one that signs `),
          );
        });
        continue;
      }
      it(`of ${partner}, made with a key of type ${name}, are what jose takes: ${alg}, an id and times of their own`, async () => {
        const jose = await import("jose"); // an ES module
        const token = make(`${ORIGIN}${path}`, EFFECTS)(keyOf(privateKey));
        const { protectedHeader, payload } = await jose.jwtVerify(token, createPublicKey(privateKey), {
          algorithms: [alg],
          currentDate: new Date(NOW * 1000),
        });
        assert.equal(protectedHeader.typ, "JWT");
        const { jti, iat, exp = 0 } = payload;
        assert.deepEqual({ jti, iat }, { jti: "id-1", iat: NOW });
        assert.ok(exp > NOW && exp <= NOW + 300, String(exp));
      });
    }
    it(`of ${partner} are new each time, by the clock and the ids of the machine`, async () => {
      const jose = await import("jose");
      const make1 = make(`${ORIGIN}${path}`);
      const ids = [1, 2].map(() => jose.decodeJwt(make1(keyOf(KEYS.RSA))));
      assert.notEqual(ids[0]?.jti, ids[1]?.jti);
      for (const { iat = 0 } of ids) assert.ok(Math.abs(iat - Date.now() / 1000) <= 10);
    });
  }

  const rows: Record<string, readonly [header: object, claims: object]> = {
    okta: [{ kid: "key-1" }, { iss: "client-1", sub: "client-1", aud: `${ORIGIN}/oauth2/v1/token` }],
    entra: [{}, { iss: "client-1", sub: "client-1", aud: `${ORIGIN}/tenant-1/oauth2/v2.0/token` }],
    snowflake: [{}, { sub: "ACME-PROD.SIGNER" }],
    salesforce: [{}, { iss: "consumer-1", sub: "signer@acme.example", aud: ORIGIN }],
    netsuite: [
      { kid: "key-1" },
      { iss: "client-1", aud: `${ORIGIN}/services/rest/auth/oauth2/v1/token`, scope: "rest_webservices" },
    ],
  };
  for (const { partner, path, make } of ASSERTIONS) {
    it(`of ${partner} name what the partner asks for`, async () => {
      const jose = await import("jose");
      const key = keyOf(KEYS.RSA);
      const token = make(`${ORIGIN}${path}`, EFFECTS)(key);
      const [header, claims] = rows[partner] ?? [];
      const { alg: _alg, typ: _typ, ...others } = jose.decodeProtectedHeader(token);
      const { jti: _jti, iat: _iat, exp: _exp, ...named } = jose.decodeJwt(token);
      const thumbprint = new X509Certificate(key.certificatePem).fingerprint256.replaceAll(":", "");
      const x5t = Buffer.from(thumbprint, "hex").toString("base64url");
      assert.deepEqual(others, partner === "entra" ? { "x5t#S256": x5t } : header);
      const iss = partner === "snowflake" ? { iss: `ACME-PROD.SIGNER.${key.fingerprint}` } : {};
      assert.deepEqual(named, { ...claims, ...iss });
    });
  }

  it("of okta have the thumbprint of the key as kid where no other id is on record", async () => {
    const jose = await import("jose");
    for (const privateKey of [KEYS.RSA, KEYS["P-521"]]) {
      const token = ASSERTIONS[0]!.make(`${ORIGIN}/token`, EFFECTS)(without(keyOf(privateKey), "keyId"));
      const jwk = await jose.exportJWK(createPublicKey(privateKey));
      assert.equal(jose.decodeProtectedHeader(token).kid, await jose.calculateJwkThumbprint(jwk));
    }
  });

  for (const [partner, name, message] of [
    [
      "entra",
      "certificatePem",
      'signing for Microsoft Entra: the key of version version-1 has no certificate of its own in its secret; make the key with certificate and secretFormat "json"; a key that exists gets none',
    ],
    [
      "netsuite",
      "keyId",
      "signing for NetSuite: the key of version version-1 has no id on record that the partner assigned; give createSigner a read that returns keyId, readWithKeyId() for example",
    ],
  ] as const) {
    it(`of ${partner} are not made without ${name}`, () => {
      const { make, path } = ASSERTIONS.find((one) => one.partner === partner)!;
      assert.throws(() => make(`${ORIGIN}${path}`)(without(keyOf(KEYS.RSA), name)), {
        code: "ERR_KEY_UNUSABLE",
        message,
      });
    });
  }

  it("of entra are not made with the certificate of another key, nor with what is none", () => {
    const { make, path } = ASSERTIONS.find((one) => one.partner === "entra")!;
    for (const certificatePem of [keyOf(KEYS["P-256"]).certificatePem, "-----BEGIN CERTIFICATE-----", ""]) {
      const key = { ...keyOf(KEYS.RSA), certificatePem };
      assert.throws(() => make(`${ORIGIN}${path}`)(key), {
        code: "ERR_KEY_UNUSABLE",
        message: /has no certificate of its own/,
      });
    }
  });

  for (const [account, issuer] of [
    ["acme-prod", "ACME-PROD.SIGNER"],
    ["xy12345.eu-central-1", "XY12345.SIGNER"],
    ["xy12345-extern.global", "XY12345.SIGNER"],
  ] as const) {
    it(`of snowflake name the account ${account} as ${issuer}`, async () => {
      const jose = await import("jose");
      const token = snowflakeToken({ account, user: "Signer" }, EFFECTS)(keyOf(KEYS.RSA));
      assert.equal(jose.decodeJwt(token).sub, issuer);
    });
  }

  it("have the signature that RFC 7515, appendix A.2, prints for its key", () => {
    const [input, signature] = [
      "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
      "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
    ];
    const key = createPrivateKey({ key: VECTORS.publishedTestKey.jwk, format: "jwk" });
    assert.equal(jwsSignature("RS256", key, input), signature);
  });
});
