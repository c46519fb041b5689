import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../../../cli/commands";
import { EXIT } from "../../../cli/exitCodes";
import { CANNOT_KNOW } from "../../../cli/status/limits";
import { Counts } from "../../../cli/status/counts";
import { judge } from "../../../cli/status/judge";
import { layoutFor } from "../../../cli/status/table";
import { REPOSITORY } from "../../../workbench/repository";
import { keyFacts, secretFacts, toldFacts } from "../../support/keyFacts";

const page = readFileSync(join(REPOSITORY, "docs", "commands.md"), "utf8");

describe("docs/commands.md", () => {
  it("has every command but help, with every flag of its usage", () => {
    for (const [name, { usage }] of Object.entries(COMMANDS)) {
      const flags = usage.match(/--[a-z-]+/g) ?? [];
      const own = join(REPOSITORY, "docs", `${name}.md`); // a command that needs much room has a page of its own
      const place = page.includes(`\n## ${name}\n`) || name === "help" ? page : readFileSync(own, "utf8");
      if (name !== "help") assert.ok(flags.length > 0, name);
      for (const flag of flags) assert.match(place, new RegExp(`^\\| \`${flag}[ \`]`, "m"), name);
    }
  });

  it("has every exit code, and so has help, but for the one that nobody is there to see", () => {
    const rows = [...page.matchAll(/^\| +(\d+) \|/gm)].map(([, code]) => Number(code));
    assert.deepEqual(rows, Object.values(EXIT));
  });

  it("shows the table that status prints", () => {
    const now = new Date("2027-03-13T07:33:00Z");
    const facts = secretFacts({
      live: keyFacts("one", "2026-11-30T07:00:00Z", {
        key: { versionId: "one", fingerprint: `SHA256:${"b9E8".repeat(10)}b9E=` },
        told: toldFacts({
          promotedAt: new Date("2026-12-03T00:00:00Z"),
          acknowledged: "a8d4",
          certificateEndsAt: new Date("2027-11-30T00:00:00Z"),
        }),
      }),
      pending: keyFacts("two", "2027-03-10T07:00:00Z"),
      lastReadAt: new Date("2027-03-10T00:00:00Z"),
    });
    const judged = judge(facts, { now, dueAfterDays: 90, pendingDays: 7 });
    const counts = new Counts();
    counts.add(judged);
    const { place, head, entry, tail } = layoutFor(80);
    const whole =
      place("123456789012", "us-east-1") + head + entry(judged, now, (text) => text) + tail(counts.toString(), now, 0);
    const [shown = ""] = /(?<=```text\n)account[^]*?(?=```)/.exec(page) ?? [];
    assert.equal(shown, whole.slice(0, whole.indexOf("not seen:")));
    assert.equal(whole.split("not seen:").length, CANNOT_KNOW.length + 1);
  });
});
