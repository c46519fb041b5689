import * as assert from "node:assert/strict";
import { columns, markdownTable, numbersTable } from "../../../workbench/table.cjs";

describe("a table", () => {
  const rows = [
    ["a long name", 3],
    ["b", 1200],
  ];

  it("of a terminal has its names at the left and its numbers at the right", () => {
    assert.equal(columns([["name", "n"], ...rows]), "name            n\na long name     3\nb            1200");
  });

  it("of a page is Markdown", () => {
    assert.equal(markdownTable(["name", "n"], rows), "| name | n |\n| --- | --- |\n| a long name | 3 |\n| b | 1200 |");
  });

  it("of both is Markdown in columns", () => {
    const [head, rule, first] = ["| name        |    n |", "| ----------- | ---: |", "| a long name |    3 |"];
    assert.equal(numbersTable(["name", "n"], rows, 1), [head, rule, first, "| b           | 1200 |"].join("\n"));
    assert.equal(numbersTable(["n"], [[1200]]), "|    n |\n| ---: |\n| 1200 |");
  });
});
