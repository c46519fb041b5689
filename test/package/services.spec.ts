import * as assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync, type ChildProcessWithoutNullStreams } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as sdk from "@aws-sdk/client-secrets-manager";
import { startLocalSecretsManager, type LocalServer } from "../../emulator";
import { startLocalPartner, type LocalPartner } from "../../emulator/partner";
import { motoPython } from "../../workbench/moto";
import { NO_AWS_FILES } from "../../workbench/noAwsFiles";
import { REPOSITORY } from "../../workbench/repository";
import { codeOf } from "../support/documents";
import { publishedTestKeyPem, VECTORS } from "../support/partnerApiVectors";

const SUPPORT = join(REPOSITORY, "test", "support", "services");
const python = motoPython();
// In CI nothing is left out for want of a tool
const hasGo = process.env["CI"] === "true" || spawnSync("go", ["version"]).status === 0;

interface Service {
  /** Puts the block of the page beside its driver; returns the command that runs it. */
  readonly make: (folder: string, code: string) => readonly [command: string, ...args: string[]];
}

/** A language is a row. */
const SERVICES: Readonly<Record<string, Service>> = {
  // The Python that has moto has boto3, cryptography and requests too
  ...(python && {
    python: {
      make(folder, code) {
        cpSync(join(SUPPORT, "main.py"), join(folder, "main.py"));
        writeFileSync(join(folder, "service.py"), code);
        return [python, join(folder, "main.py")];
      },
    },
  }),
  ...(hasGo && {
    go: {
      make(folder, code) {
        cpSync(join(SUPPORT, "go"), folder, { recursive: true });
        writeFileSync(join(folder, "service.go"), code);
        execFileSync("go", ["build", "-o", "service", "."], { cwd: folder, stdio: "pipe" });
        return [join(folder, "service")];
      },
    },
  }),
};

function keyPair() {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
}

for (const [language, service] of Object.entries(SERVICES))
  describe(`services: the ${language} of docs/services.md`, () => {
    const [old, next] = [keyPair(), keyPair()];
    let folder: string;
    let command: readonly [string, ...string[]];
    let server: LocalServer;
    let partner: LocalPartner;
    let aws: sdk.SecretsManagerClient;
    let child: ChildProcessWithoutNullStreams | undefined;

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), "service-"));
      const [code] = codeOf(join(REPOSITORY, "docs", "services.md"), language);
      command = service.make(folder, code ?? assert.fail(language));
      server = await startLocalSecretsManager();
      const credentials = { accessKeyId: "AKIAROTATING", secretAccessKey: "local" };
      aws = new sdk.SecretsManagerClient({ endpoint: server.url, region: "us-east-1", credentials });
      const apiKey = randomBytes(24).toString("base64url");
      partner = await startLocalPartner({ slots: 1, apiKeys: [apiKey] });
      await aws.send(new sdk.CreateSecretCommand({ Name: "apikey", SecretString: apiKey }));
    });
    after(async () => {
      child?.kill();
      aws.destroy();
      await partner.stop();
      await server.stop();
      rmSync(folder, { recursive: true });
    });

    it("signs what a known answer signs", () => {
      const [file, ...args] = command;
      const [{ timestamp, url, body, xSign }] = VECTORS.signedRequests as typeof VECTORS.signedRequests & [never];
      const signed = execFileSync(file, [...args, publishedTestKeyPem("pkcs1"), timestamp, url, body]);
      assert.equal(signed.toString().trim(), xSign);
    });

    it("is refused nothing when the key changes at the partner before it does in the secret, and after", async () => {
      const created = await aws.send(
        new sdk.CreateSecretCommand({
          Name: "private.pem",
          SecretString: old.privateKey,
          ClientRequestToken: token(1),
        }),
      );
      partner.upload(old.publicKey);
      const [file, ...args] = command;
      const env = {
        ...process.env,
        ...NO_AWS_FILES,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url,
        AWS_REGION: "us-east-1",
        AWS_DEFAULT_REGION: "us-east-1",
        AWS_ACCESS_KEY_ID: "AKIASERVICE",
        AWS_SECRET_ACCESS_KEY: "local",
      };
      const running = (child = spawn(file, [...args, String(created.ARN), "apikey", `${partner.url}/v1/orders`], {
        env,
      }));
      const answers = createInterface({ input: running.stdout })[Symbol.asyncIterator]();
      const request = async () => {
        running.stdin.write("{}\n");
        return String((await answers.next()).value);
      };
      assert.equal(await request(), "200");
      await aws.send(
        new sdk.PutSecretValueCommand({
          SecretId: "private.pem",
          SecretString: next.privateKey,
          VersionStages: ["AWSPENDING"],
          ClientRequestToken: token(2),
        }),
      );
      assert.equal(await request(), "200");
      partner.upload(next.publicKey); // a person pastes it, and nothing is promoted yet
      assert.equal(await request(), "200");
      await aws.send(
        new sdk.UpdateSecretVersionStageCommand({
          SecretId: "private.pem",
          VersionStage: "AWSCURRENT",
          RemoveFromVersionId: token(1),
          MoveToVersionId: token(2),
        }),
      );
      assert.equal(await request(), "200");
      partner.upload(old.publicKey); // somebody pastes the old one again: it is AWSPREVIOUS now
      assert.equal(await request(), "200");
      running.stdin.end();
      await once(running, "close");
    });
  });

function token(version: number): string {
  return `00000000-0000-4000-8000-${String(version).padStart(12, "0")}`;
}
