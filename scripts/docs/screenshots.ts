import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CHROMIUM, LOOKS, openBrowser, type Look } from "../../test/support/browser";
import { SHOWN_PAGES } from "../../test/support/shownPages";
import { REPOSITORY } from "../../workbench/repository";

const HANDOFF = SHOWN_PAGES["the page of a hand-off"];
const OVERVIEW = SHOWN_PAGES["the overview of all keys"];

/** Name of the file, page, look, and how many pixels of its height are in the picture. */
const PICTURES: readonly (readonly [name: string, page: string, look: Look, height: number])[] = [
  ["handoff", HANDOFF, { ...LOOKS.light, width: 800 }, 880],
  ["handoff-dark", HANDOFF, { ...LOOKS.dark, width: 800 }, 880],
  ["handoff-phone", HANDOFF, LOOKS.phone, 880],
  ["overview", OVERVIEW, { ...LOOKS.light, width: 800 }, 900],
];

/** Writes docs/images/: the pages of the tests, so that a picture shows what a test has looked at. */
export async function takeScreenshots(): Promise<void> {
  if (CHROMIUM === undefined) throw new Error("there is no Chromium to take them with");
  const folder = mkdtempSync(join(tmpdir(), "screenshots-"));
  const browser = await openBrowser(CHROMIUM);
  try {
    for (const [name, text, { width, colorScheme }, height] of PICTURES) {
      const file = join(folder, `${name}.html`);
      writeFileSync(file, text);
      const page = await browser.newPage({ colorScheme, viewport: { width, height } });
      await page.goto(pathToFileURL(file).href);
      await page.screenshot({ path: join(REPOSITORY, "docs", "images", `${name}.png`) });
      await page.close();
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}
