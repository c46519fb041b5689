import * as assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";

/** Made by commands, in nobody's commit. */
const MADE = ["dist", "node_modules"];

/** The paths that CONTRIBUTING's tree names, by the indentation of its lines. */
function treeOfContributing(): readonly string[] {
  const page = readFileSync(join(REPOSITORY, "CONTRIBUTING.md"), "utf8");
  const [, block = ""] = /## The tree, and the two processes\n\n((?: {4}.*\n)+)/.exec(page) ?? [];
  const above: string[] = [];
  return block
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => {
      const [, indent = "", names = ""] = /^ {4}( *)([^\s,]+(?:, [^\s,]+)*)/.exec(line) ?? [];
      const depth = indent.length / 2;
      above.length = depth;
      const paths = names.split(", ").map((name) => [...above, name].join(""));
      above.push(names);
      return paths;
    });
}

const foldersIn = (folder: string) =>
  readdirSync(join(REPOSITORY, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !MADE.includes(entry.name))
    .map(({ name }) => `${folder}${name}/`);

/** Who looks for a place to put something reads the tree first. */
describe("types: the tree in CONTRIBUTING.md", () => {
  const tree = treeOfContributing();

  it("names nothing that is not there", () => {
    assert.ok(tree.length > 20, tree.join(" "));
    assert.deepEqual(
      tree.filter((path) => !existsSync(join(REPOSITORY, path))),
      [],
    );
  });

  it("names every folder of the top, of resources/ and of the plugin", () => {
    const there = ["", "resources/", "resources/plugin/"].flatMap(foldersIn);
    assert.deepEqual(
      there.filter((folder) => !tree.includes(folder)),
      [],
    );
  });
});
