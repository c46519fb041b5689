import * as assert from "node:assert/strict";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { publicFingerprint } from "../../resources";
import { openssl, opensslVersion } from "../support/openssl";
import { Scenario } from "../support/scenario";

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { PartnerCredentials } from "pulumi-partner-keys/stacks";

const acme = new PartnerCredentials("acme", JSON.parse(process.env["ACME"] ?? "{}"));
const { upload, pendingUpload, certificatePem, certificateEndsAt, pendingCertificatePem, signingRequestPem, handoff } = acme;
export const told = pulumi.jsonStringify({
  upload, pendingUpload, certificatePem, certificateEndsAt, pendingCertificatePem, signingRequestPem, handoff,
  publicKeyPem: acme.publicKeyPem,
});
`;
const SECRET = "acme/production/private.pem";
const subject = { country: "DE", organization: "Acme Ltd", commonName: "acme-signer" };
const ARGS = {
  partner: "acme",
  environment: "production",
  privateKeyFormat: "pkcs8",
  secretFormat: "json",
  rotateAfterDays: 335,
  deletionProtection: false,
  certificate: { subject, validityDays: 365 },
  signingRequest: { subject },
  artifact: "x509-pem",
  fingerprintForm: "x509-sha1",
};

type Told = Readonly<
  Record<
    | "upload"
    | "pendingUpload"
    | "certificatePem"
    | "certificateEndsAt"
    | "pendingCertificatePem"
    | "signingRequestPem"
    | "handoff"
    | "publicKeyPem",
    string
  >
>;

describe("engine: a key with a certificate, made, rotated, promoted by its thumbprint and destroyed", () => {
  let scenario: Scenario;
  let first: Told;
  let second: Told;

  before(async () => {
    scenario = await Scenario.start({ program: PROGRAM, quick: true });
    await scenario.run(["stack", "init", "dev"]);
  });
  after(() => scenario.close());

  const env = (more: object = {}) => {
    return { ACME: JSON.stringify({ ...ARGS, ...more }), PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
  };
  const told = async () => JSON.parse(String((await scenario.project.outputs())["told"])) as Told;
  const stored = async () => JSON.parse((await scenario.readSecret(SECRET)).value) as Record<string, string>;

  it("makes it with the key, publishes it, and puts it beside the key", async () => {
    await scenario.up(env());
    first = await told();
    const secret = await stored();
    const certificate = new X509Certificate(first.certificatePem);
    assert.ok(certificate.checkPrivateKey(createPrivateKey(secret["privateKeyPem"]!)));
    assert.equal(new Date(certificate.validTo).toISOString(), first.certificateEndsAt);
    for (const name of ["certificatePem", "certificateEndsAt", "signingRequestPem", "publicKeyPem"] as const)
      assert.equal(secret[name], first[name], name);
    assert.equal(first.upload, first.certificatePem);
    assert.ok(first.handoff.includes(publicFingerprint(first.certificatePem, "x509-sha1")), first.handoff);
    if (opensslVersion() !== undefined)
      assert.equal(openssl(["req", "-noout", "-pubkey", "-verify"], first.signingRequestPem), first.publicKeyPem);
  });

  it("makes no AWS call and shows no diff when nothing changed, in preview neither", async () => {
    await scenario.run(["preview", "--expect-no-changes"], env());
    const { output } = await scenario.up(env());
    assert.deepEqual(scenario.operations(), []);
    assert.doesNotMatch(output, /[~+-] +pulumi-nodejs:/);
  });

  it("takes the same names in another notation for no change", async () => {
    const subject = [{ country: "DE" }, { organization: "Acme Ltd" }, { commonName: "acme-signer" }];
    const same = { certificate: { subject, validityDays: 365, dnsNames: [] } };
    await scenario.run(["preview", "--expect-no-changes"], env(same));
  });

  it("keeps the key and all its resources within 12 kB of state, with a certificate and a signing request", async () => {
    const { stdout } = await scenario.run(["stack", "export"]);
    const { deployment } = JSON.parse(stdout) as { deployment: { resources: readonly { readonly urn: string }[] } };
    const own = deployment.resources.filter(({ urn }) => /::acme-(?:key-pair|activation)$/.test(urn));
    assert.equal(own.length, 2);
    const size = JSON.stringify(own).length;
    assert.ok(size <= 12_000, `${size} characters`);
  });

  it("refuses a certificate that ends too soon, before anything is made", async () => {
    const { code, output } = await scenario.attempt(
      ["up", "--yes", "--skip-preview"],
      env({ certificate: { subject, validityDays: 364 } }),
    );
    assert.notEqual(code, 0);
    assert.match(
      output,
      /certificate: validityDays 364 with rotateAfterDays 335 is not allowed, allowed: at least 365 /,
    );
    assert.deepEqual(scenario.operations(), []);
  });

  it("stages another certificate with another key", async () => {
    await scenario.up(env({ certificate: { subject, validityDays: 366 } }));
    second = await told();
    assert.equal(second.certificatePem, first.certificatePem);
    assert.equal(second.pendingUpload, second.pendingCertificatePem);
    assert.ok(second.handoff.includes(publicFingerprint(second.pendingCertificatePem, "x509-sha1")), second.handoff);
  });

  it("refuses the thumbprint of a certificate of an older key, and shows the known ones", async () => {
    const acknowledgedFingerprint = "AB".repeat(20);
    const { code, output } = await scenario.attempt(
      ["up", "--yes", "--skip-preview"],
      env({ certificate: { subject, validityDays: 366 }, acknowledgedFingerprint }),
    );
    assert.notEqual(code, 0);
    for (const pem of [second.certificatePem, second.pendingCertificatePem])
      assert.ok(output.includes(publicFingerprint(pem, "x509-sha1")), output);
  });

  it("goes live by the thumbprint of its certificate", async () => {
    const acknowledgedFingerprint = publicFingerprint(second.pendingCertificatePem, "x509-sha1");
    await scenario.up(env({ certificate: { subject, validityDays: 366 }, acknowledgedFingerprint }));
    assert.equal((await told()).certificatePem, second.pendingCertificatePem);
    assert.equal((await stored())["certificatePem"], second.pendingCertificatePem);
  });

  it("is destroyed", async () => {
    await scenario.run(["destroy", "--yes", "--skip-preview"], env());
    assert.deepEqual(await scenario.secretNames(), []);
  });
});
