import * as assert from "node:assert/strict";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publicFingerprint } from "../../resources";
import { REPOSITORY } from "../../workbench/repository";
import { codeOf } from "../support/documents";
import { openssl, opensslVersion } from "../support/openssl";
import { PRIVATE_KEY_SECRET } from "../support/programs";
import { Scenario } from "../support/scenario";
import { StandInAws } from "../support/standInAws";

const FILE = "acme.crt";
const recipe = codeOf(join(REPOSITORY, "docs", "certificates.md"), "ts").find((code) => code.includes(FILE)) ?? "";
const PROGRAM = recipe.replace(
  'environment: "production",',
  '$& rotation: process.env["ROTATION"] ?? "", deletionProtection: false,',
);

/** The program of docs/certificates.md. The partner is a CA of openssl. */
if (opensslVersion() !== undefined)
  describe("engine: a certificate that the partner returns is the acknowledgement of its key", () => {
    const partner = mkdtempSync(join(tmpdir(), "partner-ca-"));
    let standIn: StandInAws;
    let scenario: Scenario;
    let first: Record<string, string>;

    before(async () => {
      const files = ["-keyout", join(partner, "ca.key"), "-out", join(partner, "ca.crt")];
      openssl(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=partner", "-days", "30", ...files]);
      standIn = new StandInAws();
      scenario = await Scenario.start({ program: PROGRAM, binFolder: standIn.folder, quick: true });
      await scenario.run(["stack", "init", "dev"]);
    });
    after(async () => {
      standIn.remove();
      rmSync(partner, { recursive: true });
      await scenario.close();
    });

    const outputs = () => scenario.project.outputs();
    const returned = (request = "") => {
      const by = ["-CA", join(partner, "ca.crt"), "-CAkey", join(partner, "ca.key"), "-set_serial", "7", "-days", "30"];
      const certificate = openssl(["x509", "-req", ...by], request);
      writeFileSync(join(scenario.project.project, FILE), certificate);
      return new X509Certificate(certificate);
    };
    const assertLive = async (certificate: X509Certificate) => {
      assert.ok(certificate.checkPrivateKey(createPrivateKey((await scenario.readSecret(PRIVATE_KEY_SECRET)).value)));
      const pem = certificate.publicKey.export({ type: "spki", format: "pem" }).toString();
      const { inputs } = (await scenario.project.resources()).find(({ urn }) => urn.endsWith("::certificate")) ?? {};
      assert.equal(inputs?.["name"], `/acme/production/certificates/${publicFingerprint(pem, "jwk-thumbprint")}`);
      assert.equal(inputs["insecureValue"], certificate.toString());
      assert.equal((await outputs())["live"], publicFingerprint(pem, "spki-sha256"));
    };

    it("gets the request, and its certificate is put beside the key", async () => {
      await scenario.up();
      first = await outputs();
      assert.match(String(first["upload"]), /^-----BEGIN CERTIFICATE REQUEST-----/);
      const certificate = returned(first["upload"]);
      await scenario.up();
      await assertLive(certificate);
      assert.equal((await outputs())["live"], first["live"]);
    });

    it("is kept at a rotation until the partner has returned the next one", async () => {
      const env = { ROTATION: "2" };
      await scenario.up(env);
      const staged = await outputs();
      assert.equal(staged["live"], first["live"]);
      const certificate = returned(staged["pendingUpload"]);
      await scenario.up(env);
      await assertLive(certificate);
      assert.notEqual((await outputs())["live"], first["live"]);
    });
  });
