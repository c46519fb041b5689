import * as assert from "node:assert/strict";
import { syncBuiltinESMExports } from "node:module";
import { join, resolve } from "node:path";

describe("the cache folder", () => {
  const os = process.getBuiltinModule("node:os");
  const { homedir } = os;
  const homeIs = (answer: () => string): void => {
    Object.assign(os, { homedir: answer });
    syncBuiltinESMExports();
  };
  const noHome = (): never => {
    throw Object.assign(new Error("no such user"), { code: "ENOENT" });
  };
  const rootWith = async (env: NodeJS.ProcessEnv): Promise<string> =>
    (await import("../../toolchain/places.mjs")).cacheRoot(env);
  afterEach(() => homeIs(homedir));

  it("is in the user's", async () => {
    homeIs(() => "/home/me");
    const caches = process.platform === "darwin" ? "Library/Caches" : ".cache";
    assert.equal(await rootWith({}), join("/home/me", caches, "pulumi-partner-keys"));
    assert.equal(await rootWith({ XDG_CACHE_HOME: "relative" }), join("/home/me", caches, "pulumi-partner-keys"));
  });

  it("asks for no home where XDG_CACHE_HOME or PULUMI_PARTNER_KEYS_CACHE tells it", async () => {
    homeIs(noHome);
    assert.equal(await rootWith({ XDG_CACHE_HOME: "/caches" }), "/caches/pulumi-partner-keys");
    assert.equal(await rootWith({ PULUMI_PARTNER_KEYS_CACHE: "/mine" }), "/mine");
  });

  for (const [what, home] of [
    ["nobody has a home", noHome],
    ["HOME is empty", () => ""],
  ] as const) {
    it(`has to be named where ${what}`, async () => {
      homeIs(home);
      await assert.rejects(rootWith({}), /^Error: there is no home folder .*set PULUMI_PARTNER_KEYS_CACHE/);
    });
  }

  it("is absolute: a relative one is meant from the repository on", async () => {
    assert.equal(await rootWith({ PULUMI_PARTNER_KEYS_CACHE: "a/cache" }), resolve(__dirname, "../../a/cache"));
  });
});
