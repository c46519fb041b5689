import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { motoPython, startMoto, type RunningMoto } from "../../workbench/moto";
import { credentials, CREDENTIALS_PROGRAM, PRIVATE_KEY_SECRET } from "../support/programs";
import { startReadOnlyGate, type Gate } from "../support/readOnlyGate";
import { Scenario } from "../support/scenario";

const PREVIEWER = "AKIAPREVIEWER";
const BUCKET = "state";
const STACK = credentials();
const ROTATION = credentials({ rotation: "2" });

const python = motoPython();
if (python !== undefined)
  describe("engine: a role that reads state and nothing else, with state in S3 and its secrets under a KMS key", () => {
    let aws: RunningMoto;
    let gate: Gate;
    let scenario: Scenario;

    const backend = (url: string) => `s3://${BUCKET}?endpoint=${url}&s3ForcePathStyle=true&region=us-east-1`;
    /** The environment of the preview of a pull request. */
    const asPreviewer = (env: Readonly<Record<string, string>>) => ({
      ...env,
      AWS_ACCESS_KEY_ID: PREVIEWER,
      PULUMI_BACKEND_URL: backend(gate.url),
      PULUMI_STACK: "production",
      AWS_ENDPOINT_URL_KMS: gate.url,
    });

    before(async () => {
      aws = await startMoto(python);
      gate = await startReadOnlyGate(aws.url);
      assert.ok((await fetch(`${aws.url}/${BUCKET}`, { method: "PUT" })).ok);
      scenario = await Scenario.start({
        program: CREDENTIALS_PROGRAM,
        quick: true,
        env: { AWS_ENDPOINT_URL_KMS: aws.url },
        backendUrl: backend(aws.url),
      });
      scenario.server.hooks.deny(PREVIEWER, [
        "DescribeSecret",
        "ListSecretVersionIds",
        "CreateSecret",
        "PutSecretValue",
      ]);
      const provider = `awskms:///${await makeKmsKey(aws.url)}?region=us-east-1`;
      await scenario.run(["stack", "init", "production", "--secrets-provider", provider]);
      await scenario.run(["config", "set", "--secret", "acme:token", "a-secret-of-the-config"]);
      await scenario.up(STACK);
    });
    after(async () => {
      await scenario.close();
      await gate.stop();
      await aws.stop();
    });

    it("needs no passphrase: the stack's file has the encrypted key", () => {
      const file = readFileSync(join(scenario.project.project, "Pulumi.production.yaml"), "utf8");
      assert.match(file, /secretsprovider: awskms:[^]*encryptedkey: /);
      assert.ok(!file.includes("a-secret-of-the-config"));
    });

    it("sees what a rotation would do; Secrets Manager is asked for nothing", async () => {
      const { output } = await scenario.run(["preview"], asPreviewer(ROTATION));
      assert.match(output, /a new key is made and stays pending; SHA256:\S+= stays live/);
      const { stdout } = await scenario.run(["stack", "output", "publicKeyFingerprint"], asPreviewer(ROTATION));
      assert.match(stdout, /^SHA256:/);
      assert.deepEqual(gate.refused, []);
      assert.ok(!scenario.server.hooks.calls.some(({ accessKeyId }) => accessKeyId === PREVIEWER));
    });

    it("cannot deploy, and leaves nothing", async () => {
      const before = await scenario.versions(PRIVATE_KEY_SECRET);
      const { code, output } = await scenario.attempt(["up", "--yes", "--skip-preview"], asPreviewer(ROTATION));
      assert.notEqual(code, 0);
      assert.match(output, /AccessDenied/);
      assert.notDeepEqual(gate.refused, []);
      assert.deepEqual(await scenario.versions(PRIVATE_KEY_SECRET), before);
      assert.match((await scenario.up(STACK)).output, /6 unchanged/);
    });
  });

async function makeKmsKey(aws: string): Promise<string> {
  const answer = await fetch(aws, {
    method: "POST",
    headers: {
      authorization: "AWS4-HMAC-SHA256 Credential=AKIALOCAL/20260101/us-east-1/kms/aws4_request, Signature=none",
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "TrentService.CreateKey",
    },
    body: "{}",
  });
  return ((await answer.json()) as { KeyMetadata: { KeyId: string } }).KeyMetadata.KeyId;
}
