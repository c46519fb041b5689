import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { publicJwk } from "../../../resources/crypto/publicKey/jwk";
import { publicKeyFingerprint } from "../../../resources/crypto/publicKey/fingerprint";
import { missIn, type JwksAnswer } from "../../../resources/plugin/activation/jwksDocument";
import { jwksText } from "../../../resources/words/jwks";
import type { KeyVersion } from "../../../resources/words/keyVersion";

function keyOf(letter: string, pem: string): KeyVersion {
  return { versionId: letter.repeat(36), fingerprint: publicKeyFingerprint(pem), publicKeyPem: pem };
}
const spki = { type: "spki", format: "pem" } as const;
const rsa = () => generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export(spki).toString();
const [pending, live, other] = [keyOf("b", rsa()), keyOf("a", rsa()), keyOf("c", rsa())];
const ec = keyOf("e", generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export(spki).toString());
const jwk = ({ publicKeyPem = "" }: KeyVersion, options = {}) => publicJwk(publicKeyPem, options);
const [B, A] = [jwk(pending), jwk(live)];
const named = { B: `the pending key ${pending.fingerprint}`, A: `the live key ${live.fingerprint}` };

const of = (...keys: readonly unknown[]): JwksAnswer => ({ status: 200, body: JSON.stringify({ keys }) });
const answers = (status: number, body: string): JwksAnswer => ({ status, body });

const ROWS: readonly (readonly [what: string, answer: JwksAnswer, miss: string | undefined])[] = [
  ["both keys", of(B, A), undefined],
  ["both among others, in another order", of("no key", jwk(other), A, { kty: "none" }, B), undefined],
  ["both, with their members in another order", of(Object.fromEntries(Object.entries(B).reverse()), A), undefined],
  ["both, with an algorithm that fits", of({ ...B, alg: "PS256" }, { ...A, alg: "RS256" }), undefined],
  ["what the component publishes", answers(200, jwksText([pending, live, other], undefined)), undefined],
  [
    "the same with an algorithm",
    answers(200, jwksText([pending, live, null], { form: "jwk", alg: "RS256" })),
    undefined,
  ],
  ["the live key alone", of(A), `does not hold ${named.B} (kid ${B.kid})`],
  ["the pending key alone", of(B), `does not hold ${named.A} (kid ${A.kid})`],
  ["no key", of(), `does not hold ${named.B} (kid ${B.kid})`],
  [
    "another key under the kid",
    of({ ...jwk(other), kid: B.kid }, A),
    `holds another key than ${named.B} under its kid ${B.kid}: n differ`,
  ],
  [
    "another key under the kid of the live one",
    of(B, { ...jwk(other), kid: A.kid }),
    `holds another key than ${named.A} under its kid ${A.kid}: n differ`,
  ],
  [
    "a key of another type under the kid",
    of({ ...jwk(ec), kid: B.kid }, A),
    `holds another key than ${named.B} under its kid ${B.kid}: crv, e, kty, n, x, y differ`,
  ],
  [
    "a key that is to encrypt",
    of({ ...B, use: "enc" }, A),
    `holds another key than ${named.B} under its kid ${B.kid}: use differ`,
  ],
  [
    "an algorithm of another type of key",
    of({ ...B, alg: "ES256" }, A),
    `holds another key than ${named.B} under its kid ${B.kid}: alg differ`,
  ],
  [
    "a private key",
    of({ ...B, d: "AQAB" }, A),
    `holds another key than ${named.B} under its kid ${B.kid}: other members differ`,
  ],
  [
    "the kid twice",
    of(B, { ...jwk(other), kid: B.kid }, A),
    `holds the kid of ${named.B} more than once (kid ${B.kid})`,
  ],
  ["HTML", answers(200, "\n<!doctype html>"), "answered HTML that is no JWKS"],
  ["a text", answers(200, "keys"), "answered text that is no JWKS"],
  ["a list", answers(200, "[]"), "answered text that is no JWKS"],
  ["keys that are none", answers(200, '{"keys":{}}'), "answered text that is no JWKS"],
  ["404", answers(404, JSON.stringify({ keys: [B, A] })), "answered 404"],
  ["a redirect", answers(302, ""), "answered 302, a redirect, which is not followed"],
  ["nothing in time", { problem: "did not answer within 5 seconds" }, "did not answer within 5 seconds"],
];

describe("a published JWKS is evidence where it holds the pending and the live key, each whole:", () => {
  for (const [what, answer, miss] of ROWS) it(what, () => assert.equal(missIn(answer, { pending, live }), miss));

  it("names no value of the answer", () => {
    const answer = of({ ...B, n: "a value", [`a name ${"x".repeat(500)}`]: 1 }, A);
    assert.match(String(missIn(answer, { pending, live })), /: n, other members differ$/);
  });

  it("says so where the live key is not known here", () => {
    const adopted = { versionId: "s".repeat(36), fingerprint: "" };
    const miss = missIn(of(B, A), { pending, live: adopted });
    assert.match(
      String(miss),
      /^cannot be compared with the live key version s+ \(not made by this stack\), whose public/,
    );
  });
});
