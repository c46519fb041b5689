import * as assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { row } from "../support/row";
import { NPM_INSTALL, pack, runIn } from "../support/installed";
import { assertTakesRotation, COMMON_JS_SERVICE } from "../support/signer/packedService";

/** What a service may get for the signer; measured 13.9 MB, 499 kB and 51 kB. What is left of it is for new SDK versions. */
const MOST_MEGABYTES = 15;
const MOST_KILOBYTES = { whole: 550, withoutSdk: 52 };

describe("package: a service that installs it for the signer alone", () => {
  const folder = mkdtempSync(join(tmpdir(), "partner-keys-signer-"));
  const service = join(folder, "service");
  const modules = join(service, "node_modules");

  before(() => {
    mkdirSync(service);
    writeFileSync(join(service, "package.json"), JSON.stringify({ name: "service", private: true }));
    runIn(service, ...NPM_INSTALL, pack().tarball);
    writeFileSync(join(service, "index.js"), COMMON_JS_SERVICE);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("gets no Pulumi", () => {
    assert.ok(readdirSync(modules).includes("pulumi-partner-keys"));
    assert.ok(!readdirSync(modules).includes("@pulumi"));
  });

  it(`gets at most ${MOST_MEGABYTES} MB`, () => {
    const bytes = readdirSync(modules, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
    console.log(`      ${(bytes / 1e6).toFixed(1)} MB installed`);
    assert.ok(bytes > 1e6 && bytes <= MOST_MEGABYTES * 1e6, `${bytes} bytes`);
  });

  row("loads neither Pulumi nor the plugin nor node-forge", ["package: signer"], () =>
    assertTakesRotation(join(service, "index.js"), service),
  );

  for (const [what, most, external] of [
    ["with the AWS SDK", MOST_KILOBYTES.whole, []],
    ["with the SDK of the Lambda runtime", MOST_KILOBYTES.withoutSdk, ["@aws-sdk/*"]],
  ] as const) {
    it(`bundles into at most ${most} kB ${what}, and the bundle takes a rotation`, async () => {
      const outfile = join(service, `bundle${most}.cjs`);
      await build({
        absWorkingDir: service,
        entryPoints: ["index.js"],
        ...{
          outfile,
          bundle: true,
          minify: true,
          platform: "node",
          target: "node20",
          format: "cjs",
          external: [...external],
        },
        logLevel: "error",
      });
      const { size } = statSync(outfile);
      console.log(`      ${(size / 1e3).toFixed(0)} kB bundled`);
      assert.ok(size <= most * 1000, `${size} bytes`);
      assert.doesNotMatch(readFileSync(outfile, "utf8"), /@pulumi\/pulumi["'/]|Forge\b/);
      await assertTakesRotation(outfile, service);
    });
  }
});
