import * as assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import * as ts from "typescript";
import { REPOSITORY } from "../../workbench/repository";

const ROOMS = ["resources", "stacks", "cli", "emulator", "workbench", "test", "bench", "demo", "scripts"];

/** Which files of ours a file imports; types count as well, a circle of them is a circle for whoever reads. */
function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"), true, true);
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith("."))
    .flatMap(({ fileName }) => {
      const path = join(dirname(file), fileName);
      return [`${path}.ts`, join(path, "index.ts"), path].filter((one) => one.endsWith(".ts") && existsSync(one));
    });
}

function circles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) {
      const circle = [...path.slice(path.indexOf(file)), file];
      found.push(circle.map((one) => relative(REPOSITORY, one)).join(" -> "));
    } else if (!done.has(file)) {
      for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
      done.add(file);
    }
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

describe("imports", () => {
  it("go in no circle", () => {
    const files = ROOMS.flatMap((room) =>
      readdirSync(join(REPOSITORY, room), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts") && !name.includes("node_modules"))
        .map((name) => join(REPOSITORY, room, name)),
    );
    assert.ok(files.length > 200, "the files were not found");
    assert.deepEqual(circles(new Map(files.map((file) => [file, importsOf(file)]))), []);
  });
});
