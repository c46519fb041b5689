import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { handoffMarkdown } from "../../../cli/handoff/markdown";
import { handoffPage } from "../../../cli/handoff/page";
import { markup } from "../../../cli/pages/markup";
import { handoffData, TODAY } from "../../support/handoffs";
import { HOSTILE, hostileHandoff } from "../../support/hostile";

/** The sources that a policy allows for each kind of content. */
function policyOf(page: string): Record<string, string> {
  const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  return Object.fromEntries(
    policy
      .replaceAll("&#39;", "'")
      .split("; ")
      .map((rule) => [rule.slice(0, rule.indexOf(" ")), rule.slice(rule.indexOf(" ") + 1)]),
  );
}
const contentsOf = (page: string, element: string) =>
  [...page.matchAll(new RegExp(`<${element}>([^]*?)</${element}>`, "g"))].map(([, content = ""]) => content);
const sha256 = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

describe("pages: a template that escapes", () => {
  it("escapes every text, wherever it stands, and no piece twice", () => {
    const piece = markup`<b title="${"\"'<>&\r"}">${["<script>&amp;", 1, undefined, markup`<i>${"<"}</i>`]}</b>`;
    assert.equal(piece.toString(), '<b title="&quot;&#39;&lt;&gt;&amp;&#13;">&lt;script&gt;&amp;amp;1<i>&lt;</i></b>');
  });
});

describe("pages: the page of a hand-off", () => {
  const page = handoffPage([handoffData({ at: { partner: "qredo" } })], TODAY);

  it("allows its own style and its own script, by their hashes, and nothing else", () => {
    const [styles, scripts] = [contentsOf(page, "style"), contentsOf(page, "script")];
    assert.deepEqual(policyOf(page), {
      "default-src": "'none'",
      "style-src": styles.map(sha256).join(),
      "script-src": scripts.map(sha256).join(),
      "base-uri": "'none'",
      "form-action": "'none'",
    });
    assert.equal(styles.length + scripts.length, 2);
    assert.ok(page.indexOf("Content-Security-Policy") < page.indexOf("<style>"), "what stands before it is not ruled");
  });

  it("names no other place, and nothing in it needs one", () =>
    assert.doesNotMatch(page, /https?:|\/\/[a-z]|\b(src|href|action|style|on[a-z]+)=|@import|url\(/));

  it("has what to paste to the letter, each step, each command, what is shown, and every date", () => {
    const { handoff, keys } = handoffData({ at: { partner: "qredo" } });
    assert.ok(page.includes(`>${handoff.key?.artifact ?? assert.fail()}</code>`));
    for (const { text, command } of handoff.steps) {
      assert.ok(page.includes(`<p>${text.replaceAll('"', "&quot;")}</p>`), text);
      assert.ok(command === undefined || page.includes(`>${command}</code>`), command);
    }
    assert.match(page, /<p class="shown" aria-hidden="true">…a8d4<\/p>/);
    for (const [made, shown] of Object.entries({
      "2026-09-01T08:00:00.000Z": "1 Sept 2026",
      "2026-11-30T08:00:00.000Z": "30 Nov 2026",
      "2027-03-12T08:00:00.000Z": "12 Mar 2027",
      "2027-06-10T08:00:00.000Z": "10 Jun 2027",
    }))
      assert.ok(page.includes(`<time datetime="${made}">${shown}</time>`), made);
    assert.equal(keys.length, 3);
    assert.match(page, /AWS account 123456789012, region us-east-1/);
  });

  it("says unknown of a date that nobody wrote down, and draws nothing of it", () => {
    const { keys, ...data } = handoffData();
    const undated = keys.map((key) => ({ ...key, madeAt: "unknown", liveSince: "unknown" }));
    const text = handoffPage([{ ...data, keys: undated }], TODAY);
    assert.match(text, /made unknown, live since unknown/);
    assert.doesNotMatch(text, /NaN|Invalid|<svg/);
  });

  it("is one sheet for each hand-off, in one file, with no id twice", () => {
    const two = handoffPage([handoffData(), handoffData({ component: "globex" })], TODAY);
    assert.equal(two.split('<article class="sheet"').length, 3);
    const ids = [...two.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it("holds no markup of what a stack says, in whatever field it is", () => {
    const hostile = handoffPage([hostileHandoff()], TODAY);
    assert.ok(!hostile.includes(HOSTILE));
    assert.equal(contentsOf(hostile, "script").length, 1);
    assert.doesNotMatch(hostile, /<script>alert|<img|<b>/);
    const plainTags = (text: string) => [...text.matchAll(/<(\w+)/g)].map(([, tag]) => tag);
    assert.deepEqual([...new Set(plainTags(hostile))].sort(), [...new Set(plainTags(page))].sort());
  });
});

describe("a hand-off as markdown", () => {
  it("has the key and the commands in fences, in the steps they belong to", () => {
    const { handoff } = handoffData({ at: { partner: "qredo" } });
    const text = handoffMarkdown(handoffData({ at: { partner: "qredo" } }));
    assert.ok(text.startsWith("## Upload the pending key of qredo production to the partner.\n\nThe pending key is "));
    const key = handoff.key?.artifact.trimEnd().replace(/^/gm, "   ");
    assert.ok(
      text.includes(`\n1. Give this to the partner, to the letter\n\n   ~~~text\n${String(key)}\n   ~~~\n`),
      text,
    );
    assert.match(text, /\n\n4\. Then\n\n {3}~~~text\n {3}pulumi up\n {3}~~~$/);
  });

  it("is no markup of what a stack says, and mentions nobody", () => {
    const text = handoffMarkdown(hostileHandoff());
    const fences = [...text.matchAll(/^ {3}(~+)text$/gm)].map(([, fence = ""]) => fence);
    assert.ok(fences.length >= 2 && fences.every((fence) => fence.length > 4), "a run of four is in each");
    const outside = text.replace(/^ {3}(~+)text$[^]*?^ {3}\1$/gm, "");
    assert.doesNotMatch(outside, /(?<!\\)[<>`[\]*]|@\w/);
  });
});
