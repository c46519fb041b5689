import * as assert from "node:assert/strict";
import { sign } from "node:crypto";
import { generateKeyPair } from "../../../resources/crypto/keyPairs/keyPair";
import { PRIVATE_FORMS, type PrivateForm } from "../../../resources/crypto/keyPairs/privateForm";
import { assertPairWorks } from "../../../resources/crypto/keyPairs/selfTest";
import { failure } from "../../support/failure";
import { KINDS, type AnyKind } from "../../support/keyPairKinds";

const withoutALetter = (text: string) => text.slice(0, 45) + text.slice(46);

for (const { name, kind, size } of KINDS) {
  for (const form of kind.forms) {
    describe(`self-test of a new ${name} key pair, ${form}`, () => {
      let one: Awaited<ReturnType<typeof generateKeyPair>>;
      let other: typeof one;
      before(async () => {
        one = await generateKeyPair(kind, size, form);
        other = await generateKeyPair(kind, size, form);
      });

      it("lets a pair pass", async () => {
        for (const pair of [one, other]) await assertPairWorks(kind, size, { form, ...pair });
      });

      const rows: readonly (readonly [what: string, halves: () => readonly [string, string]])[] = [
        ["the public half of another pair", () => [one.privateKey, other.publicKeyPem]],
        ["the private half of another pair", () => [other.privateKey, one.publicKeyPem]],
        ["a private key that was cut", () => [one.privateKey.slice(0, one.privateKey.length / 2), one.publicKeyPem]],
        ["a private key that lost a letter", () => [withoutALetter(one.privateKey), one.publicKeyPem]],
        ["a public PEM that was cut", () => [one.privateKey, one.publicKeyPem.slice(0, 60)]],
        ["a public PEM that lost a letter", () => [one.privateKey, withoutALetter(one.publicKeyPem)]],
        ["a private key where the public one belongs", () => [one.privateKey, one.privateKey]],
        ["nothing", () => ["", ""]],
      ];
      for (const [what, halves] of rows) {
        it(`refuses ${what}, and tells nothing of the keys`, () => assertRefused(kind, size, form, halves()));
      }

      it("asks the second implementation, which tells pair from no pair by itself", async () => {
        const doubting = { ...kind, verify: () => Promise.resolve(false) };
        await assertRefused(doubting, size, form, [one.privateKey, one.publicKeyPem]);
        const privateKey = PRIVATE_FORMS[form].read(one.privateKey);
        const message = Buffer.from("message");
        const signed = { privateKey, message, signature: sign(kind.digest, message, privateKey) };
        assert.equal(await kind.verify({ ...signed, publicKeyPem: one.publicKeyPem }, size), true);
        // node-forge throws where a signature is of another key
        const verified = kind.verify({ ...signed, publicKeyPem: other.publicKeyPem }, size).catch(() => false);
        assert.equal(await verified, false);
      });
    });
  }
}

async function assertRefused(
  kind: AnyKind,
  size: unknown,
  form: PrivateForm,
  [privateKey, publicKeyPem]: readonly [string, string],
): Promise<void> {
  const { message, stack, cause } = await failure(
    assertPairWorks(kind, size, { form, privateKey, publicKeyPem }),
    "ERR_KEY_GENERATION",
    new RegExp(
      `^generating ${kind.label}: the new pair failed its self-test, nothing was stored; run pulumi up again$`,
    ),
  );
  assert.equal(cause, undefined);
  for (const line of [privateKey, publicKeyPem].join("\n").split("\n").filter(Boolean)) {
    assert.ok(!`${message}\n${stack ?? ""}`.includes(line), "a line of a key is told");
  }
}
