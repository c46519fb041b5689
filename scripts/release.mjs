// npm run release -- <major | minor | patch | version>
// Sets the version in package.json and its lock, and dates the section of CHANGELOG.md. Commits and publishes nothing.
// --check: refuses what is not ready to be published; npm runs it before `npm publish`. --notes: prints the first section.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readArguments } from "../workbench/arguments.cjs";
import { dated, firstSection } from "./release/changelog.mjs";
import { nextVersion } from "./release/nextVersion.mjs";
import { publishProblems } from "./release/publishProblems.mjs";

const rootDir = fileURLToPath(new URL("..", import.meta.url));
const changelogFile = join(rootDir, "CHANGELOG.md");
const ALLOWED = "<major | minor | patch | version>, --check, --notes";

/** @param {string} wanted */
function release(wanted) {
  const version = nextVersion(manifest().version, wanted);
  const changelog = dated(readFileSync(changelogFile, "utf8"), version, new Date().toISOString().slice(0, 10));
  const args = ["version", version, "--no-git-tag-version", "--allow-same-version", "--ignore-scripts"];
  const { status } = spawnSync("npm", args, { cwd: rootDir, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`npm version ${version} ended with ${status}: CHANGELOG.md is left as it was`);
  writeFileSync(changelogFile, changelog);
  console.log(
    `${version}: commit it, then push the tag v${version}, which publishes it (.github/workflows/release.yml)`,
  );
}

function check() {
  const problems = publishProblems(manifest(), readFileSync(changelogFile, "utf8"));
  if (problems.length > 0) throw new Error(`this is not to be published:\n${problems.join("\n")}`);
}

function manifest() {
  return JSON.parse(readFileSync(join(rootDir, "package.json"), "utf8"));
}

/** @param {string[]} args */
function main(args) {
  const isAsked = /** @type {const} */ ({ type: "boolean" });
  const config = /** @type {const} */ ({ args, allowPositionals: true, options: { check: isAsked, notes: isAsked } });
  const { values, positionals } = readArguments(config, ALLOWED);
  const [wanted, ...others] = positionals;
  const asked = [wanted, values.check, values.notes].filter((one) => one !== undefined);
  if (asked.length !== 1 || others.length > 0) throw new Error(`give exactly one of ${ALLOWED}`);
  if (wanted !== undefined) return release(wanted);
  return values.check ? check() : console.log(firstSection(readFileSync(changelogFile, "utf8")));
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(`release: ${/** @type {Error} */ (error).message}`);
  process.exitCode = 1;
}
