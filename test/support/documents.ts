import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as prettier from "prettier";
import { REPOSITORY } from "../../workbench/repository";

/** Every page a person reads: those at the root and those below docs/. */
export function documents(): string[] {
  const inFolder = (folder: string, recursive: boolean) =>
    readdirSync(folder, { recursive })
      .map(String)
      .filter((name) => name.endsWith(".md"))
      .map((name) => join(folder, name));
  return [...inFolder(REPOSITORY, false), ...inFolder(join(REPOSITORY, "docs"), true)].sort();
}

/** The blocks of code of one language on a page, in their order. */
export function codeOf(page: string, language: string): string[] {
  const text = readFileSync(page, "utf8");
  return [...text.matchAll(new RegExp("^```" + language + "\\n(.*?)^```$", "gms"))].map(([, code = ""]) => code);
}

/** The links of a page, not what looks like one in a piece of code. */
export function linksOf(page: string): string[] {
  const text = readFileSync(page, "utf8").replace(/^```[\s\S]*?^```/gm, "");
  return [...text.replace(/`[^`\n]*`/g, "").matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
}

/** A page of docs/ holds what `npm run docs` makes, between the marks of that name. */
export async function assertHasBlock(page: string, name: string, text: string): Promise<void> {
  const file = join(REPOSITORY, "docs", page);
  const now = readFileSync(file, "utf8");
  const [before = "", , after] = now.split(
    new RegExp(`(?<=made by npm run docs ${name} -->\n)|(?=<!-- end of ${name} -->)`),
  );
  assert.ok(after, `docs/${page} has no block of npm run docs ${name}`);
  const options = { ...(await prettier.resolveConfig(file)), filepath: file };
  assert.equal(now, await prettier.format(`${before}\n${text}\n\n${after}`, options), `npm run docs ${name}`);
}

/** A page of docs/ has a table as the command that makes it would write it, but for the width of its columns. */
export function assertHasTable(page: string, table: string, command: string): void {
  const cells = (text: string) => text.replace(/-{3,}/g, "---").replace(/[ ]+/g, " ");
  const text = cells(readFileSync(join(REPOSITORY, "docs", page), "utf8"));
  for (const line of cells(table).split("\n")) assert.ok(text.includes(line), `missing or old: ${line}; ${command}`);
  assert.ok(text.includes(cells(table)), `docs/${page} has more or other rows: ${command}`);
}
