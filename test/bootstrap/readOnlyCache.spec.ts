import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { temporaryFolder } from "./temporaryFolder";

/** Makes a file system read-only for who is root too. */
const READ_ONLY = `
const fs = require("node:fs");
const refuse = (path) => {
  if (String(path).startsWith(process.env.PULUMI_PARTNER_KEYS_CACHE))
    throw Object.assign(new Error("read-only file system"), { code: "EROFS", path });
};
const { accessSync, mkdirSync } = fs;
fs.accessSync = (path, mode) => (mode === fs.constants.W_OK ? refuse(path) : accessSync(path, mode));
fs.mkdirSync = (path, options) => (fs.existsSync(path) ? undefined : refuse(path), mkdirSync(path, options));
require("node:module").syncBuiltinESMExports();
`;

describe("a cache that cannot be written", () => {
  const folder = temporaryFolder();
  const executable = (name: string, script: string): void => {
    writeFileSync(join(folder(), "path", name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder(), "path", name), 0o755);
  };
  function bootstrap(...node: string[]) {
    const env = {
      PATH: [join(folder(), "path"), dirname(process.execPath)].join(delimiter),
      PULUMI_PARTNER_KEYS_CACHE: join(folder(), "cache"),
    };
    const args = [...node, join(__dirname, "../../scripts/bootstrap.mjs")];
    const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8" });
    return { status, stderr };
  }
  beforeEach(() => {
    mkdirSync(join(folder(), "path"));
    writeFileSync(join(folder(), "readOnly.cjs"), READ_ONLY);
    executable("pulumi", "echo v3.259.0");
    executable("pulumi-language-nodejs", "");
  });

  it("will do where nothing has to be made", () => {
    assert.deepEqual(bootstrap(), { status: 0, stderr: "" });
    assert.deepEqual(bootstrap("-r", join(folder(), "readOnly.cjs")), { status: 0, stderr: "" });
  });

  it("is told, with the way out, where something has to be made", () => {
    const { status, stderr } = bootstrap("-r", join(folder(), "readOnly.cjs"));
    assert.equal(status, 1);
    const way = "set PULUMI_PARTNER_KEYS_CACHE to a folder that can be written";
    assert.equal(stderr, `bootstrap: cannot write to ${join(folder(), "cache")} (EROFS); ${way}\n`);
  });
});
