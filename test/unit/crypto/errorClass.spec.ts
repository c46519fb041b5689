import * as assert from "node:assert/strict";
import * as main from "../../../resources";
import * as publicKey from "../../../resources/publicKey";
import * as signRequest from "../../../resources/partners/signRequest";
import * as signer from "../../../resources/signer";

describe("the class of our errors", () => {
  for (const [entry, { PartnerKeysError }] of Object.entries({ main, publicKey, signRequest, signer }))
    it(`can be had where it is thrown: ${entry}`, () =>
      assert.throws(() => publicKey.publicJwk("no PEM"), PartnerKeysError));
});
