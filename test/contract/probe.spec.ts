import * as assert from "node:assert/strict";
import type { Mood } from "../../emulator/partner";
import { LeakSentinel } from "../support/leakSentinel";
import { AUDITOR, auditorsEnvironment, partnerKeys, type CommandRun } from "../support/partnerKeys";
import { API_KEY, LocalRotation, publicPemOf, rsaKeyPem } from "../support/signer/localRotation";
import { publicKeyFingerprint } from "../../resources/crypto/publicKey/fingerprint";

interface Document {
  readonly schema: number;
  readonly account: string;
  readonly region: string;
  readonly verdict: string;
  readonly isProven: boolean;
  readonly acknowledgedFingerprint: string | null;
  readonly requests: readonly { readonly role: string; readonly outcome: string; readonly status: number | null }[];
}

const [LIVE, PENDING] = [rsaKeyPem(), rsaKeyPem()];
const [livePem, pendingPem] = [LIVE, PENDING].map(publicPemOf) as [string, string];
const fingerprint = publicKeyFingerprint(pendingPem);

/** Which keys the partner was given, its mood, flags; the verdict, the exit code, what was sent. */
interface Row {
  readonly partner: string;
  readonly slots?: 1 | 2;
  readonly uploads: readonly string[];
  readonly mood?: Mood;
  readonly flags?: readonly string[];
  readonly verdict: string;
  readonly code: number;
  readonly sent: readonly string[];
}

const BOTH = ["pending accepted 200", "control refused 401", "live accepted 200"];
const ROWS: readonly Row[] = [
  {
    partner: "with two slots that has both",
    slots: 2,
    uploads: [livePem, pendingPem],
    verdict: "both",
    code: 0,
    sent: BOTH,
  },
  {
    partner: "with one slot that has the pending key",
    uploads: [livePem, pendingPem],
    verdict: "one-slot",
    code: 0,
    sent: [...BOTH.slice(0, 2), "live refused 401"],
  },
  {
    partner: "that has the live key alone",
    uploads: [livePem],
    verdict: "not-uploaded",
    code: 1,
    sent: ["pending refused 401", "live accepted 200"],
  },
  {
    partner: "that has neither",
    uploads: [],
    verdict: "none",
    code: 1,
    sent: ["pending refused 401", "live refused 401"],
  },
  {
    partner: "that checks no signature",
    uploads: [],
    mood: "takes all",
    verdict: "proves-nothing",
    code: 3,
    sent: ["pending accepted 200", "control accepted 200"],
  },
  ...([500, 429, 404, 403] as const).map((answers) => ({
    partner: `that answers ${answers}`,
    uploads: [livePem],
    mood: { answers },
    verdict: "unclear",
    code: 3,
    sent: [`pending unclear ${answers}`],
  })),
  {
    partner: "that redirects",
    uploads: [pendingPem],
    mood: { redirectsTo: "http://127.0.0.1:9/elsewhere" },
    verdict: "unclear",
    code: 3,
    sent: ["pending unclear 307"],
  },
  {
    partner: "that breaks the connection",
    uploads: [pendingPem],
    mood: "loses the answer",
    verdict: "unclear",
    code: 3,
    sent: ["pending unclear null"],
  },
  {
    partner: "that locks out, and has the pending key",
    uploads: [pendingPem],
    flags: ["--locks-out"],
    verdict: "unproven",
    code: 3,
    sent: ["pending accepted 200"],
  },
  {
    partner: "that locks out, and has it not",
    uploads: [livePem],
    flags: ["--locks-out"],
    verdict: "pending-refused",
    code: 1,
    sent: ["pending refused 401"],
  },
  {
    partner: "that has the live key, asked daily",
    uploads: [livePem],
    flags: ["--live"],
    verdict: "live-accepted",
    code: 0,
    sent: ["live accepted 200"],
  },
  {
    partner: "that lost the live key, asked daily",
    uploads: [],
    flags: ["--live"],
    verdict: "live-refused",
    code: 1,
    sent: ["live refused 401"],
  },
  {
    partner: "that is unavailable, asked daily",
    uploads: [livePem],
    mood: "unavailable",
    flags: ["--live"],
    verdict: "unclear",
    code: 3,
    sent: ["live unclear 503"],
  },
];

