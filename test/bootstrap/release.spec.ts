import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";
import { temporaryFolder } from "./temporaryFolder";

const REAL = {
  homepage: "https://example.com/keys#readme",
  bugs: { url: "https://example.com/keys/issues" },
  repository: { type: "git", url: "git+https://example.com/keys.git" },
};
const NEW = "# Changelog\n\n## [Unreleased]\n\n- `signer:` is faster.\n\n";
const OLD = "## [1.4.2] - 2026-01-31\n\n- The first.\n";

describe("npm run release", () => {
  const root = temporaryFolder();
  const path = (name: string) => join(root(), name);
  const read = (name: string): string => readFileSync(path(name), "utf8");
  const versions = () => {
    const lock = JSON.parse(read("package-lock.json")) as { version: string; packages: Record<string, object> };
    const { version } = JSON.parse(read("package.json")) as { version: string };
    return [version, lock.version, (lock.packages[""] as { version: string }).version];
  };
  function release(...args: string[]): { status: number | null; output: string } {
    const options = { cwd: root(), encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/release.mjs", ...args], options);
    return { status, output: stdout + stderr };
  }
  function project(manifest: object, changelog: string): void {
    const whole = { name: "keys", version: "1.4.2", ...manifest };
    writeFileSync(path("package.json"), JSON.stringify(whole));
    const lock = { ...whole, lockfileVersion: 3, packages: { "": whole } };
    writeFileSync(path("package-lock.json"), JSON.stringify(lock));
    writeFileSync(path("CHANGELOG.md"), changelog);
  }

  beforeEach(() => {
    for (const name of ["scripts/release", "workbench"]) mkdirSync(path(name), { recursive: true });
    for (const name of ["scripts/release.mjs", "scripts/release", "workbench/arguments.cjs"])
      cpSync(join(REPOSITORY, name), path(name), { recursive: true });
    project(REAL, NEW + OLD);
  });

  for (const [wanted, version] of [
    ["major", "2.0.0"],
    ["minor", "1.5.0"],
    ["patch", "1.4.3"],
    ["1.10.0", "1.10.0"],
  ] as const) {
    it(`${wanted} sets ${version} everywhere, and dates the changelog`, () => {
      const day = new Date().toISOString().slice(0, 10);
      assert.equal(release(wanted).status, 0);
      assert.deepEqual(versions(), [version, version, version]);
      const days = [day, new Date().toISOString().slice(0, 10)]; // it may be midnight
      assert.ok(
        days.some((one) => read("CHANGELOG.md") === NEW.replace("[Unreleased]", `[${version}] - ${one}`) + OLD),
      );
      assert.deepEqual(release("--check"), { status: 0, output: "" });
      assert.deepEqual(release("--notes"), { status: 0, output: "- `signer:` is faster.\n" });
    });
  }

  it("takes the version that is there, if it was never released", () => {
    project(REAL, "## [1.4.2] - Unreleased\n\n- The first.\n");
    assert.equal(release("1.4.2").status, 0);
    assert.match(read("CHANGELOG.md"), /^## \[1\.4\.2\] - \d{4}-\d\d-\d\d\n\n- The first\.\n$/);
  });

  for (const [args, problem] of [
    [[], /^release: give exactly one of <major \| minor \| patch \| version>, --check, --notes\n$/],
    [["minor", "--check"], /^release: give exactly one of /],
    [["tiny"], /^release: tiny: is not allowed, allowed: major, minor, patch or a version such as 1\.2\.3\n$/],
    [["1.4.1"], /^release: 1\.4\.1: is not allowed, allowed: 1\.4\.2 or a later version\n$/],
    [["0.9.9"], /^release: 0\.9\.9: is not allowed/],
    [["1.4.2"], /^release: CHANGELOG\.md: 1\.4\.2 was released already\n$/],
  ] as const) {
    it(`refuses ${args.join(" ") || "nothing"} in one line, and changes nothing`, () => {
      const { status, output } = release(...args);
      assert.equal(status, 1);
      assert.match(output, problem);
      assert.deepEqual(versions(), ["1.4.2", "1.4.2", "1.4.2"]);
      assert.equal(read("CHANGELOG.md"), NEW + OLD);
    });
  }

  it("refuses where nothing is new", () => {
    project(REAL, `# Changelog\n\n${OLD}`);
    assert.match(release("minor").output, /nothing is unreleased, its first section is "## \[1\.4\.2\] - 2026-01-31"/);
    assert.deepEqual(versions(), ["1.4.2", "1.4.2", "1.4.2"]);
  });

  it("--check refuses a placeholder, a place that is missing, and a changelog of another version or without a date", () => {
    const { homepage, repository } = REAL;
    project({ homepage, repository: { ...repository, url: "git+https://keys.invalid/keys.git" } }, NEW + OLD);
    const { status, output } = release("--check");
    assert.equal(status, 1);
    assert.deepEqual(output.trim().split("\n"), [
      "release: this is not to be published:",
      "package.json: repository.url is git+https://keys.invalid/keys.git, write the real one",
      "package.json: bugs.url is missing, write the real one",
      "CHANGELOG.md: its first section is Unreleased, and the version is 1.4.2",
      "CHANGELOG.md: Unreleased has no date, run npm run release -- 1.4.2",
    ]);
  });
});
