import * as assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";
import { temporaryFolder } from "./temporaryFolder";

const LOCKS = join(REPOSITORY, "toolchain", "locks");
/** npm and pip themselves, on a machine that is busy with other tests. */
const REAL_INSTALLER_MS = 120_000;
const versions = import("../../toolchain/versions.mjs");
const hasVenv = spawnSync("python3", ["-c", "import venv, ensurepip"]).status === 0;

/** A registry that has each package that is asked for, with one content of its own instead of the published one. */
describe("a registry with another content", () => {
  const root = temporaryFolder();
  const path = (...parts: string[]): string => join(root(), ...parts);
  let registry: Server;
  let answer: (url: string) => string | Buffer;
  let address: string;

  beforeEach(async () => {
    mkdirSync(path("cache"));
    registry = createServer((request, response) =>
      // pip reads no index of another type, npm does not look at it
      response.setHeader("content-type", "text/html").end(answer(decodeURIComponent(request.url ?? ""))),
    );
    await new Promise<void>((resolve) => registry.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    registry.close().closeAllConnections();
  });

  const env = (more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
    PATH: process.env["PATH"],
    HOME: root(),
    NO_PROXY: "127.0.0.1",
    ...more,
  });
  const isRefused = async (made: Promise<void>, what: RegExp): Promise<void> => {
    await assert.rejects(made, (error: Error) => {
      assert.match(error.message.split("\n")[0] ?? "", what);
      assert.match(error.message, /: a package is not the one that its hash in this repository pins: /);
      return true;
    });
    assert.deepEqual(readdirSync(path("cache")), [], "nothing is kept, nor a note to go on without");
  };

  it("does not get its Node run", async () => {
    const { NEWER_NODE_EXECUTABLE } = await versions;
    mkdirSync(path("package", "bin"), { recursive: true });
    writeFileSync(path("package", "package.json"), "{}");
    writeFileSync(path("package", "bin", "node"), `#!/bin/sh\necho ran >> "${path("ran")}"\n`, { mode: 0o755 });
    execFileSync("tar", ["-czf", path("package.tgz"), "-C", root(), "package"]);
    const lock = JSON.parse(readFileSync(join(LOCKS, "node22", "package-lock.json"), "utf8")) as {
      packages: Record<string, { version: string }>;
    };
    const published = [
      ...Object.entries(lock.packages).map(([key, { version }]) => [key.split("node_modules/").at(-1), version]),
      ...Object.values(NEWER_NODE_EXECUTABLE[22]).map((executable) => [executable.package, executable.version]),
    ];
    answer = (url) => {
      if (url.endsWith(".tgz")) return readFileSync(path("package.tgz"));
      const name = url.slice(1);
      const all = published.filter(([other]) => other === name).map(([, version = ""]) => version);
      const tarball = `${address}/${name}.tgz`;
      const entries = all.map((version) => [version, { name, version, dist: { tarball } }] as const);
      return JSON.stringify({ name, "dist-tags": { latest: all[0] }, versions: Object.fromEntries(entries) });
    };
    const { newerNode } = await import("../../scripts/bootstrap/newerNode.mjs");
    const npm = { npm_config_registry: address, npm_config_cache: path("npm"), npm_config_fetch_retries: "0" };
    await isRefused(newerNode(path("cache"), 22, env(npm)), /^making node 22\.\S+ with /);
    assert.equal(readdirSync(root()).includes("ran"), false);
  }).timeout(REAL_INSTALLER_MS);

  if (hasVenv)
    it("does not get its moto installed", async () => {
      const { MOTO_SERVER, pythonTool } = await import("../../scripts/bootstrap/pythonTool.mjs");
      answer = wheels(readFileSync(join(LOCKS, MOTO_SERVER.lock), "utf8"));
      const pip = { PIP_INDEX_URL: `${address}/simple`, PIP_NO_CACHE_DIR: "1", PIP_CONFIG_FILE: "/dev/null" };
      await isRefused(pythonTool(path("cache"), MOTO_SERVER, env(pip)), /^making moto \S+: /);
    }).timeout(REAL_INSTALLER_MS);

  /** A wheel for each name of the lock: it holds a moto of its own and needs nothing. */
  function wheels(lock: string): (url: string) => string | Buffer {
    return (url) => {
      const name = url.split("/")[2] ?? "";
      const version = new RegExp(`^${name}==(\\S+)`, "m").exec(lock)?.[1];
      const distribution = `${name.replaceAll("-", "_")}-${version}`;
      if (!url.endsWith(".whl"))
        return `<a href="/simple/${name}/${distribution}-py3-none-any.whl">${distribution}-py3-none-any.whl</a>`;
      const folder = path(distribution);
      const info = join(folder, `${distribution}.dist-info`);
      for (const made of [info, join(folder, "moto")]) mkdirSync(made, { recursive: true });
      writeFileSync(join(folder, "moto", "server.py"), "");
      writeFileSync(join(info, "METADATA"), `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`);
      writeFileSync(join(info, "WHEEL"), "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
      writeFileSync(join(info, "RECORD"), "");
      const entries = readdirSync(folder);
      execFileSync("python3", ["-m", "zipfile", "-c", "made.whl", ...entries], { cwd: folder });
      return readFileSync(join(folder, "made.whl"));
    };
  }

  it("does not get its actionlint built", async () => {
    const { ACTION_LINTER, goTool } = await import("../../scripts/bootstrap/goTool.mjs");
    mkdirSync(path("path"));
    writeFileSync(path("path", "go"), "#!/bin/sh\necho 'verifying module: checksum mismatch' >&2; exit 1\n");
    chmodSync(path("path", "go"), 0o755);
    const only = { PATH: `${path("path")}:${dirname(process.execPath)}:/usr/bin:/bin` };
    await isRefused(goTool(path("cache"), ACTION_LINTER, only), /^making actionlint /);
  });
});
