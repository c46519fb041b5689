import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { statusPolicy } from "../../../resources";
import { REPOSITORY } from "../../../workbench/repository";

const ARGS = { account: "111122223333", regions: ["us-east-1"], secretNamePrefix: "acme/" };

describe("policy of partner-keys status", () => {
  it("is the one in docs/iam.md", () => {
    const page = readFileSync(join(REPOSITORY, "docs", "iam.md"), "utf8");
    const [, section = ""] = page.split("## Whoever looks");
    const [block = ""] = /```json\n[\s\S]*?```/.exec(section) ?? [];
    assert.deepEqual(JSON.parse(block.replace(/```(json)?/g, "")), statusPolicy(ARGS));
  });

  it("names every region, in its partition, and denies every read", () => {
    const [, look, deny] = statusPolicy({ ...ARGS, regions: ["cn-north-1", "cn-northwest-1"] }).Statement;
    assert.deepEqual(look?.Resource, [
      "arn:aws-cn:secretsmanager:cn-north-1:111122223333:secret:acme/*",
      "arn:aws-cn:secretsmanager:cn-northwest-1:111122223333:secret:acme/*",
    ]);
    assert.deepEqual([deny?.Effect, deny?.Resource], ["Deny", "*"]);
  });
});
