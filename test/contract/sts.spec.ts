import * as assert from "node:assert/strict";
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
  type AssumeRoleCommandOutput,
} from "@aws-sdk/client-sts";
import { forwardTo, type Backend } from "../../emulator";
import { localBackend } from "../../emulator/backend";
import { movableClock } from "../../emulator/clock";
import { motoPython, startMoto, type RunningMoto } from "../../workbench/moto";
import { failure } from "../support/failure";
import { Identity } from "../support/identity";

const [USER, HUB, TARGET] = ["123456789012", "222222222222", "333333333333"];
const HUB_ROLE = `arn:aws:iam::${HUB}:role/deploy/hub`;
const TARGET_ROLE = `arn:aws:iam::${TARGET}:role/target`;
const POLICY = JSON.stringify({ Version: "2012-10-17", Statement: [] });
const KEYS = { accessKeyId: "AKIACONFIG", secretAccessKey: "s" };

/** Everything that a role of the settings may say, and what STS has to be asked then (API reference, AssumeRole). */
const ROLE = {
  roleArn: HUB_ROLE,
  sessionName: "ci-42",
  externalId: "x-1",
  duration: "30m",
  policy: POLICY,
  policyArns: ["arn:aws:iam::aws:policy/SecretsManagerReadWrite"],
  sourceIdentity: "anna",
  tags: { Team: "payments", Stage: "prod" },
  transitiveTagKeys: ["Team"],
};
const ASKED = {
  Version: "2011-06-15",
  RoleArn: HUB_ROLE,
  RoleSessionName: "ci-42",
  DurationSeconds: "1800",
  Policy: POLICY,
  "PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/SecretsManagerReadWrite",
};
const ONLY_OF_ASSUME_ROLE = {
  ExternalId: "x-1",
  SourceIdentity: "anna",
  "Tags.member.1.Key": "Team",
  "Tags.member.1.Value": "payments",
  "Tags.member.2.Key": "Stage",
  "Tags.member.2.Value": "prod",
  "TransitiveTagKeys.member.1": "Team",
};

describe("STS on the local AWS", () => {
  contract(() => Promise.resolve(localBackend(movableClock())), "local");
});

const python = motoPython();
if (python !== undefined) {
  describe("STS on moto", function () {
    this.timeout(120_000);
    let moto: RunningMoto | undefined;
    after(() => moto?.stop());
    contract(async () => forwardTo((moto = await startMoto(python)).url), "moto");
  });
}

