import * as assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { motoPython, startMoto, type RunningMoto } from "../../workbench/moto";
import { KEY_PROGRAM } from "../support/programs";
import { Scenario } from "../support/scenario";
import { twoAtOnce } from "../support/twoAtOnce";

const NAME = "acme/private.pem";
const BUCKET = "state";
const UP = ["up", "--yes", "--skip-preview"];
const DESTROY = ["destroy", "--yes", "--skip-preview"];
const with_ = (args: object = {}) => ({
  KEY_PAIR: JSON.stringify({ secretName: NAME, recoveryWindowInDays: 0, ...args }),
});
const ROTATED = with_({ keepers: { rotation: "2" } });

const python = motoPython();
if (python !== undefined)
  describe("engine: state in S3 (moto's), keys in the local Secrets Manager", () => onS3(python));

function onS3(python: string): void {
  let s3: RunningMoto;
  let scenario: Scenario;

  before(async () => {
    s3 = await startMoto(python);
    assert.ok((await fetch(`${s3.url}/${BUCKET}`, { method: "PUT" })).ok);
    const backendUrl = `s3://${BUCKET}?endpoint=${s3.url}&s3ForcePathStyle=true&region=us-east-1`;
    scenario = await Scenario.start({
      program: KEY_PROGRAM,
      env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
      backendUrl,
    });
    await scenario.run(["stack", "init", "dev"]);
  });
  after(async () => {
    await scenario.close();
    await s3.stop();
  });

  /** moto refuses to show an object to a caller without any signature; which one it is does not matter. */
  async function get(path: string): Promise<string> {
    const credential = "AKIALOCAL/20260101/us-east-1/s3/aws4_request";
    const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=none`;
    const answer = await fetch(`${s3.url}/${BUCKET}${path}`, { headers: { authorization } });
    assert.ok(answer.ok, `${path}: HTTP ${answer.status}`);
    return answer.text();
  }

  async function objects(): Promise<Map<string, string>> {
    const keys = [...(await get("?list-type=2")).matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key]) => String(key));
    return new Map(await Promise.all(keys.map(async (key) => [key, await get(`/${key}`)] as const)));
  }

  /** What is in the bucket now goes past the sentinel. */
  async function watchBucket(): Promise<readonly string[]> {
    const all = await objects();
    for (const [key, text] of all) scenario.sentinel.watchText(`s3://${BUCKET}/${key}`, text);
    return [...all.keys()];
  }

  it("makes the key; the state is in the bucket and nowhere else", async () => {
    await scenario.up(with_());
    const { publicKeyPem, versionId } = await scenario.project.outputs();
    const secret = await scenario.readSecret(NAME);
    assert.equal(secret.versionId, versionId);
    assert.equal(createPublicKey(secret.value).export({ type: "spki", format: "pem" }), publicKeyPem);
    const all = await objects();
    const [state] = [...all.keys()].filter((key) => /^\.pulumi\/stacks\/.*dev\.json$/.test(key));
    assert.ok(state !== undefined, `no state among ${[...all.keys()].join(" ")}`);
    assert.ok(all.get(state)?.includes(String(versionId)), `${state} does not tell the key`);
    await watchBucket();
  });

  it("shows no diff and makes no AWS call for the keys", async () => {
    assert.match((await scenario.up(with_())).output, /2 unchanged/);
    assert.deepEqual(scenario.operations(), []);
  });

  it("does nothing with a wrong passphrase, once the stack has something to encrypt", async () => {
    await scenario.run(["config", "set", "--secret", "something", "encrypted"]);
    const wrong = { ...ROTATED, PULUMI_CONFIG_PASSPHRASE: "wrong" };
    const { code, output } = await scenario.attempt(UP, wrong);
    assert.notEqual(code, 0);
    assert.match(output, /incorrect passphrase/);
    assert.deepEqual(scenario.operations(), []);
  });

  it("locks: of two runs at once, the second says so and changes nothing", async () => {
    const third = with_({ keepers: { rotation: "3" } });
    const { winner, loser } = await twoAtOnce(scenario, "PutSecretValue", ROTATED, third, async () => {
      assert.ok((await watchBucket()).some((key) => key.startsWith(".pulumi/locks/")));
    });
    assert.notEqual(loser.code, 0);
    assert.match(loser.output, /the stack is currently locked by 1 lock/);
    assert.equal(winner.code, 0, winner.output);
    assert.match((await scenario.up(ROTATED)).output, /2 unchanged/);
    assert.equal((await scenario.versions(NAME)).length, 2);
    assert.ok((await scenario.readSecret(NAME, "AWSPREVIOUS")).value);
    assert.ok(!(await watchBucket()).some((key) => key.startsWith(".pulumi/locks/")), "a lock stays");
  });

  it("updates tags in place, refreshes, destroys", async () => {
    const tagged = with_({ keepers: { rotation: "2" }, tags: { team: "payments" } });
    const before = await scenario.readSecret(NAME);
    assert.match((await scenario.up(tagged)).output, /1 updated/);
    assert.equal((await scenario.readSecret(NAME)).versionId, before.versionId);
    await scenario.run(["refresh", "--yes", "--skip-preview", "--expect-no-changes"], tagged);
    await scenario.run(DESTROY, tagged);
    assert.deepEqual(await scenario.secretNames(true), []);
    assert.deepEqual(await scenario.project.resources(), []);
    const keys = await watchBucket();
    assert.ok(
      keys.some((key) => key.startsWith(".pulumi/history/")),
      "the history was not looked at",
    );
  });
}
