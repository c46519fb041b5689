import { handoffPage } from "../../cli/handoff/page";
import { Counts } from "../../cli/status/counts";
import { judge } from "../../cli/status/judge";
import { statusEntry, statusHead, statusRegion, statusTail } from "../../cli/status/page";
import { handoffData, TODAY } from "./handoffs";
import { hostileHandoff } from "./hostile";
import { keyFacts, secretFacts } from "./keyFacts";

const fingerprint = (letters: string) => ({
  key: { versionId: "one", fingerprint: `SHA256:${letters.repeat(10)}b9E=` },
});
const KEYS = [
  secretFacts({
    live: keyFacts("one", "2026-11-30T07:00:00Z", fingerprint("b9E8")),
    pending: keyFacts("two", "2027-03-12T07:00:00Z"),
    lastReadAt: TODAY,
  }),
  secretFacts({
    ...{ name: "acme/production/apikey", kind: "api-key", lastReadAt: TODAY },
    live: keyFacts("one", "2027-02-10T07:00:00Z"),
  }),
  secretFacts({
    ...{ name: "globex/production/private.pem", owner: "globex/production/globex-key" },
    ...{ lastReadAt: new Date("2027-03-02T00:00:00Z"), previous: keyFacts("zero", "2026-10-01T00:00:00Z") },
    live: keyFacts("one", "2026-12-30T07:00:00Z", fingerprint("Xz4M")),
  }),
];

function overview(): string {
  const counts = new Counts();
  const judged = KEYS.map((facts) => judge(facts, { now: TODAY, dueAfterDays: 90, pendingDays: 7 }));
  for (const one of judged) counts.add(one);
  return [
    statusHead("123456789012", ["us-east-1"]),
    statusRegion("us-east-1", true),
    ...judged.map((one) => statusEntry(one, TODAY)),
    statusTail(counts, TODAY, []),
  ].join("");
}

const globex = { component: "globex", at: { partner: "globex" } };

/** The pages that a browser is shown, of published keys and a fixed day. */
export const SHOWN_PAGES = {
  "the page of a hand-off": handoffPage([handoffData({ at: { partner: "qredo" } })], TODAY),
  "a page of several hand-offs": handoffPage(
    [handoffData(), handoffData({ ...globex, pending: null, isAcknowledged: true })],
    TODAY,
  ),
  "a page whose every text is hostile": handoffPage([hostileHandoff()], TODAY),
  "the overview of all keys": overview(),
} as const;
