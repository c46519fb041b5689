import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";

describe("what tests leave behind", () => {
  it("is removed by the runner, not by their own process as it ends, which counts as one that does not end", () => {
    const folder = join(REPOSITORY, "test");
    const names = readdirSync(folder, { recursive: true }).map(String);
    const files = names.filter((name) => /\.[mc]?[jt]s$/.test(name) && !name.includes("node_modules"));
    assert.ok(files.length > 150, "the files were not found");
    const atItsEnd = files.filter((name) =>
      /process\.(once|on)\("exit"/.test(readFileSync(join(folder, name), "utf8")),
    );
    assert.deepEqual(atItsEnd, []);
  });
});