describe("partner-keys probe on the local Secrets Manager", () => {
  const sentinel = new LeakSentinel();
  for (const value of [LIVE, PENDING, API_KEY]) sentinel.learn(value);
  after(() => sentinel.assertNothingLeaked());

  async function world(slots: 1 | 2 = 1, isPending = true): Promise<LocalRotation> {
    const made = await LocalRotation.start(LIVE, { slots });
    if (isPending) await made.stage(PENDING);
    return made;
  }
  async function probe(
    { server, partner, privateKeySecretArn, apiKeySecretArn }: LocalRotation,
    flags: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ): Promise<CommandRun> {
    const args = ["--private-key-secret-arn", privateKeySecretArn, "--api-key-secret-arn", apiKeySecretArn];
    const run = await partnerKeys(["probe", ...args, "--url", `${partner.url}/v1/company`, ...flags], {
      ...auditorsEnvironment(server.url),
      ...env,
    });
    sentinel.watchText(`stdout of ${flags.join(" ")}`, run.stdout);
    sentinel.watchText(`stderr of ${flags.join(" ")}`, run.stderr);
    return run;
  }

  for (const { partner, slots, uploads, mood = "normal", flags = [], verdict, code, sent } of ROWS) {
    it(`of a partner ${partner}: ${verdict}, exit code ${code}`, async () => {
      const made = await world(slots);
      try {
        for (const pem of uploads) made.partner.upload(pem);
        made.partner.mood = mood;
        const run = await probe(made, [...flags, "--json"]);
        assert.deepEqual([run.code, run.stderr], [code, ""]);
        const told = JSON.parse(run.stdout) as Document;
        assert.deepEqual(Object.keys(told).slice(0, 4), ["schema", "command", "account", "region"]);
        assert.deepEqual([told.account, told.region, told.verdict], ["123456789012", "us-east-1", verdict]);
        assert.deepEqual(
          told.requests.map((one) => `${one.role} ${one.outcome} ${String(one.status)}`),
          sent,
        );
        assert.equal(told.acknowledgedFingerprint, ["both", "one-slot"].includes(verdict) ? fingerprint : null);
        assert.equal(made.partner.refused, sent.filter((one) => one.includes("refused")).length);
        assert.ok(made.partner.refused <= 2);
        const page = await probe(made, flags);
        assert.equal(page.code, code);
        assert.match(page.stdout, /^account 123456789012, region us-east-1\n/);
        assert.match(page.stdout, new RegExp(`^${verdict}: `, "m"));
        if (flags.includes("--live")) assert.equal(page.stdout.split("\n").length, 3, "one line after the place");
      } finally {
        await made.stop();
      }
    });
  }

  it("prints the fingerprint that a stack acknowledges", async () => {
    const made = await world();
    made.partner.upload(pendingPem);
    const { stdout } = await probe(made);
    await made.stop();
    assert.match(stdout, /^ {2}control {2}refused {3}status 401 {2}a key made for this probe$/m);
    assert.ok(stdout.includes(`\nacknowledgedFingerprint: ${fingerprint}\n`), stdout);
  });

  it("of a key that is not pending: the live key and a control", async () => {
    const made = await world(1, false);
    made.partner.upload(livePem);
    const told = JSON.parse((await probe(made, ["--json"])).stdout) as Document;
    await made.stop();
    assert.equal(told.verdict, "nothing-pending");
    assert.deepEqual(
      told.requests.map(({ role, outcome }) => `${role} ${outcome}`),
      ["live accepted", "control refused"],
    );
  });

  it("reads each value once, by its label, and asks AWS nothing else; --live leaves the pending key unread", async () => {
    for (const [flags, stages] of [
      [[], ["AWSCURRENT", "AWSCURRENT", "AWSPENDING"]],
      [["--live"], ["AWSCURRENT", "AWSCURRENT"]],
    ] as const) {
      const made = await world();
      made.partner.upload(pendingPem);
      await probe(made, flags);
      const asked = made.server.hooks.calls.filter(({ accessKeyId }) => accessKeyId === AUDITOR);
      await made.stop();
      assert.deepEqual([...new Set(asked.map(({ operation }) => operation))].sort(), [
        "GetCallerIdentity",
        "GetSecretValue",
      ]);
      const reads = asked.filter(({ operation }) => operation === "GetSecretValue");
      assert.deepEqual(reads.map(({ versionStage }) => versionStage).sort(), [...stages]);
    }
  });

  it("takes the status by which this partner refuses", async () => {
    const made = await LocalRotation.start(LIVE, { refusal: "bad request" });
    await made.stage(PENDING);
    made.partner.upload(pendingPem);
    const verdicts: string[] = [];
    for (const flags of [["--json"], ["--json", "--refused-status", "400"]])
      verdicts.push((JSON.parse((await probe(made, flags)).stdout) as Document).verdict);
    await made.stop();
    assert.deepEqual(verdicts, ["unclear", "one-slot"]);
  });
});
