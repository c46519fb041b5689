import * as assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import * as fc from "fast-check";
import { damageOf } from "../../../resources/partners/issued/damage";
import { fingerprintOf } from "../../../resources/crypto/publicKey/fingerprint";
import { checkKey } from "../../../resources/plugin/check/checkKey";
import { apiKeyKind } from "../../../resources/kinds/apiKey";
import {
  ABSENT,
  issuedValuesTable,
  REFUSED,
  TAKEN,
  textOf,
  type IssuedValue,
} from "../../../scripts/docs/issuedValuesTable";
import { assertHasTable } from "../../support/documents";
import { FakeWorld } from "../../support/fakeWorld";
import { issuedKey } from "../../support/programs";
import { itHolds } from "../../support/properties";

const KEY = issuedKey();
const STORED = fingerprintOf("the key that is stored");

/** What a run says to it, in which another key is stored: the fingerprint it goes on with, or why it stops. */
async function judged(value: IssuedValue): Promise<string> {
  const world = new FakeWorld();
  world.files["apikey"] = textOf(value, KEY);
  const inputs = { secretName: "a", owner: "p/s/a", region: "eu-west-1", issued: { file: "apikey" } };
  const olds = { ...inputs, issuedFingerprint: STORED };
  const { inputs: checked, failures } = await checkKey(apiKeyKind, olds, inputs, world.context());
  return failures.length === 0 ? String(checked["issuedFingerprint"]) : failures.map(({ reason }) => reason).join();
}
const nameOf = ({ arrives, where }: IssuedValue) => `${JSON.stringify(arrives)} (${where})`;

describe("an issued value on its way", () => {
  for (const value of ABSENT) it(`${nameOf(value)} is absent`, async () => assert.equal(await judged(value), STORED));

  for (const value of TAKEN)
    it(`${nameOf(value)} is the key`, async () => assert.equal(await judged(value), fingerprintOf(KEY)));

  for (const value of REFUSED) {
    it(`${nameOf(value)} is refused, and not quoted`, async () => {
      const reason = await judged(value);
      assert.match(reason, /^issued: file apikey: it /);
      for (const part of [KEY.slice(0, 12), KEY.slice(-12)]) assert.ok(!reason.includes(part), reason);
    });
  }

  it("is told in docs/issued-values.md as npm run docs issued writes it", () =>
    assertHasTable("issued-values.md", issuedValuesTable(), "npm run docs issued"));

  const keys = fc
    .tuple(fc.constantFrom("base64", "base64url", "hex", "uuid", "sk"), fc.integer({ min: 12, max: 64 }))
    .map(([form, size]) =>
      form === "uuid"
        ? randomUUID()
        : form === "sk"
          ? `sk_live_${randomBytes(size).toString("base64url")}`
          : randomBytes(size).toString(form as "hex"),
    );
  for (const key of [
    "tbD+DetKAkOYP9ZOPHYTSAKz5CSR35Bx",
    "ToDo/9rT1bXw8LpA6cQ==",
    "my-Zk3vQ9rT1bXw8LpA6c",
    "tHe_Zk3vQ9rT1bXw8LpA",
    "put-9dJx0aQ2mN8vZk3v",
    "pUt_rT1bXw8LpA6cZk3v",
    "tbd-ab3d-9rT1bXw8LpA",
    "put_TMLGB6AsT04OXri_nw",
    "Zk3vQ9rT1bXw8Lp-here",
    "__Zk3vQ9rT1bXw8Lp__",
  ])
    it(`a key that begins like a placeholder is none: ${key}`, () => assert.equal(damageOf(key), undefined));
  for (const word of [
    "tbd-fill-in-the-key",
    "TODO: paste the key here",
    "my-api-key-of-partner",
    "the_secret_of_partner",
    "enter-your-key-please",
    "put_the_api_key_here",
    "partner-api-key-here",
    "PASTE_PARTNER_API_KEY",
    "INSERT_QREDO_APIKEY_HERE",
    "put-partner-key-in-vault",
    "paste-from-1password-here",
    "copied-from-webapp-here",
    "insert-production-key-1",
    "TODO_replace_this_value",
    "todo-before-we-launch",
    "tbd-by-platform-team",
  ])
    it(`a placeholder is one: ${word}`, () => assert.match(damageOf(word) ?? "", /looks like a placeholder/));

  for (const name of ["__PARTNER_API_KEY__", "__partnerApiKey__", "__Partner_Api_Key__"])
    it(`a name that nothing replaced is one: ${name}`, () => assert.match(damageOf(name) ?? "", /replaced tokens/));

  itHolds("no key of a usual form looks damaged", keys, (key) => {
    assert.equal(damageOf(key), undefined);
  });
});
