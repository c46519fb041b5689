import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";
import { temporaryFolder } from "./temporaryFolder";

/** Waits for a file, a second at most. */
const WAIT = `wait_for() { for _ in $(seq 40); do [ -e "$1" ] && return 0; sleep 0.025; done; return 1; }`;
const OFFLINE = `globalThis.fetch = () => Promise.reject(new Error("no network"));`;

describe("what bootstrap makes", () => {
  const root = temporaryFolder();
  const path = (...parts: string[]): string => join(root(), ...parts);
  const executable = (name: string, script: string): void => {
    writeFileSync(path("path", name), `#!/bin/sh\n${WAIT}\n${script}\n`);
    chmodSync(path("path", name), 0o755);
  };
  function bootstrap() {
    const env = {
      PATH: [path("path"), dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter),
      PULUMI_PARTNER_KEYS_CACHE: path("cache"),
    };
    const args = ["-r", path("offline.cjs"), path("scripts", "bootstrap.mjs")];
    const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8" });
    return { status, stderr };
  }
  beforeEach(() => {
    for (const name of ["scripts", "toolchain", "workbench"])
      cpSync(join(REPOSITORY, name), path(name), { recursive: true });
    for (const folder of ["path", "resources/plugin", "tools/pulumi-cli/engine", "tools/pulumi-cli/nodejs-host"])
      mkdirSync(path(folder), { recursive: true });
    const hash = "resources/plugin/sourcesHash.cjs";
    cpSync(join(REPOSITORY, hash), path(hash));
    writeFileSync(path("package-lock.json"), JSON.stringify({ packages: {} }));
    writeFileSync(path("offline.cjs"), OFFLINE);
  });

  it("is made at once: the CLI is built while npm installs", () => {
    executable(
      "go",
      `[ "$1" = version ] && { echo go version go1.26.0; exit 0; }; touch "${path("go")}"; exec sleep 60`,
    );
    executable("npm", `wait_for "${path("go")}" && echo go had begun >&2; exit 1`);
    assert.match(bootstrap().stderr, /go had begun/);
  });

  it("is given up as a whole where a part cannot be made: nothing runs on, and no lock stays", () => {
    executable(
      "go",
      `[ "$1" = version ] && { echo go version go1.26.0; exit 0; }
      [ "$1" = build ] && echo $$ > "${path("pid")}"; exec sleep 60`,
    );
    executable("npm", `wait_for "${path("pid")}"; echo no luck >&2; exit 1`);
    const { status, stderr } = bootstrap();
    assert.equal(status, 1);
    assert.match(stderr, /^bootstrap: npm ci ended with 1\n {2}no luck$/m);
    assert.throws(() => process.kill(Number(readFileSync(path("pid"), "utf8")), 0), { code: "ESRCH" });
    assert.deepEqual(
      readdirSync(path("cache")).filter((name) => name.includes(".lock")),
      [],
    );
    assert.ok(!existsSync(path("node_modules", ".bootstrap-stamp")));
  });
});