function contract(startBackend: () => Promise<Backend>, server: "local" | "moto"): void {
  const asked: Record<string, string>[] = [];
  let under: Identity;

  before(async () => {
    const backend = await startBackend();
    under = await Identity.start({
      handle(operation, body, caller) {
        asked.push(Object.fromEntries(new URLSearchParams(caller.rawBody.toString("utf8"))));
        return backend.handle(operation, body, caller);
      },
    });
    under.server.hooks.role({ arn: HUB_ROLE, externalId: "x-1", webIdentityToken: "a-web-token" });
    under.server.hooks.role({ arn: TARGET_ROLE });
  });
  beforeEach(() => asked.splice(0));
  after(() => under.stop());

  const client = (credentials: typeof KEYS & { sessionToken?: string } = KEYS) =>
    new STSClient({ region: "us-east-1", endpoint: under.server.url, credentials, maxAttempts: 1 });
  const assume = (more: object = {}, sts = client()) =>
    sts.send(new AssumeRoleCommand({ RoleArn: HUB_ROLE, RoleSessionName: "ci-42", ExternalId: "x-1", ...more }));
  const assumeByWeb = (more: object = {}) =>
    client().send(
      new AssumeRoleWithWebIdentityCommand({
        ...{ RoleArn: HUB_ROLE, RoleSessionName: "ci-42", WebIdentityToken: "a-web-token" },
        ...more,
      }),
    );
  const keysOf = ({ Credentials }: Pick<AssumeRoleCommandOutput, "Credentials">) => ({
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretAccessKey ?? "",
    sessionToken: Credentials?.SessionToken ?? "",
  });
  const whose = (credentials: typeof KEYS & { sessionToken?: string }) =>
    client(credentials).send(new GetCallerIdentityCommand({}));

  it("tells the account guard whose account it is", async () => {
    const guard = { "aws:allowedAccountIds": [TARGET] };
    const keys = { "aws:accessKey": "AKIACONFIG", "aws:secretKey": "s" };
    const web = { roleArn: HUB_ROLE, webIdentityToken: "a-web-token" };
    for (const [settings, account] of [
      [keys, USER],
      [{ ...keys, "aws:assumeRoles": [ROLE] }, HUB],
      [{ "aws:assumeRoleWithWebIdentity": web }, HUB],
    ] as const) {
      const message = new RegExp(`account ${account} is not in aws:allowedAccountIds \\(${TARGET}\\)`);
      await failure(under.store({ ...settings, ...guard }).describe("a"), "ERR_STORE_DENIED", message);
      const isAsked = under.calls().some((call) => call.startsWith("GetCallerIdentity"));
      assert.equal(isAsked, account === USER, "a session knows its account");
    }
    await under.store({ ...keys, ...guard, "aws:assumeRoles": [ROLE, { roleArn: TARGET_ROLE }] }).describe("a");
  });

  /** A call that AWS refuses, and what moto does where it takes it. */
  function refuses(title: string, motoLies: string | undefined, name: string, call: () => Promise<unknown>): void {
    if (server === "moto" && motoLies !== undefined) return;
    it(`refuses ${title}${motoLies === undefined ? "" : ` (moto: ${motoLies})`}`, () =>
      assert.rejects(call(), { name }));
  }

  it("is asked for a role with all that its settings say", async () => {
    await under
      .store({ "aws:assumeRoles": [ROLE] }, { AWS_ACCESS_KEY_ID: "A", AWS_SECRET_ACCESS_KEY: "s" })
      .describe("a");
    assert.deepEqual(asked[0], { Action: "AssumeRole", ...ASKED, ...ONLY_OF_ASSUME_ROLE });
    assert.deepEqual(under.calls(), [`AssumeRole A ${USER}`, `DescribeSecret ASIA… ${server === "moto" ? USER : HUB}`]);
  });

  it("is asked for a role with a web identity with all that its settings say", async () => {
    const { roleArn, sessionName, duration, policy, policyArns } = ROLE;
    const web = { roleArn, sessionName, duration, policy, policyArns, webIdentityToken: "a-web-token" };
    await under.store({ "aws:assumeRoleWithWebIdentity": web }).describe("a");
    assert.deepEqual(asked[0], { Action: "AssumeRoleWithWebIdentity", ...ASKED, WebIdentityToken: "a-web-token" });
    assert.deepEqual(under.calls()[0], "AssumeRoleWithWebIdentity");
  });

  for (const [how, attempt] of [
    ["AssumeRole", assume],
    ["AssumeRoleWithWebIdentity", assumeByWeb],
  ] as const) {
    it(`answers ${how} with keys of a session that is named after the role, and ends when it was asked to`, async () => {
      for (const seconds of [undefined, 900, 43_200]) {
        const begin = Date.now();
        const more = { DurationSeconds: seconds, Policy: POLICY, PolicyArns: [{ arn: "arn:aws:iam::aws:policy/p" }] };
        const { Credentials, AssumedRoleUser } = await attempt(more);
        assert.match(Credentials?.AccessKeyId ?? "", /^ASIA[A-Z0-9]{16}$/);
        assert.ok(Credentials?.SecretAccessKey && Credentials.SessionToken);
        const lasts = ((Credentials.Expiration?.getTime() ?? 0) - begin) / 1000;
        assert.ok(Math.abs(lasts - (seconds ?? 3600)) < 300, `${String(seconds)}: ${lasts} s`);
        assert.equal(AssumedRoleUser?.Arn, `arn:aws:sts::${HUB}:assumed-role/hub/ci-42`);
        assert.match(AssumedRoleUser.AssumedRoleId ?? "", /^ARO[A-Z0-9]+:ci-42$/);
      }
    });
  }

  it("answers GetCallerIdentity with the account of a key, of a session that of its role", async () => {
    assert.equal((await whose(KEYS)).Account, USER);
    const hub = keysOf(await assume({ Tags: [{ Key: "Team", Value: "a" }], TransitiveTagKeys: ["Team"] }));
    const target = keysOf(await assume({ RoleArn: TARGET_ROLE }, client(hub)));
    for (const [keys, account, role] of [
      [hub, HUB, "hub"],
      [keysOf(await assumeByWeb()), HUB, "hub"],
      [target, TARGET, "target"],
    ] as const) {
      const { Account, Arn } = await whose(keys);
      assert.deepEqual([Account, Arn], [account, `arn:aws:sts::${account}:assumed-role/${role}/ci-42`]);
    }
  });

  refuses("a session name of more than 64 characters", undefined, "ValidationError", () =>
    assume({ RoleSessionName: "n".repeat(65) }),
  );
  refuses("a session name with a blank", "takes it", "ValidationError", () => assume({ RoleSessionName: "a b" }));
  for (const DurationSeconds of [899, 43_201])
    refuses(`a session of ${DurationSeconds} s`, "takes it", "ValidationError", () => assume({ DurationSeconds }));
  refuses("a policy that is no JSON", "takes it", "MalformedPolicyDocumentException", () =>
    assume({ Policy: "allow" }),
  );
  refuses("a wrong external id", "checks none", "AccessDenied", () => assume({ ExternalId: "x-2" }));
  refuses("a role that nobody made", "gives keys of any", "AccessDenied", () => assume({ RoleArn: `${HUB_ROLE}s` }));
  refuses("a wrong web token", "checks none", "AccessDenied", () => assumeByWeb({ WebIdentityToken: "another" }));
  for (const sessionToken of [undefined, "of-another-session"])
    refuses(`keys of a session with token ${sessionToken}`, "checks none", "InvalidClientTokenId", async () => {
      const { accessKeyId, secretAccessKey } = keysOf(await assume());
      return whose({ accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) });
    });
}
