import * as assert from "node:assert/strict";
import { KEY_TYPES } from "../../../resources/crypto/publicKey/keyTypes";
import { PUBLIC_FORMS, type PublicArtifact } from "../../../resources/crypto/publicKey/publicArtifact";
import { FINGERPRINT_FORMS } from "../../../resources/partners/fingerprintForms";
import {
  artifact,
  artifactProblem,
  fingerprintFormProblem,
  neededFor,
  neededForFingerprint,
} from "../../../resources/rules/publicForms";
import { allowedBy } from "../../../resources/rules/rule";

const RAW =
  "writing public key as bare bytes: a key of type RSA has no such form, only P-256, P-384, P-521, secp256k1, Ed25519 have; " +
  'use "spki-pem" or "spki-base64"';

/** Type of key, what is written of it, and why there is no such thing. */
const NOT_THERE: readonly (readonly [string, PublicArtifact, string])[] = [
  [
    "secp256k1",
    "openssh",
    "writing public key for SSH: it is a key of type secp256k1, SSH has RSA, P-256, P-384, P-521 and Ed25519; " +
      "use another form or kind of key",
  ],
  ["RSA", "raw-hex", RAW],
  ["RSA", "raw-base64", RAW],
];

describe("what a form of the public key needs", () => {
  it("is a certificate, a signing request or the key alone", () => {
    const needed = Object.fromEntries(PUBLIC_FORMS.map((form) => [form, neededFor(form)]));
    assert.deepEqual(
      Object.entries(needed).filter(([, what]) => what !== undefined),
      [
        ["x509-pem", "certificate"],
        ["x509-der-base64", "certificate"],
        ["csr-pem", "signingRequest"],
      ],
    );
    assert.equal(neededFor({ form: "jwks", use: "sig" }), undefined);
  });

  it("is a certificate for the fingerprint of one", () => {
    const forms = FINGERPRINT_FORMS.filter((form) => neededForFingerprint(form) === "certificate");
    assert.deepEqual(forms, ["x509-sha1", "x509-sha256"]);
    assert.deepEqual(new Set(FINGERPRINT_FORMS.map(neededForFingerprint)), new Set([undefined, "certificate"]));
  });
});

describe("a form that a type of key does not have", () => {
  for (const [type, form, problem] of NOT_THERE)
    it(`${JSON.stringify(form)} of ${type}`, () => assert.equal(artifactProblem(type, form), problem));

  it("is named for each option that does not fit", () => {
    assert.match(String(artifactProblem("RSA", { form: "jwk", alg: "ES256" })), /ES256/);
    assert.equal(artifactProblem("P-256", { form: "jwk", alg: "ES256" }), undefined);
  });

  it("is a fingerprint over an SSH key that SSH does not have, or digits that the partner does not show", () => {
    const problems = KEY_TYPES.flatMap(({ name }) =>
      FINGERPRINT_FORMS.filter((form) => fingerprintFormProblem(name, form) !== undefined).map((form) => [name, form]),
    );
    const [qredo] = FINGERPRINT_FORMS.filter((form) => form.startsWith("qredo"));
    assert.deepEqual(
      problems.filter(([, form]) => form !== qredo),
      [
        ["secp256k1", "openssh-sha256"],
        ["secp256k1", "openssh-md5"],
      ],
    );
    assert.ok(problems.some(([, form]) => form === qredo));
  });

  it("is no problem of a type that there is not: its own rule refuses it", () => {
    assert.equal(artifactProblem("P-999", "openssh"), undefined);
    assert.equal(fingerprintFormProblem("P-999", "openssh-md5"), undefined);
  });

  it("is an error that nobody takes for a refusal, where it is none of ours", () => {
    const broken = Object.defineProperty({}, "form", { get: () => assert.fail("of the program") }) as PublicArtifact;
    assert.throws(() => artifactProblem("RSA", broken), /of the program/);
  });
});

describe("the rule of artifact", () => {
  for (const [value, allowed] of [
    ["jwks", undefined],
    [{ form: "jwks", use: "sig" }, undefined],
    [{ form: "jwks", use: "sign" }, 'an object whose use is "sig", "enc"'],
    [{ form: "openssh", use: "sig" }, "an object with form, comment (use is unknown)"],
    ["pem", `${forms()}, { form: "openssh", comment } or { form: "jwk" or "jwks", alg, use, kid }`],
  ] as const)
    it(`${allowed === undefined ? "takes" : "refuses"} ${JSON.stringify(value)}`, () =>
      assert.equal(allowedBy(artifact, value), allowed));
});

function forms(): string {
  return PUBLIC_FORMS.map((form) => JSON.stringify(form)).join(", ");
}
