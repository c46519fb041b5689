import * as assert from "node:assert/strict";
import { startLocalSecretsManager, type LocalServer } from "../../emulator";
import { LeakSentinel } from "../support/leakSentinel";
import { ListedSecrets, type MadeSecret } from "../support/listedSecrets";
import { AUDITOR, auditorsEnvironment, partnerKeys, type CommandRun } from "../support/partnerKeys";

const READS = ["GetSecretValue", "BatchGetSecretValue"];
/** All that `status` may ask. */
const LOOKS = ["GetCallerIdentity", "ListSecrets", "ListSecretVersionIds", "DescribeSecret"];

interface Told {
  readonly name: string;
  readonly labelsMoved: string | null;
  readonly lastReadOn: string | null;
  readonly dueAt: string;
  readonly live: {
    readonly versionId: string;
    readonly fingerprint: string;
    readonly ageDays: number;
    readonly lastReadOn: string | null;
  } | null;
  readonly pending: { readonly versionId: string; readonly ageDays: number } | null;
  readonly previous: { readonly versionId: string } | null;
  readonly toDo: readonly { readonly code: string; readonly isAlarm: boolean }[];
}
interface Document {
  readonly schema: number;
  readonly account: string;
  readonly regions: readonly string[];
  readonly keys: readonly Told[];
  readonly isComplete: boolean;
  readonly problems: readonly string[];
  readonly counts: {
    readonly keys: number;
    readonly dueUnknown: number;
    readonly alarms: Readonly<Record<string, number>>;
  };
  readonly cannotKnow: readonly string[];
}

/** And a minute and a half: AWS tells the time in whole seconds, so that an age of whole days may be just short of it. */
const THREE_DAYS = 3.001;

