import * as assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { source, type AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { CHROMIUM, LOOKS, openBrowser, type Look } from "../support/browser";
import { handoffData } from "../support/handoffs";
import { SHOWN_PAGES } from "../support/shownPages";

const HANDOFF = SHOWN_PAGES["the page of a hand-off"];
const ALL_LOOKS = new Set<string>([HANDOFF, SHOWN_PAGES["the overview of all keys"]]);
const { key, steps } = handoffData({ at: { partner: "qredo" } }).handoff;

const suite = describe("browser: the pages of partner-keys, from a file", () => {
  let browser: Browser;
  let page: Page;
  let folder: string;
  /** What the page asked for, and what the browser complained about. */
  const seen: string[] = [];

  before(async () => {
    assert.ok(CHROMIUM, "there is no Chromium, and CI has to have it");
    folder = mkdtempSync(join(tmpdir(), "pages-"));
    browser = await openBrowser(CHROMIUM);
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    seen.length = 0;
    page = await browser.newPage();
    page.on("request", (request) => seen.push(request.url()));
    page.on("console", (message) => seen.push(message.text()));
    page.on("dialog", (dialog) => {
      seen.push(dialog.message());
      return dialog.dismiss();
    });
  });
  afterEach(() => page.close());

  async function open(text: string, { colorScheme, media, width }: Look = LOOKS.light) {
    const file = join(folder, "page.html");
    writeFileSync(file, text);
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, media });
    await page.goto(pathToFileURL(file).href);
  }
  /** What the clipboard holds, by a field that it is pasted into. */
  async function pasted(): Promise<string> {
    const field = await browser.newPage();
    await field.setContent("<textarea autofocus></textarea>");
    await field.locator("textarea").press("Control+V");
    const text = await field.locator("textarea").inputValue();
    await field.close();
    return text;
  }

  for (const [name, text] of Object.entries(SHOWN_PAGES)) {
    // The others are made of the same parts
    const looks = ALL_LOOKS.has(text) ? LOOKS : { light: LOOKS.light };
    for (const [look, how] of Object.entries(looks))
      it(`${name} is one that everybody can use: ${look}`, async () => {
        await open(text, how);
        await page.evaluate(source);
        const { violations, passes } = await page.evaluate<AxeResults>("axe.run()");
        assert.deepEqual(
          violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]),
          [],
        );
        assert.ok(
          passes.some(({ id }) => id === "color-contrast"),
          "colours were not looked at",
        );
      });

    it(`${name} asks for nothing, runs nothing of what a stack says, and fits a phone`, async () => {
      await open(text, { ...LOOKS.phone, width: 320 });
      assert.deepEqual(seen, [page.url()]);
      const wider = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assert.equal(wider, 0);
    });
  }

  it("copies the key to the letter, by a button that is the first thing the keyboard reaches", async () => {
    await open(HANDOFF);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate("document.activeElement.textContent"), "Copy the key");
    await page.keyboard.press("Enter");
    await page.locator(".hero [role=status]", { hasText: "Copied" }).waitFor();
    assert.equal(await pasted(), key?.artifact);
  });

  it("copies a command", async () => {
    await open(HANDOFF);
    await page.getByRole("button", { name: "Copy the command" }).first().click();
    await page.locator("[role=status]", { hasText: "Copied" }).waitFor();
    assert.equal(await pasted(), steps.find(({ command }) => command !== undefined)?.command);
  });

  it("copies also where the browser gives a file no clipboard", async () => {
    await page.addInitScript("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    await open(HANDOFF);
    await page.getByRole("button", { name: "Copy the key" }).click();
    await page.locator(".hero [role=status]", { hasText: "Copied" }).waitFor();
    assert.equal(await pasted(), key?.artifact);
  });

  it("shows no button that does nothing where no script runs", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    page = await context.newPage();
    await open(HANDOFF);
    assert.equal(await page.getByRole("button").count(), 0);
    assert.equal(await page.locator(".hero code").textContent(), key?.artifact);
    await context.close();
  });

  it("lets nothing run that somebody wrote into the file", async () => {
    const foreign = `<script>document.title = "ran"</script><img src="x" onerror="document.title = 'ran'">`;
    await open(HANDOFF.replace("<main>", `${foreign}<main>`));
    assert.notEqual(await page.title(), "ran");
    assert.ok(
      seen.some((text) => text.includes("Content Security Policy")),
      seen.join(),
    );
  });

  for (const [name, sheets] of [
    ["the page of a hand-off", 1],
    ["a page of several hand-offs", 2],
  ] as const)
    it(`${name} prints on ${sheets} of A4`, async () => {
      await open(SHOWN_PAGES[name], LOOKS.print);
      const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
      assert.equal([...pdf.matchAll(/\/Type \/Page\b/g)].length, sheets);
    });
});

if (CHROMIUM === undefined && process.env["CI"] !== "true") {
  suite.parent?.suites.pop();
  console.log(
    `there is no Chromium (CHROMIUM_PATH, or chromium on PATH): ${suite.total()} tests of pages are left out`,
  );
}
