import * as assert from "node:assert/strict";
import { mkdirSync, renameSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sourcesHash } from "../../resources/plugin/sourcesHash.cjs";
import { temporaryFolder } from "./temporaryFolder";

describe("sourcesHash", () => {
  const root = temporaryFolder();
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(root(), path)), { recursive: true });
    writeFileSync(join(root(), path), content);
  };
  beforeEach(() => {
    write("resources/a.ts", "a");
    write("resources/deep/b.ts", "b");
    write("stacks/c.ts", "c");
    write("cli/commands/e.ts", "e");
    write("tsconfig.json", "{}");
  });

  const changes: [string, () => void][] = [
    ["a changed source", () => write("resources/deep/b.ts", "B")],
    ["a changed command", () => write("cli/commands/e.ts", "E")],
    ["a new source", () => write("stacks/d.ts", "")],
    ["a renamed source", () => renameSync(join(root(), "resources/a.ts"), join(root(), "resources/z.ts"))],
    [
      "a source moved to the other folder",
      () => renameSync(join(root(), "resources/a.ts"), join(root(), "stacks/a.ts")),
    ],
    ["two sources that swap content", () => (write("resources/a.ts", "b"), write("resources/deep/b.ts", "a"))],
    ["a changed compiler option", () => write("tsconfig.json", "{ }")],
    ["a new compiler configuration", () => write("tsconfig.build.json", "{}")],
  ];
  for (const [what, change] of changes) {
    it(`changes with ${what}`, () => {
      const before = sourcesHash(root());
      change();
      assert.notEqual(sourcesHash(root()), before);
    });
  }

  const nonChanges: [string, () => void][] = [
    ["times", () => utimesSync(join(root(), "resources/a.ts"), 1, 1)],
    ["declarations", () => write("resources/a.d.ts", "declare const a: 1")],
    ["other files in the source folders", () => write("resources/plugin/entry.cjs", "1")],
    ["other folders", () => write("test/a.ts", "1")],
  ];
  for (const [what, change] of nonChanges) {
    it(`leaves out ${what}`, () => {
      const before = sourcesHash(root());
      change();
      assert.equal(sourcesHash(root()), before);
    });
  }

  it("is a SHA-256 in hex, for an empty checkout too", () => {
    assert.match(sourcesHash(join(root(), "nothing")), /^[0-9a-f]{64}$/);
  });
});
