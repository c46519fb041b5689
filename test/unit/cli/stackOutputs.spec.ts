import * as assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { handoffsIn } from "../../../cli/handoff/fromOutputs";
import { handoffData, handoffOutput } from "../../support/handoffs";

const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const with_ = (more: object) => JSON.stringify({ ...handoffData(), ...more });

/** Outputs that hold no hand-off, and what is printed about them. */
const REFUSED: readonly (readonly [what: string, outputs: unknown, message: RegExp])[] = [
  ["a list", [], /they are no JSON object of outputs/],
  ["a text", "text", /they are no JSON object of outputs/],
  [
    "those of another program",
    { url: "https://127.0.0.1", port: 80 },
    /none of them is a hand-off of this package; name the stack that has it, or pass what pulumi stack export printed/,
  ],
  ["none", {}, /none of them is a hand-off/],
  [
    "those of an earlier version",
    { handoff: "Upload the live key of acme", publicKeyPem: "" },
    /they have handoff, and no handoffData; pass what pulumi stack export printed, after a pulumi up with this version$/,
  ],
  [
    "those of an earlier version, of several partners",
    { globexHandoff: "Upload" },
    /they have handoff, and no handoffData/,
  ],
  [
    "a secret one",
    { acmeHandoffData: "[secret]" },
    /acmeHandoffData is a secret output; its text is public: pulumi\.unsecret$/,
  ],
  ["no key yet", { handoffData: "", handoff: "" }, /no key is live yet; run pulumi up without --target$/],
  [
    "a later version",
    { handoffData: with_({ schema: "partner-keys/handoff/2" }) },
    /handoffData is of another version \(partner-keys\/handoff\/2\)/,
  ],
  ["one that is cut", { handoffData: with_({ keys: undefined }) }, /handoffData is not whole/],
  [
    "steps that are none",
    { handoffData: with_({ handoff: { ...handoffData().handoff, steps: [{}] } }) },
    /handoffData is not whole/,
  ],
  [
    "a private key in the place of the public one",
    { handoffData: with_({ handoff: { ...handoffData().handoff, key: { fingerprint: "", artifact: pem } } }) },
    /there is a private key in handoffData; nothing was written$/,
  ],
];

describe("the hand-offs in the outputs of a stack", () => {
  for (const [what, outputs, message] of REFUSED)
    it(`refuses ${what}`, () => {
      assert.throws(
        () => handoffsIn(outputs),
        (error: Error) => {
          assert.match(error.message, message);
          assert.match(error.message, /^reading the outputs of the stack: /);
          assert.ok(!error.message.includes("MC4C"), "quotes a private key");
          return true;
        },
      );
    });

  it("finds each, whatever the output is called and however deep it is", () => {
    const outputs = {
      acme: { handoffData: handoffOutput() },
      list: [{ any: handoffOutput({ component: "globex" }) }],
      publicKeyPem: "x",
      port: 80,
      nothing: null,
    };
    assert.deepEqual(
      handoffsIn(outputs).map(({ component }) => component),
      ["acme", "globex"],
    );
    assert.deepEqual(handoffsIn(outputs)[0], handoffData());
  });

  it("finds one in the state of a stack, once where the program exports it too", () => {
    const outputs = { handoffData: handoffOutput() };
    const of = (type: string, told: object) => ({
      urn: `urn:pulumi:production::acme-keys::${type}::acme`,
      outputs: told,
    });
    const resources = [
      of("pulumi:pulumi:Stack", outputs),
      of("partnerkeys:index:PartnerCredentials", outputs),
      of("partnerkeys:index:PartnerCredentials", { handoffData: handoffOutput({ component: "globex" }) }),
    ];
    assert.deepEqual(
      handoffsIn({ version: 3, deployment: { resources } }).map(({ component }) => component),
      ["acme", "globex"],
    );
  });

  it("takes a field that it does not know, and a hand-off of which nothing is to be done", () => {
    const [data] = handoffsIn({ x: with_({ more: { of: "it" } }) });
    assert.equal(data?.component, "acme");
    const [quiet] = handoffsIn({ x: handoffOutput({ pending: null, previous: null, isAcknowledged: true }) });
    assert.match(quiet?.handoff.headline ?? "", /^Nothing to upload/);
  });

  it("keeps what is handed over to the letter, and signs that move a cursor or turn the writing out of all else", () => {
    const key = { fingerprint: "SHA256:x", artifact: "one\r\ntwo\u202e" };
    const { handoff } = handoffData();
    const [data] = handoffsIn({ x: with_({ partner: "ac\u202eme\u001b[2J", handoff: { ...handoff, key } }) });
    assert.deepEqual([data?.partner, data?.handoff.key], ["ac?me?[2J", key]);
  });
});
