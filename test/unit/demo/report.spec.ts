import * as assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Report } from "../../../demo/report";
import { REFRESH_MILLISECONDS, type Screen } from "../../../demo/terminal";

/** What a demo with one good and one bad line writes to such a screen. */
async function written(screen: Omit<Screen, "write">): Promise<string> {
  let text = "";
  const report = new Report(1, { ...screen, write: (more: string) => (text += more) });
  let requests = 0;
  await report.run(
    "load",
    () => sleep(REFRESH_MILLISECONDS * 3),
    () => `${++requests} of many requests`,
  );
  report.show(report.judged(true, "good"), report.judged(false, "bad"));
  report.prove("it is so", true);
  report.end();
  return text.replaceAll("\x1b", "ESC");
}

describe("demo: what is written to a terminal, and to a file", () => {
  it("a terminal gets colours and one line that is written over while a step runs", async () => {
    const text = await written({ isTTY: true, hasColors: () => true });
    assert.match(text, /\rESC\[2K {6}1 of many requests\rESC\[2K {6}2 of many requests/);
    assert.match(text, /ESC\[32mgoodESC\[0m[^]*ESC\[31mbadESC\[0m[^]*ESC\[32m✓ESC\[0m it is so/);
  });

  it("a terminal without colours (NO_COLOR, TERM=dumb) gets none, but the line", async () => {
    const text = await written({ isTTY: true, hasColors: () => false });
    assert.match(text, /\rESC\[2K {6}1 of many requests/);
    assert.doesNotMatch(text, /ESC\[\d+m/);
  });

  it("the line never wraps: what has wrapped cannot be written over", async () => {
    const text = await written({ isTTY: true, columns: 12, hasColors: () => false });
    assert.match(text, /\rESC\[2K {6}1 of \r/);
  });

  it("a file gets plain text, whatever the variables say of colours", async () => {
    const text = await written({ hasColors: () => true });
    assert.match(text, /^\[1\/1\] load … \d\.\d s\n {6}good\n {6}bad\n\nproven .*\n {2}✓ it is so\n$/);
  });

  it("a step that takes long gives a sign of life every few seconds, in a file too", async () => {
    let text = "";
    const report = new Report(1, { write: (more: string) => (text += more) }, 20);
    await report.run("up", () => sleep(90));
    assert.match(text, /^\[1\/1\] up …( 0 s …){2,4} 0\.\d s\n$/);
  });
});
