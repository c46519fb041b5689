import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../workbench/repository";

const FILE = join(REPOSITORY, "docs", "benchmarks.md");
const start = (section: string) => `<!-- ${section}: written by npm run bench -->`;

export function hasSection(section: string): boolean {
  return readFileSync(FILE, "utf8").includes(start(section));
}

/** Writes what was measured between the markers of a section. */
export async function writeSection(section: string, text: string): Promise<void> {
  const { fillSection } = await import("../scripts/document.mjs");
  await fillSection(FILE, [start(section), "<!-- end -->"], text);
}
