import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../workbench/repository";
import { codeOf } from "../support/documents";

const page = join(REPOSITORY, "docs", "languages.md");
const example = (...path: readonly string[]) => readFileSync(join(REPOSITORY, "examples", ...path), "utf8");

/** The examples are what the tier `languages` runs. */
describe("documents: the programs of docs/languages.md", () => {
  for (const [language, file] of [
    ["yaml", ["yaml", "Pulumi.yaml"]],
    ["python", ["python", "__main__.py"]],
    ["go", ["go", "main.go"]],
  ] as const)
    it(`are the examples: ${file.join("/")}`, () => {
      assert.equal(codeOf(page, language).at(-1), example(...file));
    });

  it("begin with what each example has: the packages, and where the plugin lies", () => {
    const [packages = ""] = codeOf(page, "json");
    const [plugins = ""] = codeOf(page, "yaml");
    for (const language of ["yaml", "python", "go"]) {
      const dependencies = (text: string) => Object.keys((JSON.parse(text) as { dependencies: object }).dependencies);
      assert.deepEqual(dependencies(example(language, "package.json")), dependencies(packages));
      assert.ok(example(language, "Pulumi.yaml").includes(plugins), language);
    }
  });
});
