import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readSettings } from "../../../resources/aws/settings/readSettings";
import type { KeyInputs } from "../../../resources/kinds/keyInputs";
import type { KeyKind } from "../../../resources/kinds/keyKind";
import { KINDS } from "../../../resources/kinds/kinds";
import { checkActivation } from "../../../resources/plugin/check/checkActivation";
import type { Checked } from "../../../resources/plugin/check/checkInputs";
import { checkKey } from "../../../resources/plugin/check/checkKey";
import type { LocalContext } from "../../../resources/plugin/context";
import { resolveRegion } from "../../../resources/plugin/check/region";
import { meantRegion, REGIONS } from "../../../resources/rules/regions";
import { FakeWorld } from "../../support/fakeWorld";

type Props = Record<string, unknown>;

const OWNER = { owner: "p/s/key" };

function resolve(olds: Props, news: Props, environment: Record<string, string> = {}, given = {}) {
  return resolveRegion(
    olds,
    { ...OWNER, ...news },
    {
      readEnvironment: (name) => environment[name],
      awsSettings: () => readSettings((key) => (given as Props)[key]),
      profileRegion: async () => environment["profile"],
    },
  );
}

const ROWS: readonly (readonly [string, Props, Props, Record<string, string>, unknown])[] = [
  [
    "declared wins over all",
    { region: "eu-west-1" },
    { region: "eu-west-2" },
    { AWS_REGION: "us-east-1" },
    "eu-west-2",
  ],
  ["declared and not known yet is left alone", { region: "eu-west-1" }, { region: "unknown" }, {}, "unknown"],
  ["in state wins over the environment", { region: "eu-west-1" }, {}, { AWS_REGION: "us-east-1" }, "eu-west-1"],
  [
    "of a new resource is AWS_REGION",
    {},
    {},
    { AWS_REGION: "us-east-1", AWS_DEFAULT_REGION: "us-west-2" },
    "us-east-1",
  ],
  [
    "of a new resource is AWS_DEFAULT_REGION where that is all there is",
    {},
    {},
    { AWS_DEFAULT_REGION: "us-west-2" },
    "us-west-2",
  ],
];

describe("region", () => {
  for (const [title, olds, news, environment, region] of ROWS) {
    it(title, async () => assert.deepEqual(await resolve(olds, news, environment), { region }));
  }

  for (const environment of [{}, { AWS_REGION: "" }]) {
    it(`not set anywhere (${JSON.stringify(environment)}) says where to set it`, async () => {
      assert.deepEqual(await resolve({}, {}, environment), {
        property: "region",
        reason: "region: not set, run `pulumi config set aws:region <region>`, or export AWS_REGION, or pass region",
      });
    });
  }

  it("of a replacement, which the engine checks without the old inputs, is the one in state", async () => {
    assert.deepEqual(await resolve({ region: "eu-west-1" }, {}, { AWS_REGION: "us-east-1" }), { region: "eu-west-1" });
  });

  it("declared for the replacement wins over the one in state", async () => {
    assert.deepEqual(await resolve({ region: "eu-west-1" }, { region: "us-west-2" }), { region: "us-west-2" });
  });

  it("of a new resource is that of its provider, then the machine's, then the profile's", async () => {
    const machine = { AWS_REGION: "us-east-1", profile: "eu-west-3" };
    const provider = { "aws:region": "eusc-de-east-1" };
    assert.deepEqual(await resolve({}, {}, machine, provider), { region: "eusc-de-east-1" });
    assert.deepEqual(await resolve({}, {}, machine), { region: "us-east-1" });
    assert.deepEqual(await resolve({}, {}, { profile: "eu-west-3" }), { region: "eu-west-3" });
  });

  it("in state stays: a provider that names another one is refused with both, until the resource names it", async () => {
    const provider = { "aws:region": "eu-west-2" };
    const refused = /the key is in eu-west-1, but its provider names eu-west-2; give the provider region eu-west-1, or/;
    const found = await resolve({ region: "eu-west-1" }, {}, {}, provider);
    assert.match("reason" in found ? found.reason : "", refused);
    assert.deepEqual(await resolve({ region: "eu-west-1" }, { region: "eu-west-2" }, {}, provider), {
      region: "eu-west-2",
    });
    assert.deepEqual(await resolve({ region: "eu-west-2" }, {}, {}, provider), { region: "eu-west-2" });
  });
});

