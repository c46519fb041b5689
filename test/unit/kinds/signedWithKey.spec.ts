import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { build } from "esbuild";
import { PRIVATE_FORMS } from "../../../resources/crypto/keyPairs/privateForm";
import type { KeyInputs } from "../../../resources/kinds/keyInputs";
import type { KeyKind } from "../../../resources/kinds/keyKind";
import { KINDS } from "../../../resources/kinds/kinds";
import { SIGNED_OUTPUTS } from "../../../resources/kinds/signedWithKey";
import { KEY_PAIRS } from "../../../resources/rules/keyPairs";
import { REPOSITORY } from "../../../workbench/repository";
import { FakeWorld } from "../../support/fakeWorld";
import { KINDS as SIZES } from "../../support/keyPairKinds";
import { openssl, opensslVersion } from "../../support/openssl";

const BASE = { secretName: "partner/key", owner: "p/s/key", region: "eu-west-1" };
const subject = { commonName: "signer", organization: "Acme Ltd" };
const ASKED = { certificate: { subject, validityDays: 30 }, signingRequest: { subject } };
const world = new FakeWorld();

for (const { kind, size, name } of SIZES) {
  const row = Object.values(KEY_PAIRS).find(({ called }) => kind.label.startsWith(called))!;
  const of: KeyKind<KeyInputs> = KINDS[row.type];
  const [sizeInput] = Object.keys(row.sizes);
  const sizes = sizeInput === undefined ? {} : { [sizeInput]: size };

  describe(`a key pair of ${name} that is made with a certificate and a signing request`, function () {
    this.timeout(20_000);

    for (const privateKeyFormat of kind.forms)
      it(`as ${privateKeyFormat} has both of the key that is stored`, async () => {
        const inputs = { ...BASE, ...sizes, ...ASKED, privateKeyFormat } as KeyInputs;
        const { value, outputs } = await of.make(inputs, world.context());
        assert.deepEqual(Object.keys(outputs).sort(), ["fingerprint", "publicKeyPem", ...SIGNED_OUTPUTS].sort());
        const { certificatePem, certificateEndsAt, signingRequestPem } = outputs as Record<string, string>;
        const certificate = new X509Certificate(certificatePem!);
        assert.ok(certificate.checkPrivateKey(PRIVATE_FORMS[privateKeyFormat].read(value)));
        assert.equal(certificateEndsAt, "2030-01-31T00:00:00.000Z");
        assert.equal(new Date(certificate.validTo).toISOString(), certificateEndsAt);
        if (opensslVersion() === undefined) return;
        assert.equal(openssl(["req", "-noout", "-pubkey"], signingRequestPem), outputs.publicKeyPem);
      });

    it("has both in the secret where that is JSON, and neither where it is the key alone", async () => {
      const json = await of.make({ ...BASE, ...sizes, ...ASKED, secretFormat: "json" } as KeyInputs, world.context());
      const { privateKeyPem, ...others } = JSON.parse(json.value) as Record<string, string>;
      assert.match(privateKeyPem!, /PRIVATE KEY/);
      assert.deepEqual(others, json.outputs);
      const pem = await of.make({ ...BASE, ...sizes, ...ASKED }, world.context());
      assert.doesNotMatch(pem.value, /CERTIFICATE/);
    });

    it("has what was asked for and nothing else", async () => {
      const { signingRequest, certificate } = ASKED;
      const told = async (asked: object) =>
        Object.keys((await of.make({ ...BASE, ...sizes, ...asked }, world.context())).outputs);
      assert.deepEqual(await told({}), ["publicKeyPem", "fingerprint"]);
      assert.deepEqual(await told({ signingRequest }), ["publicKeyPem", "fingerprint", "signingRequestPem"]);
      const both = ["publicKeyPem", "fingerprint", "certificatePem", "certificateEndsAt"];
      assert.deepEqual(await told({ certificate }), both);
    });
  });
}

describe("the library that writes certificates", () => {
  const loaded = (asked: object) => {
    const script = `
      require("ts-node/register/transpile-only");
      const { KINDS } = require("./resources/kinds/kinds");
      const { FakeWorld } = require("./test/support/fakeWorld");
      KINDS.Ed25519KeyPair.make(${JSON.stringify({ ...BASE, ...asked })}, new FakeWorld().context()).then(() => {
        console.log(Object.keys(require.cache).some((path) => /@peculiar|asn1js/.test(path)));
      });`;
    return execFileSync(process.execPath, ["-e", script], { cwd: REPOSITORY, encoding: "utf8" }).trim();
  };

  it("is in nothing that a service bundles", async function () {
    this.timeout(60_000);
    const entries = ["signer/index.ts", "publicKey.ts", "partners/signRequest.ts"];
    const { metafile } = await build({
      absWorkingDir: REPOSITORY,
      entryPoints: entries.map((entry) => `resources/${entry}`),
      outdir: "unused",
      bundle: true,
      platform: "node",
      packages: "external",
      write: false,
      metafile: true,
    });
    const reached = Object.values(metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => path));
    assert.ok(reached.some((path) => path.endsWith("publicArtifact.ts")));
    assert.deepEqual(
      reached.filter((path) => path.includes("@peculiar")),
      [],
    );
  });

  it("is loaded only where one is made", function () {
    this.timeout(60_000);
    assert.equal(loaded({}), "false");
    assert.equal(loaded({ signingRequest: ASKED.signingRequest }), "true");
  });
});
