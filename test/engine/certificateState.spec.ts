import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { publicFingerprint, type KeyVersion } from "../../resources";
import { REPOSITORY } from "../../workbench/repository";
import { Scenario } from "../support/scenario";

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { Activation, EcKeyPair, Ed25519KeyPair, RsaKeyPair } from "pulumi-partner-keys";

const subject = { country: "DE", organization: "Acme Ltd", commonName: "acme-signer" };
const more = (name) => ({
  secretName: "acme/" + name + ".pem",
  privateKeyFormat: "pkcs8",
  publishAs: "pending",
  deletionProtection: false,
  recoveryWindowInDays: 0,
  keepers: { rotation: process.env["ROTATION"] },
  certificate: { subject, validityDays: 365 },
  signingRequest: { subject },
});
const keys = {
  "Ed25519": new Ed25519KeyPair("Ed25519", more("ed25519")),
  "P-256": new EcKeyPair("P-256", { namedCurve: "P-256", ...more("p256") }),
  "secp256k1": new EcKeyPair("secp256k1", { namedCurve: "secp256k1", ...more("secp256k1") }),
  "P-384": new EcKeyPair("P-384", { namedCurve: "P-384", ...more("p384") }),
  "P-521": new EcKeyPair("P-521", { namedCurve: "P-521", ...more("p521") }),
  "RSA-2048": new RsaKeyPair("RSA-2048", more("rsa2048")),
  "RSA-3072": new RsaKeyPair("RSA-3072", { modulusLength: 3072, ...more("rsa3072") }),
  "RSA-4096": new RsaKeyPair("RSA-4096", { modulusLength: 4096, ...more("rsa4096") }),
};
const acknowledgedFingerprint = process.env["ACKNOWLEDGED"];
for (const [name, key] of Object.entries(keys))
  new Activation(name, {
    secretArn: key.secretArn,
    candidate: key,
    ...(name === "Ed25519" && acknowledgedFingerprint ? { acknowledgedFingerprint } : {}),
  });
`;
const FIRST = { ROTATION: "1" };
const SECOND = { ROTATION: "2" };
/** What Pulumi keeps of the program that declares a resource. It grows with the depth of calls and folders. */
const PLACES = ["sourcePosition", "stackTrace"];

interface StateOfResource {
  readonly urn: string;
  readonly type: string;
  readonly inputs: { readonly candidate?: KeyVersion };
  readonly outputs: { readonly live?: KeyVersion; readonly pending?: KeyVersion };
}

/** Of docs/certificates.md: the most that a kind takes, in kB, with one key and with a second one that waits. */
function promised(): ReadonlyMap<string, readonly [first: number, second: number]> {
  const page = readFileSync(join(REPOSITORY, "docs", "certificates.md"), "utf8");
  const rows = page.matchAll(/^\| ([\w-]+) +\| ([\d.]+) kB +\| ([\d.]+) kB +\|$/gm);
  return new Map([...rows].map(([, kind = "", first, second]) => [kind, [Number(first), Number(second)]]));
}

describe("engine: what state holds of a key with a certificate and a signing request", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.start({ program: PROGRAM, quick: true });
    await scenario.run(["stack", "init", "dev"]);
  });
  after(() => scenario.close());

  const state = async () => {
    const { stdout } = await scenario.run(["stack", "export"]);
    const { deployment } = JSON.parse(stdout) as { deployment: { resources: readonly StateOfResource[] } };
    return (name: string) => deployment.resources.filter(({ urn }) => urn.endsWith(`::${name}`));
  };
  const activation = async (name: string) => {
    const found = (await state())(name).find(({ type }) => type.endsWith(":Activation"));
    assert.ok(found);
    return found;
  };
  const kilobytes = (value: object) =>
    JSON.stringify(value, (name, one: unknown) => (PLACES.includes(name) ? undefined : one)).length / 1000;

  for (const [when, env, column, most] of [
    ["of every kind within 12 kB", FIRST, 0, 12],
    ["with another key that waits, as docs/certificates.md says", SECOND, 1, 15],
  ] as const)
    it(`is a key and its Activation ${when}`, async () => {
      await scenario.up(env);
      const own = await state();
      assert.equal(promised().size, 8);
      for (const [kind, sizes] of promised()) {
        const size = kilobytes(own(kind));
        assert.ok(size <= sizes[column] && sizes[column] <= most, `${kind}: ${size} kB`);
        assert.ok(size > sizes[column] - 0.3, `${kind}: ${size} kB, and the page says ${sizes[column]}`);
      }
    });

  it("is each certificate once with its key and once with its Activation", async () => {
    const { inputs, outputs } = await activation("RSA-2048");
    assert.equal(inputs.candidate?.certificatePem, undefined);
    assert.equal(inputs.candidate?.versionId, outputs.pending?.versionId);
    assert.ok(outputs.live?.certificatePem && outputs.pending?.certificatePem);
  });

  it("is no change for the next up, nor for a run that is told of the Activation alone", async () => {
    const { urn } = await activation("Ed25519");
    await scenario.run(["preview", "--expect-no-changes"], SECOND);
    await scenario.run(["up", "--yes", "--skip-preview", "--expect-no-changes", "--target", urn], SECOND);
  });

  it("knows the pending key by its certificate where the run is told of the Activation alone", async () => {
    const before = await activation("Ed25519");
    const pending = before.outputs.pending!;
    const ACKNOWLEDGED = publicFingerprint(pending.certificatePem!, "x509-sha256");
    await scenario.up({ ...SECOND, ACKNOWLEDGED }, "--target", before.urn);
    assert.deepEqual((await activation("Ed25519")).outputs.live, pending);
  });
});
