import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KeyInputs } from "../../../resources/kinds/keyInputs";
import { KINDS } from "../../../resources/kinds/kinds";
import { REPOSITORY } from "../../../workbench/repository";
import { codeOf } from "../../support/documents";
import { FakeWorld } from "../../support/fakeWorld";
import { opensslVersion } from "../../support/openssl";

const BLOCKS = codeOf(join(REPOSITORY, "docs", "certificates.md"), "sh");
const blockWith = (words: string) => BLOCKS.find((code) => code.includes(words)) ?? assert.fail(words);
const isThere = (command: string) => {
  try {
    execFileSync("sh", ["-c", `command -v ${command}`], { stdio: "ignore" });
    return true;
  } catch {
    console.log(`${command} is not on PATH: its rows are left out`);
    return false;
  }
};

/** The commands of docs/certificates.md, on what a secret holds. */
if (opensslVersion() !== undefined && isThere("jq"))
  describe("PKCS#12 of what is in the secret, as the page makes it", function () {
    this.timeout(120_000);
    let folder: string;
    let secret: Readonly<Record<string, string>>;
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), "pkcs12-"));
      const certificate = { subject: { commonName: "signer" }, validityDays: 365 };
      const inputs = { secretName: "a", owner: "p/s/k", region: "eu-west-1", secretFormat: "json", certificate };
      const { value } = await KINDS.RsaKeyPair.make(inputs as KeyInputs, new FakeWorld().context());
      secret = JSON.parse(value) as Record<string, string>;
      writeFileSync(join(folder, "secret.json"), value);
    });
    after(() => rmSync(folder, { recursive: true }));

    const hasJava = isThere("keytool");
    const run = (script: string) => {
      // AWS is not asked, and what is not there is left out
      const absent = hasJava ? "" : "keytool() { :; }\n";
      return execFileSync("sh", ["-ec", `aws() { cat secret.json; }\n${absent}${script}`], {
        cwd: folder,
        encoding: "utf8",
        env: { ...process.env, PASSWORD: "of-this-test" },
        stdio: ["ignore", "pipe", "pipe"],
      });
    };

    it("holds the key and its certificate, by openssl", () => {
      run(blockWith("openssl pkcs12 -export"));
      const opened = run("openssl pkcs12 -in signer.p12 -passin env:PASSWORD -nodes");
      const [key = "", certificate = ""] = ["PRIVATE KEY", "CERTIFICATE"].map(
        (label) => new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----`).exec(opened)?.[0],
      );
      const spki = { type: "pkcs8", format: "der" } as const;
      assert.deepEqual(createPrivateKey(key).export(spki), createPrivateKey(secret["privateKeyPem"]!).export(spki));
      assert.equal(new X509Certificate(certificate).toString(), secret["certificatePem"]);
      assert.throws(() => run("openssl pkcs12 -in signer.p12 -passin pass:another -nodes"));
    });

    if (hasJava)
      it("is an entry with a private key and that certificate, by Java, as JKS too", () => {
        const listed = run(blockWith("openssl pkcs12 -export"));
        const { fingerprint256 } = new X509Certificate(secret["certificatePem"]!);
        assert.match(listed, /signer, .*PrivateKeyEntry/);
        assert.ok(listed.includes(fingerprint256), listed);
        run(blockWith("-deststoretype JKS"));
        assert.ok(run("keytool -list -keystore signer.jks -storepass:env PASSWORD").includes(fingerprint256));
      });
  });
