import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as prettier from "prettier";
import { REPOSITORY } from "../workbench/repository";

const FILE = join(REPOSITORY, "docs", "benchmarks.md");
const start = (section: string) => `<!-- ${section}: written by npm run bench -->`;
const END = "<!-- end -->";

export function hasSection(section: string): boolean {
  return readFileSync(FILE, "utf8").includes(start(section));
}

/** Writes what was measured between the markers of a section. */
export async function writeSection(section: string, text: string): Promise<void> {
  const document = readFileSync(FILE, "utf8");
  const from = document.indexOf(start(section)) + start(section).length;
  const to = document.indexOf(END, from);
  if (to < 0) throw new Error(`${FILE}: section ${section} has no end`);
  const filled = `${document.slice(0, from)}\n\n${text}\n\n${document.slice(to)}`;
  const options = { ...(await prettier.resolveConfig(FILE)), filepath: FILE };
  writeFileSync(FILE, await prettier.format(filled, options));
}
