import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../../workbench/repository";

const json = (path: string) =>
  JSON.parse(readFileSync(path, "utf8")) as { readonly version: string; readonly engines: { readonly node: string } };

/** What the page says of Node 20 is what the installed SDK says of itself. */
describe("documents: Node 20 after January 2027", () => {
  const page = readFileSync(join(REPOSITORY, "docs", "limits.md"), "utf8");
  const [, section = ""] = page.split("## Node 20 after January 2027\n");
  const sdk = json(require.resolve("@aws-sdk/client-secrets-manager/package.json"));

  it("names the engines of this package and a version of the SDK that runs on Node 20", () => {
    assert.ok(section.includes(`\`engines\` is \`${json(join(REPOSITORY, "package.json")).engines.node}\``));
    assert.match(sdk.engines.node, /^>=20\b/);
    assert.ok(section.includes(`${sdk.version} and the versions after it`), sdk.version);
  });

  it("names the day and the Node of the SDK's own warning, which only Node 20 prints", function () {
    const script = `const { SecretsManagerClient: C } = require("@aws-sdk/client-secrets-manager"); new C({ region: "eu-west-1" });`;
    const warn = (env: NodeJS.ProcessEnv) =>
      execFileSync("sh", ["-c", '"$0" -e "$1" 2>&1', process.execPath, script], {
        cwd: REPOSITORY,
        env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: undefined, ...env },
        encoding: "utf8",
      });
    const isTwenty = process.versions.node.startsWith("20.");
    const warning = warn({});
    assert.equal(warning.includes("NodeVersionSupportWarning"), isTwenty, warning);
    assert.doesNotMatch(warn({ AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" }), /Warning/);
    if (!isTwenty) return;
    const [, when = "?", node = "?"] = /published (after [^\n]+)\nwill require node >=(\d+)/.exec(warning) ?? [];
    assert.ok(section.includes(`versions published ${when} need Node ${node}`), warning);
  });
});
