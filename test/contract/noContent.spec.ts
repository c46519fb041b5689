import * as assert from "node:assert/strict";
import type { FaultKind } from "../../emulator";
import type { SecretStore } from "../../resources/secrets/secretStore";
import { DeployedStore } from "../support/deployedStore";
import { failure } from "../support/failure";
import { Identity } from "../support/identity";
import { newName } from "../support/storeRows";

/** What says 200 to everything: before anything is done, and after it was. */
const KINDS = ["empty", "empty-object", "null", "commit-empty", "commit-empty-object", "commit-null"] as const;
const SAID =
  /: 127\.0\.0\.1:\d+ answered (\w+) with HTTP 200 and without what AWS answers with; something else answers/;
const TOKEN = "t".repeat(32);

interface Row {
  readonly operation: string;
  readonly call: (store: SecretStore, arn: string) => Promise<unknown>;
  /** What the call has to have done, once it is through. */
  readonly done: (store: SecretStore, arn: string, answer: unknown) => Promise<boolean>;
}

const described = async (store: SecretStore, arn: string) => (await store.describe(arn)) ?? assert.fail("gone");

/** Every operation of a store, each on a secret of its own with one version. */
const ROWS: readonly Row[] = [
  {
    operation: "CreateSecret",
    call: (store, arn) => store.create({ name: `${nameIn(arn)}/new`, value: "v", token: TOKEN, tags: {} }),
    async done(store, arn, answer) {
      const made = await described(store, `${nameIn(arn)}/new`);
      assert.deepEqual(answer, { arn: made.arn, versionId: TOKEN });
      return Object.keys(made.stages).length === 1;
    },
  },
  {
    operation: "PutSecretValue",
    call: (store, arn) => store.put({ secretId: arn, value: "w", token: TOKEN, stages: ["AWSPENDING"] }),
    async done(store, arn, answer) {
      assert.deepEqual(answer, { arn, versionId: TOKEN });
      return Object.keys((await described(store, arn)).stages).length === 2;
    },
  },
  {
    operation: "DescribeSecret",
    call: (store, arn) => store.describe(arn),
    done: async (_store, arn, answer) => (answer as { arn?: string } | undefined)?.arn === arn,
  },
  {
    operation: "ListSecretVersionIds",
    call: (store, arn) => store.hasVersion(arn, "0".repeat(32)),
    done: async (_store, _arn, answer) => answer === true,
  },
  {
    operation: "UpdateSecret",
    call: (store, arn) => store.updateMetadata(arn, { description: "new" }),
    done: async (store, arn) => (await described(store, arn)).description === "new",
  },
  {
    operation: "UpdateSecretVersionStage",
    call: (store, arn) => store.moveStage({ arn, stage: "AWSPREVIOUS", to: "0".repeat(32) }),
    done: async (store, arn) => (await described(store, arn)).stages["0".repeat(32)]?.includes("AWSPREVIOUS") === true,
  },
  {
    operation: "TagResource",
    call: (store, arn) => store.tag(arn, { a: "b" }),
    done: async (store, arn) => (await described(store, arn)).tags["a"] === "b",
  },
  {
    operation: "UntagResource",
    call: (store, arn) => store.untag(arn, ["team"]),
    done: async (store, arn) => (await described(store, arn)).tags["team"] === undefined,
  },
  {
    operation: "DeleteSecret",
    call: (store, arn) => store.delete(arn, 7),
    done: async (store, arn, answer) =>
      answer instanceof Date && (await described(store, arn)).scheduledForDeletion !== undefined,
  },
  {
    operation: "RestoreSecret",
    call: (store, arn) => store.restore(arn),
    done: async (store, arn) => (await described(store, arn)).scheduledForDeletion === undefined,
  },
];

function nameIn(arn: string): string {
  return /:secret:(.+)-\w{6}$/.exec(arn)?.[1] ?? assert.fail(arn);
}

describe("a success without content is no success", function () {
  this.timeout(60_000);
  let under: DeployedStore;
  before(async () => {
    under = await DeployedStore.start();
  });
  afterEach(() => under.server.hooks.clear());
  after(() => under.stop());

  async function secret(operation: string): Promise<string> {
    const made = await under.store.create({ name: newName(), value: "v", token: "0".repeat(32), tags: { team: "a" } });
    assert.ok("arn" in made);
    if (operation === "RestoreSecret") await under.store.delete(made.arn, 7);
    under.server.hooks.forget();
    return made.arn;
  }
  const outcomes = (operation: string) =>
    under.server.hooks.calls.filter((call) => call.operation === operation).map(({ outcome }) => outcome);

  for (const { operation, call, done } of ROWS) {
    for (const kind of KINDS) {
      it(`${operation} goes on after ${kind}, and does it once`, async () => {
        const arn = await secret(operation);
        under.server.hooks.fault({ kind, operation });
        const answer = await call(under.store, arn);
        // AWS refuses to schedule a secret again; a look tells that it is
        const isAgain = operation === "DeleteSecret" && kind.startsWith("commit");
        assert.deepEqual(outcomes(operation), [`fault:${kind}`, isAgain ? "InvalidRequestException" : "ok"]);
        assert.ok(await done(under.store, arn, answer));
      });
    }

    it(`${operation} says what answered where it stays so, and takes nothing for gone`, async () => {
      const arn = await secret(operation);
      under.server.hooks.fault({ kind: "empty-object", operation, times: 100 });
      const error = await failure(call(under.store, arn), "ERR_STORE_UNAVAILABLE", SAID);
      assert.equal(SAID.exec(error.message)?.[1], operation);
      assert.deepEqual(outcomes(operation), Array(5).fill("fault:empty-object"));
    });
  }
});

describe("a success of STS without content is no success", function () {
  this.timeout(60_000);
  const ACCOUNT = "222222222222";
  const ROLE = `arn:aws:iam::${ACCOUNT}:role/hub`;
  const KEYS = { "aws:accessKey": "AKIACONFIG", "aws:secretKey": "s" };
  const WEB = { roleArn: ROLE, webIdentityToken: "a-web-token" };
  const settings: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ["GetCallerIdentity", { ...KEYS, "aws:allowedAccountIds": "123456789012" }],
    ["AssumeRole", { ...KEYS, "aws:assumeRoles": [{ roleArn: ROLE }] }],
    ["AssumeRoleWithWebIdentity", { "aws:assumeRoleWithWebIdentity": WEB }],
  ];
  let under: Identity;
  before(async () => {
    under = await Identity.start();
    under.server.hooks.role({ arn: ROLE, webIdentityToken: "a-web-token" });
  });
  afterEach(() => under.server.hooks.clear());
  after(() => under.stop());

  for (const [operation, config] of settings) {
    for (const kind of KINDS.slice(0, 3) as readonly FaultKind[]) {
      it(`${operation} goes on after ${kind}`, async () => {
        const store = under.store(config);
        under.server.hooks.fault({ kind, operation });
        assert.equal(await store.describe("acme/key"), undefined);
        assert.equal(under.server.hooks.count(operation), 2);
      });

      it(`${operation} says what answered where ${kind} stays`, async () => {
        const store = under.store({ ...config, "aws:maxRetries": 2 });
        under.server.hooks.fault({ kind, operation, times: 100 });
        const error = await failure(store.describe("acme/key"), "ERR_STORE_UNAVAILABLE", SAID);
        assert.equal(SAID.exec(error.message)?.[1], operation);
        assert.equal(under.server.hooks.count("DescribeSecret"), 0);
        assert.equal(under.server.hooks.count(operation), 2, "not tried again within the retries of the other call");
      });
    }
  }
});
