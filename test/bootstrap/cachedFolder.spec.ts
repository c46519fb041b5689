import * as assert from "node:assert/strict";
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { temporaryFolder } from "./temporaryFolder";

describe("cachedFolder", () => {
  const root = temporaryFolder();
  let built: string[];
  let said: string[];
  beforeEach(() => {
    built = [];
    said = [];
  });
  const build = async (folder: string): Promise<string[]> => {
    built.push(folder);
    writeFileSync(join(folder, "binary"), "0123456789");
    await sleep(20);
    return ["binary"];
  };
  const get = async (builder = build): Promise<string> => {
    const { cachedFolder } = await import("../../scripts/cache/cachedFolder.mjs");
    return cachedFolder({ root: root(), name: "thing-1.0", build: builder, say: (line) => said.push(line), pollMs: 5 });
  };

  it("is built once, in a folder beside, and found afterwards", async () => {
    const folder = await get();
    assert.equal(await get(), folder);
    assert.equal(built.length, 1);
    assert.notEqual(built[0], folder);
    assert.deepEqual(readdirSync(root()), ["thing-1.0"]);
    assert.deepEqual(said, []);
  });

  it("is built once when two ask at once", async () => {
    await Promise.all([get(), get(), get()]);
    assert.equal(built.length, 1);
  });

  it("is built again when one byte of a binary flips, even if size and date are as before", async () => {
    const binary = join(await get(), "binary");
    const { atime, mtime } = statSync(binary);
    writeFileSync(binary, "0123456788");
    utimesSync(binary, atime, mtime);
    await get();
    assert.equal(readFileSync(binary, "utf8"), "0123456789");
    assert.equal(built.length, 2);
    assert.deepEqual(said, ["cached thing-1.0 does not verify (binary was changed), making it again"]);
    assert.deepEqual(readdirSync(root()), ["thing-1.0"]);
  });

  const spoils: [string, (folder: string) => void][] = [
    ["a binary is gone", (folder) => rmSync(join(folder, "binary"))],
    ["a binary grew", (folder) => appendFileSync(join(folder, "binary"), "!")],
    ["its manifest is gone", (folder) => rmSync(join(folder, "manifest.json"))],
    ["its manifest is cut short", (folder) => writeFileSync(join(folder, "manifest.json"), '{ "files": { "bin')],
  ];
  for (const [what, spoil] of spoils) {
    it(`is built again when ${what}`, async () => {
      spoil(await get());
      await get();
      assert.equal(built.length, 2);
      assert.equal(said.length, 1);
    });
  }

  it("stays when only the date of a binary changes", async () => {
    const folder = await get();
    utimesSync(join(folder, "binary"), 1, 1);
    await get();
    assert.equal(built.length, 1);
  });

  it("goes on after a build that was interrupted half-way, and removes what that left", async () => {
    for (const left of ["thing-1.0.tmp-aaaaaa", "thing-1.0.tmp-bbbbbb"]) {
      mkdirSync(join(root(), left));
      writeFileSync(join(root(), left, "binary"), "01234");
    }
    mkdirSync(join(root(), "thing-1.0.1.tmp-cccccc"));
    await get();
    assert.deepEqual(
      readdirSync(root()).sort(),
      ["thing-1.0", "thing-1.0.1.tmp-cccccc"],
      "another thing's is left alone",
    );
  });

  it("leaves nothing of a build that fails, and keeps no lock", async () => {
    await assert.rejects(
      get(async (folder) => {
        await build(folder);
        throw new Error("no luck");
      }),
      /no luck/,
    );
    assert.deepEqual(readdirSync(root()), []);
    await get();
    assert.equal(built.length, 2);
  });
});
