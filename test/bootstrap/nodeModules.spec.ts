import * as assert from "node:assert/strict";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./temporaryFolder";

describe("node_modules", () => {
  const root = temporaryFolder();
  const locked = {
    "": { version: "0.1.0" },
    "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
    "node_modules/other-platform": { version: "1.0.0", integrity: "sha512-o", optional: true },
  };
  const lock = (packages: object): void =>
    writeFileSync(join(root(), "package-lock.json"), JSON.stringify({ packages }));
  const npmInstalled = (packages: object): void =>
    writeFileSync(join(root(), "node_modules/.package-lock.json"), JSON.stringify({ packages }));
  const areCurrent = async (): Promise<boolean> =>
    (await import("../../scripts/bootstrap/nodeModules.mjs")).areNodeModulesCurrent(root());
  beforeEach(() => {
    lock(locked);
    mkdirSync(join(root(), "node_modules"));
  });

  it("are not current when absent or without any mark", async () => {
    assert.equal(await areCurrent(), false);
    rmSync(join(root(), "node_modules"), { recursive: true });
    assert.equal(await areCurrent(), false);
  });

  it("are current after someone's own `npm ci`, which is stamped", async () => {
    npmInstalled({ "node_modules/a": locked["node_modules/a"] });
    assert.equal(await areCurrent(), true);
    assert.ok(existsSync(join(root(), "node_modules/.bootstrap-stamp")));
    assert.equal(await areCurrent(), true);
  });

  const later: [string, () => void][] = [
    ["took a package out", () => npmInstalled({})],
    ["put another one in", () => npmInstalled({ "node_modules/a": { version: "2.0.0", integrity: "sha512-2" } })],
    ["left no record", () => rmSync(join(root(), "node_modules/.package-lock.json"))],
  ];
  for (const [what, change] of later) {
    it(`are not current any more when npm ${what}`, async () => {
      npmInstalled({ "node_modules/a": locked["node_modules/a"] });
      assert.equal(await areCurrent(), true);
      change();
      assert.equal(await areCurrent(), false);
    });
  }

  for (const record of ["", "{}", "null", '{ "packages": { "node_mod', '{ "packages": null }']) {
    it(`are not current when npm's record is ${record || "empty"}`, async () => {
      writeFileSync(join(root(), "node_modules/.package-lock.json"), record);
      assert.equal(await areCurrent(), false);
    });
  }

  it("are not current any more when package-lock.json changes", async () => {
    npmInstalled({ "node_modules/a": locked["node_modules/a"] });
    assert.equal(await areCurrent(), true);
    lock({ ...locked, "node_modules/a": { version: "1.0.1", integrity: "sha512-b" } });
    assert.equal(await areCurrent(), false);
  });

  const others: [string, object][] = [
    ["a package is missing", {}],
    ["a version differs", { "node_modules/a": { version: "1.0.1", integrity: "sha512-a" } }],
    ["a content differs", { "node_modules/a": { version: "1.0.0", integrity: "sha512-x" } }],
    ["there is one more", { "node_modules/a": locked["node_modules/a"], "node_modules/b": { version: "1.0.0" } }],
  ];
  for (const [what, installed] of others) {
    it(`are not current when ${what}`, async () => {
      npmInstalled(installed);
      assert.equal(await areCurrent(), false);
    });
  }
});
