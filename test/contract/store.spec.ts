import * as assert from "node:assert/strict";
import {
  BatchGetSecretValueCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { forwardTo } from "../../emulator";
import { failure } from "../support/failure";
import { DeployedStore } from "../support/deployedStore";
import { motoPython, startMoto, type RunningMoto } from "../../workbench/moto";
import { newName, STORE_ROWS, type StoreRow } from "../support/storeRows";

const python = motoPython();

describe("store on the local Secrets Manager", () => {
  contract(() => DeployedStore.start(), STORE_ROWS);
});

if (python !== undefined) {
  describe("store on moto", function () {
    this.timeout(120_000);
    let moto: RunningMoto;
    before(async () => {
      moto = await startMoto(python);
    });
    after(() => moto.stop());
    contract(
      () => DeployedStore.start(forwardTo(moto.url)),
      STORE_ROWS.filter(({ motoLies }) => motoLies === undefined),
    );
  });
}

function contract(start: () => Promise<DeployedStore>, rows: readonly StoreRow[]): void {
  let under: DeployedStore;
  before(async () => {
    under = await start();
  });
  afterEach(() => under.server.hooks.clear());
  after(() => under.stop());

  for (const { title, motoLies, run } of rows) {
    it(motoLies === undefined ? title : `${title} (moto: ${motoLies})`, () => run(under));
  }

  it("runs all this as a key that may not read: both ways to a value are denied to it", async () => {
    const deployer = new SecretsManagerClient({ region: "us-east-1" });
    const { secretId } = await secret();
    const denied = { name: "AccessDeniedException" };
    await assert.rejects(deployer.send(new GetSecretValueCommand({ SecretId: secretId })), denied);
    await assert.rejects(deployer.send(new BatchGetSecretValueCommand({ SecretIdList: [secretId] })), denied);
    deployer.destroy();
  });

  it("keeps regions apart", async () => {
    const { secretId } = await secret();
    assert.ok(await under.store.describe(secretId));
    assert.equal(await under.storeIn("eu-west-1").describe(secretId), undefined);
  });

  it("makes one version when the answer to create is lost", async () => {
    under.server.hooks.fault({ kind: "lose-answer", operation: "CreateSecret" });
    const { secretId } = await secret();
    assert.deepEqual(Object.values((await under.store.describe(secretId))?.stages ?? {}), [["AWSCURRENT"]]);
    assert.ok(under.server.hooks.calls.some(({ outcome }) => outcome === "fault:lose-answer"));
  });

  for (const kind of ["lose-answer", "lose-answer-500", "garble", "cut-body"] as const) {
    it(`makes one version when put meets ${kind} once`, async () => {
      const { secretId } = await secret();
      under.server.hooks.fault({ kind, operation: "PutSecretValue" });
      under.server.hooks.forget();
      const written = await under.store.put({ secretId, value: "two", token: "t".repeat(32), stages: ["AWSCURRENT"] });
      assert.equal(written.versionId, "t".repeat(32));
      assert.match(written.arn, /^arn:/);
      assert.deepEqual((await under.store.describe(secretId))?.stages[written.versionId], ["AWSCURRENT"]);
      const puts = under.server.hooks.calls.filter(({ operation }) => operation === "PutSecretValue");
      assert.deepEqual(
        puts.map(({ outcome }) => outcome),
        [`fault:${kind}`, "ok"],
      );
    });
  }

  for (const kind of ["throttle", "reset", "internal-error", "html"] as const) {
    it(`goes on after ${kind} once`, async () => {
      const { secretId } = await secret();
      under.server.hooks.fault({ kind, operation: "DescribeSecret" });
      assert.ok(await under.store.describe(secretId));
    });
  }

  const persistent = [
    [
      "html",
      "ERR_STORE_UNAVAILABLE",
      /: the answer of (127\.0\.0\.1:\d+) was not JSON \(HTTP 500\); run the same command again/,
    ],
    ["garble", "ERR_STORE_UNAVAILABLE", /: the answer of (127\.0\.0\.1:\d+) was not JSON/],
    [
      "internal-error",
      "ERR_STORE_UNAVAILABLE",
      /: (127\.0\.0\.1:\d+) answered InternalServiceError; run the same command again/,
    ],
    ["reset", "ERR_STORE_UNAVAILABLE", /: no answer from (127\.0\.0\.1:\d+) \(ECONNRESET, \d+ attempts\)/],
    [
      "access-denied",
      "ERR_STORE_DENIED",
      /: AccessDeniedException: User is not authorized to perform this action; give the deployer this action on the secret/,
    ],
    [
      "expired-token",
      "ERR_STORE_DENIED",
      /: ExpiredTokenException: The security token included in the request is expired; renew the AWS credentials/,
    ],
    ["quota", "ERR_STORE_REFUSED", /: LimitExceededException: .+; a quota of Secrets Manager is used up/],
  ] as const;
  for (const [kind, code, message] of persistent) {
    it(`says what happened and what to do when ${kind} stays`, async () => {
      under.server.hooks.fault({ kind, times: 100 });
      const secretId = newName();
      const error = await failure(under.store.describe(secretId), code, message);
      assert.ok(error.message.startsWith(`reading the description of secret ${secretId}: `));
      const named = message.exec(error.message)?.[1];
      assert.ok(named === undefined || named === under.endpoint, error.message);
    });
  }

  it("shows no sent value when create fails", async () => {
    under.server.hooks.fault({ kind: "html", times: 100 });
    const sent = { name: newName(), value: "canary-of-a-sent-value", token: "t".repeat(32), tags: {} };
    const error = await failure(under.store.create(sent), "ERR_STORE_UNAVAILABLE");
    assert.ok(![error.message, error.stack].join().includes(sent.value));
  });

  async function secret(): Promise<{ secretId: string }> {
    const secretId = newName();
    const made = await under.store.create({ name: secretId, value: "one", token: "0".repeat(32), tags: {} });
    if ("refused" in made) throw made.refused;
    return { secretId };
  }
}
