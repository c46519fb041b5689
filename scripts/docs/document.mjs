// The pages of docs/ that hold something made: each part stands between two markers that name it.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as prettier from "prettier";

/**
 * Puts what was made between its markers. A page that is not there yet is nothing else.
 *
 * @param {string} rootDir
 * @param {import("../docs.mjs").Block} block
 * @param {string} name what `npm run docs` calls it
 */
export async function fillBlock(rootDir, { page, part, text }, name) {
  const file = join(rootDir, "docs", page);
  const called = part === undefined ? name : `${name}: ${part}`;
  const [start, end] = [`<!-- made by npm run docs ${called} -->`, `<!-- end of ${called} -->`];
  const document = existsSync(file) ? readFileSync(file, "utf8") : `${start}\n${end}\n`;
  const from = document.indexOf(start) + start.length;
  const to = document.indexOf(end, from);
  if (from < start.length || to < from) throw new Error(`docs/${page} has no block ${start}`);
  await writeFormatted(rootDir, file, `${document.slice(0, from)}\n\n${text}\n\n${document.slice(to)}`);
}

/**
 * As `npm run format` would leave it.
 *
 * @param {string} rootDir
 * @param {string} file
 * @param {string} text
 */
export async function writeFormatted(rootDir, file, text) {
  const { ignored } = await prettier.getFileInfo(file, { ignorePath: join(rootDir, ".prettierignore") });
  const options = { ...(await prettier.resolveConfig(file)), filepath: file };
  writeFileSync(file, ignored ? text : await prettier.format(text, options));
}
