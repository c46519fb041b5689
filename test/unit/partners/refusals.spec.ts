import * as assert from "node:assert/strict";
import { REFUSALS } from "../../../emulator/partner";
import { refusedBy, type RefusingPartner } from "../../../resources/signer/schemes";

const PARTNERS = Object.keys(refusedBy) as RefusingPartner[];
const response = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

/** What a partner answers with the same status for another reason: no key helps. */
const OTHERS: Record<RefusingPartner, readonly unknown[]> = {
  okta: [
    {
      error: "invalid_client",
      error_description: "The client_assertion token has an expiration too far into the future.",
    },
    { error: "invalid_scope" },
  ],
  entra: [
    { error: "invalid_client", error_description: "AADSTS7000215: Invalid client secret provided." },
    { error: "invalid_request" },
  ],
  snowflake: [{ code: "390318", message: "OAuth access token expired." }],
  salesforce: [{ error: "invalid_grant", error_description: "user hasn't approved this consumer" }],
  netsuite: [{ error: "invalid_scope" }],
  oci: [{ code: "SignUpRequired", message: "" }],
};

describe("what partners answer when they do not know a key", () => {
  for (const partner of PARTNERS) {
    const { status, body } = REFUSALS[partner];
    it(`${partner}: ${status} with its code, and the body stays whole for the caller`, async () => {
      const answer = response(status, body);
      assert.equal(await refusedBy[partner](answer), true);
      assert.deepEqual(await answer.json(), body);
    });

    it(`${partner}: the same of a client that is not fetch`, async () => {
      assert.equal(await refusedBy[partner]({ status, json: async () => body }), true);
    });

    it(`${partner}: no 200, 403, 429 or 503, whatever its body`, async () => {
      for (const other of [200, 403, 429, 503]) assert.equal(await refusedBy[partner](response(other, body)), false);
    });

    it(`${partner}: no other reason, and no body that is none`, async () => {
      for (const other of OTHERS[partner]) assert.equal(await refusedBy[partner](response(status, other)), false);
      for (const text of ["", "<html>", "null", '"x"', "[]", `"${"x".repeat(70_000)}"`]) {
        assert.equal(await refusedBy[partner](new Response(text, { status })), false, text.slice(0, 10));
      }
    });
  }
});
