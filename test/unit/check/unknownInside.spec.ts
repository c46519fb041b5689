import * as assert from "node:assert/strict";
import { checkActivation } from "../../../resources/plugin/check/checkActivation";
import { checkKey } from "../../../resources/plugin/check/checkKey";
import type { KeyInputs } from "../../../resources/kinds/keyInputs";
import type { KeyKind } from "../../../resources/kinds/keyKind";
import { KINDS, type KindName } from "../../../resources/kinds/kinds";
import { readSettings } from "../../../resources/aws/settings/readSettings";
import { keyPair } from "../../../resources/rules/keyPairs";
import { artifact } from "../../../resources/rules/publicForms";
import { allowedBy } from "../../../resources/rules/rule";
import { apiKeySource } from "../../../stacks/apiKeySource";
import { FakeWorld } from "../../support/fakeWorld";

const BASE = { secretName: "a", owner: "p/s/k", region: "eu-west-1" };
const world = new FakeWorld();
const check = async (type: KindName, inputs: object) =>
  (await checkKey(KINDS[type] as KeyKind<KeyInputs>, {}, { ...BASE, ...inputs }, world.context())).failures;

/** An input, an object with one wrong name, the wrong name and the one that was meant. */
type Row = readonly [type: KindName, inputs: object, wrong: string, meant: string | undefined];

const subject = { commonName: "signer" };
const ROWS: readonly Row[] = [
  ["RsaKeyPair", { certificate: { subject: { commonname: "a" }, validityDays: 9 } }, "commonname", "commonName"],
  ["RsaKeyPair", { certificate: { subject: { organisation: "a" }, validityDays: 9 } }, "organisation", "organization"],
  [
    "RsaKeyPair",
    { certificate: { subject: [{ emailAdress: "a@b.c" }], validityDays: 9 } },
    "emailAdress",
    "emailAddress",
  ],
  ["RsaKeyPair", { certificate: { subject: { CN: "a" }, validityDays: 9 } }, "CN", undefined],
  ["RsaKeyPair", { certificate: { subject, validityDay: 9 } }, "validityDay", "validityDays"],
  ["RsaKeyPair", { certificate: { subject, validityDays: 9, dnsName: ["a"] } }, "dnsName", "dnsNames"],
  ["Ed25519KeyPair", { signingRequest: { subject, ipAdresses: [] } }, "ipAdresses", "ipAddresses"],
  ["Ed25519KeyPair", { signingRequest: { subjekt: subject } }, "subjekt", "subject"],
  ["Ed25519KeyPair", { issued: { env: "A", allowPreviuos: true } }, "allowPreviuos", "allowPrevious"],
  ["ApiKey", { issued: { env: "A", verbatin: true } }, "verbatin", "verbatim"],
  ["ApiKey", { issued: { File: "a" } }, "File", "file"],
  ["ApiKey", { generate: { byte: 32 } }, "byte", "bytes"],
  ["ApiKey", { generate: { encodng: "hex" } }, "encodng", "encoding"],
  ["ApiKey", { generate: { constructor: 1 } }, "constructor", undefined],
];

const inside = (wrong: string, meant: string | undefined) =>
  `(${wrong} is unknown${meant === undefined ? "" : `, did you mean ${meant}?`})`;

describe("a wrong name inside an object argument", () => {
  for (const [type, inputs, wrong, meant] of ROWS)
    it(`${wrong} in ${Object.keys(inputs).join()} of ${type} is refused, meant: ${String(meant)}`, async () => {
      const [failure] = await check(type, inputs);
      // Nothing that stands in issued is shown: it may be the key
      const told = "issued" in inputs ? `(did you mean ${String(meant)}?)` : inside(wrong, meant);
      assert.ok(failure?.reason.endsWith(told), failure?.reason);
    });

  it("of a candidate is refused", async () => {
    const { failures } = await checkActivation({}, { ...BASE, candidate: { versionID: "a" } }, world.context());
    const [reason] = failures.map(({ reason }) => reason).filter((text) => text.startsWith("candidate: "));
    assert.ok(reason?.endsWith(inside("versionID", "versionId")), reason);
  });

  it("of an argument that the component itself judges is refused", () => {
    assert.ok(allowedBy(keyPair, { RSA: {} })?.endsWith(inside("RSA", "rsa")));
    assert.ok(allowedBy(keyPair, { rsa: { moduluslength: 2048 } })?.endsWith(inside("moduluslength", "modulusLength")));
    assert.ok(allowedBy(apiKeySource, { isued: { env: "A" } })?.endsWith(inside("isued", "issued")));
    assert.ok(allowedBy(artifact, { form: "openssh", coment: "a" })?.includes(inside("coment", "comment")));
  });

  it("of a setting is refused", () => {
    const problem = (name: string, value: unknown) =>
      readSettings((asked) => (asked === name ? value : undefined)).problems.join();
    const role = { roleArn: "arn:aws:iam::123456789012:role/a" };
    assert.ok(problem("aws:assumeRole", { ...role, externalID: "a" }).includes(inside("externalID", "externalId")));
    assert.ok(
      problem("aws:assumeRoleWithWebIdentity", { ...role, webIdentityTokenfile: "a" }).includes(
        inside("webIdentityTokenfile", "webIdentityTokenFile"),
      ),
    );
  });

  it("of another service's endpoint passes: it is not ours to judge", () => {
    const endpoints = { sqs: "http://h", ssm: "http://h", sns: "http://h", ses: "x", s3: "x", sso: "x" };
    assert.deepEqual(readSettings((asked) => (asked === "aws:endpoints" ? endpoints : undefined)).problems, []);
  });
});
