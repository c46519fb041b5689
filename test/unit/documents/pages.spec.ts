import * as assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { codeOf, documents, linksOf } from "../../support/documents";
import { REPOSITORY } from "../../../workbench/repository";

/** A heading as GitHub and npm make an anchor of it: lower case, no punctuation, hyphens for spaces. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s_-]/gu, "")
    .replace(/\s/g, "-");

function anchorsOf(file: string): string[] {
  const text = readFileSync(file, "utf8").replace(/^```[\s\S]*?^```/gm, "");
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading));
}

/** What is wrong with one link of a page, "" if nothing. */
function problemOf(page: string, link: string): string {
  if (/^https?:/.test(link)) return "";
  const [path = "", anchor] = link.split("#");
  const file = path === "" ? page : join(dirname(page), path);
  if (!existsSync(file)) return "no such file";
  if (anchor === undefined) return "";
  return statSync(file).isFile() && anchorsOf(file).includes(anchor) ? "" : "no such heading";
}

describe("documents: links and commands", () => {
  const pages = documents();

  for (const page of pages) {
    const name = relative(REPOSITORY, page);
    it(`${name} holds no mark of a merge`, () => {
      const marks = /^.{0,2}<{7}|^={7}$|^.{0,2}={7} +\||>{7}|^(?:> ?){7}/m;
      assert.doesNotMatch(readFileSync(page, "utf8"), marks);
    });

    it(`links of ${name} lead somewhere`, () => {
      const dead = linksOf(page)
        .map((link) => [link, problemOf(page, link)])
        .filter(([, problem]) => problem !== "");
      assert.deepEqual(dead, []);
    });
  }

  const forContributors = /\/(testing|benchmarks|CONTRIBUTING)\.md$/;
  for (const page of pages.filter((page) => codeOf(page, "sh").length > 0 && !forContributors.test(page))) {
    it(`commands of ${relative(REPOSITORY, page)} can be pasted into zsh, which knows no comments`, () => {
      const commented = codeOf(page, "sh")
        .flatMap((block) => block.split("\n"))
        .filter((line) => /\s#\s/.test(line));
      assert.deepEqual(commented, []);
    });
  }

  it("no page writes an output of Pulumi straight into a file: that has one empty line more than the PEM", () => {
    const written = pages.flatMap((page) => codeOf(page, "sh")).flatMap((block) => block.split("\n"));
    assert.ok(written.filter((line) => line.endsWith("> public.pem")).length >= 5);
    assert.deepEqual(
      written.filter((line) => /^pulumi stack output .*>/.test(line)),
      [],
    );
  });

  it("links lead from README to every page", () => {
    const reached = new Set([join(REPOSITORY, "README.md")]);
    for (const page of reached) {
      const paths = linksOf(page).map((link) => link.split("#")[0] ?? "");
      const targets = paths.filter((path) => path !== "").map((path) => join(dirname(page), path));
      for (const other of pages)
        // a folder leads to what is in it
        if (targets.some((target) => target === other || target === dirname(other))) reached.add(other);
    }
    const lost = pages.filter((page) => !reached.has(page)).map((page) => relative(REPOSITORY, page));
    assert.deepEqual(lost, []);
  });
});
