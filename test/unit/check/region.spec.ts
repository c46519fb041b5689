import * as assert from "node:assert/strict";
import { resolveRegion } from "../../../resources/plugin/check/region";

type Props = Record<string, unknown>;

const OWNER = { owner: "p/s/key" };

function resolve(olds: Props, news: Props, environment: Record<string, string> = {}) {
  return resolveRegion(olds, { ...OWNER, ...news }, (name) => environment[name]);
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
    it(title, () => assert.deepEqual(resolve(olds, news, environment), { region }));
  }

  for (const environment of [{}, { AWS_REGION: "" }]) {
    it(`not set anywhere (${JSON.stringify(environment)}) says where to set it`, () => {
      assert.deepEqual(resolve({}, {}, environment), {
        property: "region",
        reason: "region: not set, run `pulumi config set aws:region <region>`, or export AWS_REGION, or pass region",
      });
    });
  }

  it("of a replacement, which the engine checks without the old inputs, is the one in state", () => {
    assert.deepEqual(resolve({ region: "eu-west-1" }, {}, { AWS_REGION: "us-east-1" }), { region: "eu-west-1" });
  });

  it("declared for the replacement wins over the one in state", () => {
    assert.deepEqual(resolve({ region: "eu-west-1" }, { region: "us-west-2" }), { region: "us-west-2" });
  });
});
