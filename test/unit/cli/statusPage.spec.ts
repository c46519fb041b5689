import * as assert from "node:assert/strict";
import { Counts } from "../../../cli/status/counts";
import { judge } from "../../../cli/status/judge";
import { CANNOT_KNOW } from "../../../cli/status/limits";
import { statusEntry, statusHead, statusRegion, statusTail } from "../../../cli/status/page";
import type { SecretFacts } from "../../../resources/secrets/look";
import { HOSTILE } from "../../support/hostile";
import { keyFacts, NOW, secretFacts } from "../../support/keyFacts";

const entryOf = (more: Partial<SecretFacts>, dueAfterDays?: number) =>
  statusEntry(judge(secretFacts(more), { now: NOW, dueAfterDays, pendingDays: 7 }), NOW);
/** Where each bar of a strip begins, and its length. */
const barsOf = (entry: string) =>
  [...entry.matchAll(/<rect class="(\w+)" x="(\d+)" y="0" width="(\d+)"/g)].map(
    ([, look, x, width]) => `${look} ${x}+${width}`,
  );

describe("pages: the overview of all keys", () => {
  it("shows the age of a key as a part of its time, and as words", () => {
    const entry = entryOf({}, 200);
    assert.deepEqual(barsOf(entry), ["ground 0+1000", "lived 0+500"]);
    assert.match(entry, /<dt>age<\/dt><dd>100 d<\/dd>[^]*<dt>due<\/dt><dd>in 100 d<\/dd>/);
  });

  it("marks when a key was due that is older, and what is to be done", () => {
    const entry = entryOf({}, 80);
    assert.deepEqual(barsOf(entry), ["ground 0+1000", "lived 0+1000", "mark 796+4"]);
    assert.match(entry, /^<article class="sheet entry attention">/);
    assert.match(entry, /<strong>To do<\/strong> due since 2026-03-22: rotate it/);
  });

  it("compares with a year where nobody said when a key is due", () => {
    assert.deepEqual(barsOf(entryOf({})), ["ground 0+1000", "lived 0+274"]);
    assert.match(entryOf({}), /<dt>due<\/dt><dd>unknown<\/dd>/);
  });

  it("draws nothing of a key whose date is not known, or that is not there", () => {
    for (const live of [undefined, keyFacts("one", "2026-01-01T00:00:00Z", { createdAt: undefined })])
      assert.doesNotMatch(entryOf({ live, unseen: "AccessDeniedException" }), /<svg|NaN/);
    assert.match(
      entryOf({ unseen: "AccessDeniedException: no" }),
      /<strong>Not seen<\/strong> AccessDeniedException: no</,
    );
  });

  it("is one page of whatever regions there are, with the counts, the problems and the limits", () => {
    const counts = new Counts();
    counts.add(judge(secretFacts(), { now: NOW, dueAfterDays: 90, pendingDays: 7 }));
    const page =
      statusHead("123456789012", ["us-east-1", "eu-west-1"]) +
      statusRegion("us-east-1", true) +
      entryOf({}, 90) +
      statusRegion("eu-west-1", false) +
      statusTail(counts, NOW, ["eu-west-1: AccessDeniedException"]);
    const tags = (pattern: RegExp) => (page.match(pattern) ?? []).length;
    for (const tag of ["html", "body", "main", "section", "article", "header", "footer", "p", "dl", "div"])
      assert.equal(tags(new RegExp(`<${tag}[ >]`, "g")), tags(new RegExp(`</${tag}>`, "g")), tag);
    assert.match(
      page,
      /<p class="counts">1 key: 1 due, promotion of 1 unknown, acknowledgement of 1 unknown, certificate of 1 unknown<\/p>/,
    );
    assert.match(page, /<strong>Not listed<\/strong> eu-west-1: AccessDeniedException</);
    for (const limit of CANNOT_KNOW) assert.ok(page.includes(`<li>${limit}</li>`), limit);
  });

  it("holds no markup of what a tag or AWS says", () => {
    const entry = entryOf({ name: HOSTILE, owner: HOSTILE, kind: HOSTILE, unseen: HOSTILE, moved: HOSTILE });
    assert.doesNotMatch(entry, /<script|<img|<b>|<\/style/);
    assert.equal(entry.split("&lt;script&gt;").length, 6);
  });
});
