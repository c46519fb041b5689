import * as assert from "node:assert/strict";
import { readSettings } from "../../../resources/aws/settings/readSettings";
import { resolveRegion } from "../../../resources/plugin/check/region";

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