describe("partner-keys status on the local Secrets Manager", () => {
  let server: LocalServer;
  let secrets: ListedSecrets;
  const sentinel = new LeakSentinel();

  before(async () => {
    server = await startLocalSecretsManager();
    server.hooks.deny(AUDITOR, READS);
    secrets = new ListedSecrets(server);
  });
  afterEach(() => server.hooks.clear());
  after(async () => {
    for (const value of secrets.values) sentinel.learn(value);
    sentinel.assertNothingLeaked();
    secrets.close();
    await server.stop();
  });

  async function status(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CommandRun> {
    server.hooks.forget();
    const run = await partnerKeys(["status", ...args], { ...auditorsEnvironment(server.url), ...env });
    sentinel.watchText(`stdout of ${args.join(" ")}`, run.stdout);
    sentinel.watchText(`stderr of ${args.join(" ")}`, run.stderr);
    return run;
  }
  async function document(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Document> {
    const { stdout, stderr } = await status(["--json", ...args], env);
    assert.equal(stderr, "");
    return JSON.parse(stdout) as Document;
  }
  const keyOf = (told: Document, { name }: { readonly name: string }): Told => {
    const key = told.keys.find((one) => one.name === name);
    assert.ok(key, `${name} is not listed`);
    return key;
  };
  const codes = ({ toDo }: Told) => toDo.map(({ code }) => code);

  it("says of an account without keys that it has none", async () => {
    const { code, stdout, stderr } = await status(["--check"]);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^account 123456789012, region us-east-1\n\n\nno key of this package, read from AWS at /);
    assert.match(stdout, /borrowed secrets \(secretId\): they carry no tags of this package and are not listed\n$/);
    assert.deepEqual((await document()).keys, []);
  });

  it("lists several regions, and one that does not answer is an error beside the others", async () => {
    for (const region of ["eu-west-1", "us-west-2"]) {
      const far = new ListedSecrets(server, region);
      await far.keyPair(`${region}/private.pem`);
      far.close();
    }
    const regions = ["--region", "us-west-2", "--region", "eu-west-1"];
    assert.deepEqual(
      (await document(regions)).keys.map(({ name }) => name),
      ["us-west-2/private.pem", "eu-west-1/private.pem"],
    );
    server.hooks.fault({ kind: "access-denied", operation: "ListSecrets" });
    const { code, stdout, stderr } = await status(["--json", ...regions]);
    assert.equal(code, 3);
    assert.match(
      stderr,
      /^error: listing the secrets of us-west-2: AccessDeniedException: .*\nhint: give this identity the action \(docs\/iam\.md, statusPolicy\)\n$/,
    );
    const told = JSON.parse(stdout) as Document;
    assert.deepEqual([told.keys.map(({ name }) => name), told.isComplete], [["eu-west-1/private.pem"], false]);
    assert.match(told.problems.join(), /us-west-2/);
  });

  describe("with keys of every age", () => {
    let quiet: MadeSecret;
    let waiting: MadeSecret;
    let moved: MadeSecret;
    let gone: MadeSecret;
    let apiKey: MadeSecret;
    let pendingVersion: string;

    before(async () => {
      quiet = await secrets.keyPair("acme/production/private.pem");
      moved = await secrets.keyPair("acme/moved.pem");
      gone = await secrets.keyPair("acme/gone.pem");
      apiKey = await secrets.apiKey("acme/production/apikey");
      waiting = await secrets.keyPair("beta/private.pem");
      await secrets.create("not-ours", "a value of somebody else", "t".repeat(32), { team: "payments" });
      secrets.pass(100);
      pendingVersion = await secrets.add(waiting.arn, "AWSPENDING");
      const other = await secrets.add(moved.arn, "AWSPENDING");
      await secrets.move(moved.arn, "AWSCURRENT", moved.liveVersion, other);
      await secrets.read(quiet.arn);
      await secrets.delete(gone.arn);
      secrets.pass(THREE_DAYS);
    });

    it("tells each owned key, and asks for nothing but lists and descriptions", async () => {
      const told = await document();
      assert.deepEqual(
        [told.schema, told.account, told.regions, told.isComplete, told.problems],
        [1, "123456789012", ["us-east-1"], true, []],
      );
      assert.deepEqual(
        told.keys.map(({ name }) => name).sort(),
        [quiet, moved, gone, apiKey, waiting].map(({ name }) => name).sort(),
      );
      const key = keyOf(told, quiet);
      assert.deepEqual(
        [key.live?.versionId, key.live?.fingerprint, key.live?.ageDays],
        [quiet.liveVersion, quiet.fingerprint, 103],
      );
      const day = new Date(server.clock.now().getTime() - THREE_DAYS * 86_400_000).toISOString().slice(0, 10);
      assert.deepEqual([key.lastReadOn, key.live?.lastReadOn], [day, day]);
      assert.deepEqual([keyOf(told, apiKey).lastReadOn, keyOf(told, apiKey).live?.fingerprint], [null, "unknown"]);
      const asked = server.hooks.calls
        .filter(({ accessKeyId }) => accessKeyId === AUDITOR)
        .map(({ operation }) => operation);
      assert.deepEqual([...new Set(asked)].sort(), [...LOOKS].sort());
      assert.equal(
        asked.filter((operation) => operation === "DescribeSecret").length,
        1,
        "the one whose tags and labels differ",
      );
    });

    it("tells what is pending and since when, and what nobody wrote down as unknown", async () => {
      const key = keyOf(await document(), waiting);
      assert.deepEqual([key.pending?.versionId, key.pending?.ageDays], [pendingVersion, 3]);
      assert.deepEqual([key.live?.versionId, key.dueAt], [waiting.liveVersion, "unknown"]);
      assert.deepEqual(
        key.toDo.map(({ code, isAlarm }) => [code, isAlarm]),
        [["pending", false]],
      );
    });

    it("tells a label that was moved by hand, and a deletion that is scheduled", async () => {
      const told = await document();
      assert.match(String(keyOf(told, moved).labelsMoved), /has both AWSCURRENT and AWSPENDING/);
      assert.deepEqual(
        [codes(keyOf(told, moved)), codes(keyOf(told, gone))],
        [["labels-moved"], ["scheduled-for-deletion"]],
      );
    });

    it("exits with 1 for --check, and with 0 without", async () => {
      assert.equal((await status([])).code, 0);
      const { code, stdout } = await status(["--check", "--due-after-days", "90", "--pending-days", "2", "--json"]);
      assert.equal(code, 1);
      const { counts } = JSON.parse(stdout) as Document;
      assert.deepEqual(counts.alarms, {
        due: 3,
        "labels-moved": 1,
        "scheduled-for-deletion": 1,
        "pending-too-long": 1,
      });
    });

    it("puts account and region first, and one line for each key on a wide line", async () => {
      const { stdout } = await status(["--due-after-days", "90"]);
      assert.match(
        stdout,
        /^account 123456789012, region us-east-1\n\nSECRET +AGE +DUE +PENDING +PREVIOUS +LAST READ\n/,
      );
      assert.match(
        stdout,
        /^acme\/production\/private\.pem +103 d +13 d over +– +– +\d{4}-\d\d-\d\d\n {2}key-pair of acme\/production\/acme-production-private\.pem, live SHA256:\S+\n {2}to do: due since /m,
      );
      const words = stdout.replace(/\s+/g, " ");
      assert.match(
        words,
        / 5 keys: 3 due, 1 labels moved, 1 scheduled for deletion, 1 pending, promotion of 4 unknown, /,
      );
      assert.match(words, / acknowledgement of 4 unknown, certificate of 3 unknown, read from AWS at /);
    });

    it("writes a page of the same, and an exit code as without", async () => {
      const { code, stdout, stderr } = await status(["--html", "--check", "--due-after-days", "90"]);
      assert.deepEqual([code, stderr], [1, ""]);
      assert.match(stdout, /^<!doctype html>\n[^]*<h1>Partner keys<\/h1>[^]*<\/html>\n$/);
      assert.deepEqual(
        [...stdout.matchAll(/<h3>(.*?)<\/h3>/g)].map(([, name]) => name).sort(),
        [quiet, moved, gone, apiKey, waiting].map(({ name }) => name).sort(),
      );
      assert.match(
        stdout,
        /<p class="counts">5 keys: 3 due, 1 labels moved, 1 scheduled for deletion, 1 pending, promotion of 4 unknown, .*<\/p>/,
      );
      assert.ok(stdout.includes(quiet.fingerprint), "the fingerprint is public");
    });

    it("tells a key whose versions are denied, with what is not known of it", async () => {
      server.hooks.fault({ kind: "access-denied", operation: "ListSecretVersionIds", secret: quiet.name, times: 99 });
      const { code, stdout } = await status([]);
      assert.equal(code, 3);
      assert.match(stdout, /^acme\/production\/private\.pem +unknown +unknown /m);
      assert.match(stdout, /not seen: listing the versions of secret\n {2}arn:\S+ AccessDeniedException: /);
      assert.match(stdout, /versions of 1 not seen/);
    });

    it("goes on where AWS throttles it, and keeps to what AWS takes", async () => {
      server.hooks.throttle(4);
      assert.equal((await document()).keys.length, 5);
      assert.ok(server.hooks.calls.some(({ outcome }) => outcome === "ThrottlingException"));
    });

    it("does not take a page of somebody else for an account without keys", async () => {
      server.hooks.fault({ kind: "empty-object", operation: "ListSecrets", times: 99 });
      const { code, stderr } = await status([], { AWS_MAX_ATTEMPTS: "2" });
      assert.equal(code, 3);
      assert.match(stderr, /answered ListSecrets with HTTP 200 and without what AWS answers with/);
    });
  });
});