describe("a misspelt region", () => {
  const base = { owner: "p/s/key", secretName: "partner/key" };
  const awsSettings = () => readSettings((key) => (key === "aws:region" ? "us-east1" : undefined));
  const context = Object.assign(Object.create(new FakeWorld().context()) as LocalContext, { awsSettings });
  const once = ['aws:region: "us-east1" is not allowed, allowed: an AWS region such as "eu-west-1"'];
  const reasons = ({ failures }: Checked) => failures.map(({ reason }) => reason);

  it("of the config is told once, under the name that was set, also of a protected key that would stay", async () => {
    const kind = KINDS.RsaKeyPair as KeyKind<KeyInputs>;
    const olds = { ...base, region: "us-east-1", deletionProtection: true };
    for (const told of [{}, olds])
      assert.deepEqual(reasons(await checkKey(kind, told, { ...base, region: "us-east1" }, context)), once);
  });

  it("of the config is told once of an Activation", async () => {
    const secretArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:partner/key-AbCdEf";
    const candidate = { versionId: "v".repeat(36), fingerprint: `SHA256:${"A".repeat(43)}=` };
    const news = { owner: "p/s/live", secretArn, candidate, region: "us-east1" };
    assert.deepEqual(reasons(await checkActivation({}, news, context)), once);
  });

  it("of the resource itself is told as that", async () => {
    const kind = KINDS.RsaKeyPair as KeyKind<KeyInputs>;
    const [reason, ...more] = reasons(
      await checkKey(kind, {}, { ...base, region: "us-east1" }, new FakeWorld().context()),
    );
    assert.match(reason ?? "", /^region: "us-east1" is not allowed/);
    assert.deepEqual(more, []);
  });

  it("that is well-formed is told once, with the one that was meant, of a key and of an Activation", async () => {
    const region = "eu-wset-1";
    const told = [
      "region: AWS has no region eu-wset-1, did you mean eu-west-1? correct it where it stands: in the config " +
        "(aws:region), AWS_REGION, the profile or the argument region",
    ];
    const kind = KINDS.RsaKeyPair as KeyKind<KeyInputs>;
    const world = new FakeWorld().context();
    assert.deepEqual(reasons(await checkKey(kind, {}, { ...base, region }, world)), told);
    const news = {
      owner: "p/s/live",
      candidate: { versionId: "v".repeat(36), fingerprint: `SHA256:${"A".repeat(43)}=` },
    };
    const secretArn = `arn:aws:secretsmanager:${region}:123456789012:secret:partner/key-AbCdEf`;
    assert.deepEqual(reasons(await checkActivation({}, { ...news, secretArn, region }, world)), told);
    const state = { ...base, region };
    assert.deepEqual(reasons(await checkKey(kind, state, state, world)), [], "what state has stays");
    assert.deepEqual(reasons(await checkKey(kind, state, base, world)), [], "what state has stays");
  });
});

describe("the region that was meant", () => {
  for (const [given, meant] of [
    ["eu-wset-1", "eu-west-1"],
    ["us-eastt-2", "us-east-2"],
    ["ap-notheast-1", "ap-northeast-1"],
    ["us-gvo-west-1", "us-gov-west-1"],
    ["us-gov-esat-1", "us-gov-east-1"],
    ["ue-west-1", "eu-west-1"],
    ["cn-noth-1", "cn-north-1"],
  ] as const)
    it(`by ${given} is ${meant}`, () => assert.equal(meantRegion(given), meant));

  // mx-central-1 was as new beside me-central-1
  for (const opened of [
    "eu-west-4",
    "eu-west-100",
    "us-east-9",
    "nz-west-1",
    "us-south-1",
    "mz-central-1",
    "eusc-fr-east-1",
  ])
    it(`is ${opened} itself, which AWS may have opened since`, () => assert.equal(meantRegion(opened), undefined));

  it("is none where no name is near: AWS may use other words", () =>
    assert.equal(meantRegion("us-midatlantic-1"), undefined));

  it("is one of those that the installed SDK knows, by each of which it is itself", () => {
    const text = readFileSync(require.resolve("@aws-sdk/core/client"), "utf8");
    const known = [...text.matchAll(/^\s*"([a-z]{2,4}(?:-[a-z]+)+-\d)": ?\{/gm)].map(([, region]) => String(region));
    assert.ok(known.length > 40, `${known.length} regions`);
    assert.deepEqual([...REGIONS].sort(), known.sort());
    assert.deepEqual(
      REGIONS.map(meantRegion).filter((meant) => meant !== undefined),
      [],
    );
  });
});
