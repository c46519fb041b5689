import * as assert from "node:assert/strict";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, createServer } from "node:tls";
import { publicFingerprint } from "../../resources";
import { openssl, opensslVersion } from "../support/openssl";
import { Scenario } from "../support/scenario";
import { StandInAws } from "../support/standInAws";

const SECRET = "acme/production/client.pem";

interface Told {
  readonly certificatePem: string;
  readonly certificateParameter: string;
}

/** examples/own-ca, and a client that reads its key and its certificate where the example puts them. */
if (opensslVersion() !== undefined)
  describe("engine: a certificate of one's own CA, signed in the same program", () => {
    let scenario: Scenario;
    let standIn: StandInAws;
    let folder: string;
    let first: Told;
    // The sentinel searches the folder of the program for private keys
    const ca = mkdtempSync(join(tmpdir(), "own-ca-"));

    before(async () => {
      standIn = new StandInAws();
      scenario = await Scenario.start({ binFolder: standIn.folder });
      folder = scenario.project.addExample("own-ca");
      newCertificate("ca", ["-addext", "basicConstraints=critical,CA:TRUE"]);
      newCertificate("server", ["-addext", "subjectAltName=IP:127.0.0.1"]);
      await script(
        "pulumi stack init dev",
        `pulumi config set caCertificate '${ca}/ca.crt'`,
        `pulumi config set caKey '${ca}/ca.key'`,
      );
    });
    after(async () => {
      standIn.remove();
      rmSync(ca, { recursive: true });
      await scenario.close();
    });

    const newCertificate = (name: string, more: readonly string[]) => {
      const files = ["-keyout", join(ca, `${name}.key`), "-out", join(ca, `${name}.crt`)];
      openssl([
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        `/CN=${name}`,
        "-days",
        "30",
        ...files,
        ...more,
      ]);
    };
    const file = (name: string) => readFileSync(join(ca, name), "utf8");
    const script = async (...lines: readonly string[]) => {
      const { code, output, stdout } = await scenario.bash([`cd '${folder}'`, "set -e", ...lines].join("\n"), {
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      });
      assert.equal(code, 0, output);
      return stdout;
    };
    const told = async () => JSON.parse(await script("pulumi stack output --json")) as Told;
    const assertChain = ({ certificatePem, certificateParameter }: Told, privatePem: string) => {
      const [certificate, issuer] = [new X509Certificate(certificatePem), new X509Certificate(file("ca.crt"))];
      assert.ok(certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey));
      assert.ok(certificate.checkPrivateKey(createPrivateKey(privatePem)));
      assert.equal(certificate.subject, "O=Acme Ltd\nCN=acme-client");
      const publicPem = certificate.publicKey.export({ type: "spki", format: "pem" }).toString();
      const name = publicFingerprint(publicPem, "jwk-thumbprint");
      assert.equal(certificateParameter, `/acme/production/certificates/${name}`);
    };

    it("is of the key that is stored, by that CA, and named after the key", async () => {
      await script("pulumi up --yes --skip-preview");
      first = await told();
      assertChain(first, (await scenario.readSecret(SECRET)).value);
    });

    it("lets the client in where the CA is trusted, and nobody without it", async () => {
      const { value: key } = await scenario.readSecret(SECRET);
      const server = createServer(
        {
          key: file("server.key"),
          cert: file("server.crt"),
          ca: file("ca.crt"),
          requestCert: true,
          rejectUnauthorized: true,
        },
        (socket) => socket.end(String((socket.getPeerCertificate().subject as { CN?: string }).CN)),
      );
      server.on("tlsClientError", () => undefined); // what the client without a certificate gets is judged at the client
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      const answer = async (own: object) => {
        const socket = connect({ port, host: "127.0.0.1", ca: file("server.crt"), ...own });
        let text = "";
        for await (const chunk of socket) text += String(chunk);
        return text;
      };
      try {
        assert.equal(await answer({ key, cert: first.certificatePem }), "acme-client");
        await assert.rejects(answer({}), /certificate required|ECONNRESET/);
      } finally {
        server.close();
      }
    });

    it("is no change the next time, and is there again before the next key goes live", async () => {
      assert.match(await script("pulumi up --yes --skip-preview"), /Resources:\n +\d+ unchanged\n/);
      await script("pulumi config set rotation 2", "pulumi up --yes --skip-preview");
      const second = await told();
      assert.notEqual(second.certificateParameter, first.certificateParameter);
      assertChain(second, (await scenario.readSecret(SECRET)).value);
      const { deployment } = JSON.parse(await script("pulumi stack export")) as {
        deployment: { resources: readonly { readonly urn: string; readonly dependencies?: readonly string[] }[] };
      };
      const live = deployment.resources.find(({ urn }) => urn.endsWith("::client-live"));
      assert.ok(live?.dependencies?.some((urn) => urn.endsWith("::client-certificate")));
    });

    it("is destroyed", async () => {
      await script("pulumi destroy --yes --skip-preview");
      assert.deepEqual(await scenario.secretNames(), []);
    });
  });
