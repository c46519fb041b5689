import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { RsaKeyPair } from "../../resources";
import { REPOSITORY } from "../../workbench/repository";
import { KEY_ANSWERS } from "../support/declaredKeys";
import { MockedProgram } from "../support/mockedProgram";

/** Declares a key in each of the folders given, and tells what was said. It declares where no engine listens. */
const DECLARE = `
const { RsaKeyPair } = require(${JSON.stringify(join(REPOSITORY, "resources"))});
process.on("unhandledRejection", () => undefined);
const said = process.argv.slice(1).map((folder) => {
  process.chdir(folder);
  try {
    new RsaKeyPair("signer", { secretName: "a" });
    return "declared";
  } catch (error) {
    return error.message;
  }
});
console.log(JSON.stringify(said));
process.exit(0);
`;

/** Name of a folder, whether it has this package, and its version of Pulumi's SDK. */
const FOLDERS: readonly (readonly [string, boolean, string?])[] = [
  ["no-package", false, "3.248.0"],
  ["no-sdk", true],
  ["before-configure", true, "3.138.0"],
  ["years-old", true, "2.25.2"],
  ["oldest", true, "3.139.0"],
  ["newest", true, "3.270.0"],
  ["next", true, "4.0.0-alpha.1"],
];

describe("what the plugin process will load, seen from the program", () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "partner-keys-modules-")));
  const said = new Map<string, string>();

  before(() => {
    for (const [name, isInstalled, sdk] of FOLDERS) {
      const modules = join(root, name, "node_modules");
      mkdirSync(join(modules, "@pulumi", "pulumi"), { recursive: true });
      if (isInstalled) symlinkSync(REPOSITORY, join(modules, "pulumi-partner-keys"));
      if (sdk !== undefined)
        writeFileSync(join(modules, "@pulumi", "pulumi", "package.json"), JSON.stringify({ version: sdk }));
    }
    const env = {
      PATH: dirname(process.execPath),
      TS_NODE_PROJECT: join(REPOSITORY, "tsconfig.json"),
      PULUMI_NODEJS_ENGINE: "127.0.0.1:1",
      PULUMI_NODEJS_MONITOR: "127.0.0.1:1",
    };
    const register = join(REPOSITORY, "node_modules", "ts-node", "register", "transpile-only.js");
    const folders = FOLDERS.map(([name]) => join(root, name));
    const run = spawnSync(process.execPath, ["-r", register, "-e", DECLARE, ...folders], { encoding: "utf8", env });
    assert.notEqual(run.stdout, "", run.stderr); // its exit code tells only of what was left undone
    for (const [i, message] of (JSON.parse(run.stdout) as string[]).entries()) said.set(FOLDERS[i]?.[0] ?? "", message);
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  const startsWith = (name: string, start: string) =>
    assert.ok(said.get(name)?.startsWith(start), `${String(said.get(name))} does not start with ${start}`);

  it("is told where the package is not found, with the folder and what to do", () => {
    startsWith("no-package", `loading pulumi-partner-keys from ${join(root, "no-package")}: `);
    assert.match(said.get("no-package") ?? "", /add it to the dependencies of the package\.json there and install/);
  });

  it("is told where Pulumi's SDK is not found", () => {
    startsWith("no-sdk", `loading @pulumi/pulumi from ${join(root, "no-sdk")}: `);
  });

  for (const [name, version] of [
    ["before-configure", "3.138.0"],
    ["years-old", "2.25.2"],
  ] as const) {
    it(`is told where the SDK is ${version}, which gives a provider no config`, () => {
      startsWith(name, `loading @pulumi/pulumi from ${join(root, name)}: version ${version} `);
      assert.match(
        said.get(name) ?? "",
        /allowed: 3\.139\.0 or newer; run npm install @pulumi\/pulumi@\^3\.139\.0 there$/,
      );
    });
  }

  for (const name of ["oldest", "newest", "next"]) {
    it(`is fine with the ${name} SDK`, () => assert.equal(said.get(name), "declared"));
  }

  it("is not asked for in a unit test with mocks, which may run anywhere", () => {
    const program = MockedProgram.start(KEY_ANSWERS);
    const here = process.cwd();
    process.chdir(join(root, "no-package"));
    try {
      new RsaKeyPair("signer", { secretName: "a" }, program.watched);
    } finally {
      process.chdir(here);
    }
  });
});
