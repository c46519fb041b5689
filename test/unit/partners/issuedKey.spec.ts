import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  environmentProblem,
  issuedKeyFacts,
  issuedKeyProblem,
  trimIssuedKey,
} from "../../../resources/partners/issued/issuedKey";
import { itHolds } from "../../support/properties";

const KEY = "wNLiKH-D2dJjYyaE";
const encode = (value: unknown, encoding: "base64" | "base64url" = "base64") =>
  Buffer.from(JSON.stringify(value)).toString(encoding);

describe("issued key", () => {
  const usable: readonly (readonly [string, string])[] = [
    ["16 characters", KEY],
    ["a final LF", `${KEY}\n`],
    ["a final CRLF", `${KEY}\r\n`],
    ["blanks and tabs around it", ` \t${KEY}\t \n\n`],
    ["every printable ASCII character", Array.from({ length: 94 }, (_, i) => String.fromCharCode(0x21 + i)).join("")],
  ];
  for (const [what, text] of usable) {
    it(`with ${what} is fine`, () => assert.equal(issuedKeyProblem(trimIssuedKey(text)), undefined));
  }

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ["nothing in it", "", /^it is empty$/],
    ["only white space", " \r\n\t", /^it is empty$/],
    ["15 characters", KEY.slice(1), /^it has 15 characters: at least 16 are expected$/],
    ["a byte order mark", `\ufeff${KEY}`, /byte order mark/],
    ["a byte order mark at the end", `${KEY}\ufeff`, /byte order mark/],
    ["a zero-width space", `${KEY}\u200b`, /invisible character/],
    ["a zero-width joiner inside", `${KEY.slice(0, 8)}\u200d${KEY.slice(8)}`, /invisible character/],
    ["a word joiner", `\u2060${KEY}`, /invisible character/],
    ["a soft hyphen", `${KEY}\u00ad`, /invisible character/],
    ["a right-to-left mark", `${KEY}\u200f`, /invisible character/],
    ["two lines", `${KEY}\n${KEY}`, /more than one line/],
    ["two lines of Windows", `${KEY}\r\n${KEY}`, /more than one line/],
    ["a no-break space at the end", `${KEY}\u00a0`, /white space or a character outside printable ASCII/],
    ["a blank inside", `${KEY} ${KEY}`, /white space/],
    ["an umlaut", `${KEY}ü`, /outside printable ASCII/],
    ["a NUL, as UTF-16 read as UTF-8 has", KEY.split("").join("\0"), /UTF-16/],
  ];
  for (const [what, text, why] of refused) {
    it(`with ${what} is refused`, () => assert.match(issuedKeyProblem(trimIssuedKey(text)) ?? "no problem", why));
  }

  const facts: readonly (readonly [string, string, object])[] = [
    ["Base64 of JSON tells its key_id", encode({ key_id: "9qBupdka7-S_dw", key: "k" }), { keyId: "9qBupdka7-S_dw" }],
    ["unpadded base64url does too", encode({ key_id: "id", key: "?>?>" }, "base64url"), { keyId: "id" }],
    ["a sandbox key says so", encode({ key: "k", sandbox: true }), { sandbox: true }],
    ["a production key may say so", encode({ sandbox: false, key_id: "a" }), { keyId: "a", sandbox: false }],
    ["an opaque key says nothing", KEY, {}],
    ["a key with other characters says nothing", "sk_live:{}", {}],
    ["fields of another type are no facts", encode({ key_id: 7, sandbox: "true" }), {}],
    ["JSON that is no object is no fact", encode(null) + encode(1), {}],
    ["a JSON null is no fact", encode(null), {}],
    ["a JSON array is no fact", encode(["key_id"]), {}],
  ];
  for (const [what, value, expected] of facts) {
    it(what, () => assert.deepEqual(issuedKeyFacts(value), expected));
  }

  const environments: readonly (readonly [boolean | undefined, string | undefined, RegExp | undefined])[] = [
    [true, "sandbox", undefined],
    [true, "production", /^it is a sandbox key \("sandbox": true\), but environment is "production"$/],
    [true, undefined, undefined],
    [false, "production", undefined],
    [false, "sandbox", /^it is a production key \("sandbox": false\), but environment is "sandbox"$/],
    [true, "staging", undefined],
    [false, "uat", undefined],
    [undefined, "sandbox", undefined],
    [undefined, "production", undefined],
  ];
  for (const [sandbox, environment, why] of environments) {
    it(`with sandbox ${String(sandbox)} ${why ? "does not fit" : "fits"} environment ${String(environment)}`, () => {
      const problem = environmentProblem(sandbox === undefined ? {} : { sandbox }, environment);
      if (why === undefined) assert.equal(problem, undefined);
      else assert.match(problem ?? "no problem", why);
    });
  }

  itHolds(
    "of any text is either one printable line of 16 or more, or refused without being quoted",
    fc.string({ unit: "binary" }),
    (text) => {
      const value = trimIssuedKey(text);
      const problem = issuedKeyProblem(value);
      assert.equal(problem === undefined, /^[\x21-\x7e]{16,}$/.test(value));
      // Texts this short are found in any sentence
      if (problem !== undefined && value.length > 8) assert.ok(!problem.includes(value));
    },
  );

  itHolds(
    "never fails to be read, whatever it decodes to",
    fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.json().map((json) => Buffer.from(json).toString("base64")),
    ),
    (value) => {
      for (const [name, fact] of Object.entries(issuedKeyFacts(value))) {
        assert.equal(typeof fact, name === "keyId" ? "string" : "boolean");
      }
    },
  );
});
