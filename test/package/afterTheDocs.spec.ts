import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";
import { startBash } from "../../workbench/runPulumi";
import { codeOf } from "../support/documents";
import { gitUrl, runIn } from "../support/installed";

/** What docs/start.md has one type in a clone, of which nothing needs AWS. */
const TYPED = [
  "cd examples/consumer && npm install",
  "pulumi stack init dev",
  "pulumi config set credentials organization/partner-keys/sandbox",
];
const EDITED = [
  "pulumi stack init sandbox",
  "pulumi config set partner acme",
  "pulumi config set rotation 2026-12",
  "pulumi config set acknowledgedFingerprint 0a1b",
];

describe("package: a clone in which the docs were followed", () => {
  let place: string;
  let clone: string;

  before(async () => {
    place = mkdtempSync(join(tmpdir(), "after-the-docs-"));
    clone = join(place, "pulumi-partner-keys");
    execFileSync("git", ["clone", "--quiet", gitUrl().replace("git+", ""), clone], { stdio: "pipe" });
    symlinkSync(join(REPOSITORY, "node_modules"), join(clone, "node_modules"));
    cpSync(join(REPOSITORY, "dist"), join(clone, "dist"), { recursive: true });
    mkdirSync(join(place, "backend"));
    const lines = codeOf(join(REPOSITORY, "docs", "start.md"), "sh").flatMap((block) => block.split("\n"));
    for (const line of TYPED) assert.ok(lines.includes(line), line);
    await typed([...EDITED, ...TYPED].join("\n"));
  });
  after(() => rmSync(place, { recursive: true }));

  async function typed(script: string): Promise<string> {
    const env = { PULUMI_BACKEND_URL: `file://${join(place, "backend")}`, npm_config_prefer_offline: "true" };
    const { code, output } = await (await startBash(script, { cwd: clone, env })).ended;
    assert.equal(code, 0, output);
    return output;
  }

  it("has what npm and Pulumi left there", () => {
    for (const left of ["node_modules/pulumi-partner-keys", "Pulumi.dev.yaml"])
      assert.ok(existsSync(join(clone, "examples", "consumer", left)), left);
    const stackFile = readFileSync(join(clone, "stacks", "Pulumi.sandbox.yaml"), "utf8");
    for (const left of ["encryptionsalt: ", "partner-keys:partner: acme"])
      assert.ok(stackFile.includes(left), stackFile);
  });

  it("is packed without what npm left in an example", () => {
    const [{ files }] = JSON.parse(runIn(clone, "npm", "pack", "--dry-run", "--ignore-scripts", "--json")) as [
      { readonly files: readonly { readonly path: string }[] },
    ];
    const paths = files.map(({ path }) => path);
    assert.ok(paths.includes("examples/consumer/index.ts"));
    assert.deepEqual(
      paths.filter((path) => path.includes("node_modules")),
      [],
    );
  });

  it("runs the demo", async () => {
    assert.match(await typed("npm run demo"), /proven on the real engine/);
  });

  it("runs a test that has this repository's program and both examples", async () => {
    await typed("node scripts/test.mjs engine --only 'done as docs/start.md shows it'");
  });
});
