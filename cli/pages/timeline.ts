import type { DatedKey, HandoffData } from "../../resources/words/handoffData";
import { day } from "./dates";
import { markup, type Markup } from "./markup";

const ROLES: Readonly<Record<DatedKey["role"], string>> = { previous: "Previous", live: "Live", pending: "Pending" };
/** Units of a strip. The browser stretches it to the width that there is. */
const WIDTH = 1000;
const HEIGHT = 20;

interface Scale {
  readonly from: number;
  readonly to: number;
  /** When the newest key is due; NaN without a rule. */
  readonly due: number;
}

/** The keys one above the other, each with its dates in words and, on one scale of time, as a bar. */
export function timeline({ keys, rotationDueAt }: HandoffData, now: Date): Markup {
  const scale = scaleOf(keys, rotationDueAt, now);
  const rows = keys.map(
    (key) => markup`<li class="key ${key.role}">
<span class="role">${ROLES[key.role]}</span>
${scale && strip(key, keys, scale, now)}
<span class="dates">${datesOf(key, keys)}</span>
<code class="fingerprint">${key.fingerprint === "" ? "not made by this stack" : key.fingerprint}</code>
</li>
`,
  );
  const due = rotationDueAt === "" ? markup`no due date is set` : markup`due ${day(rotationDueAt)}`;
  return markup`<ol class="timeline">
${rows}</ol>
<p class="axis"><span>${scale && day(iso(scale.from))}</span><span class="now">today, ${day(now.toISOString())}</span><span>${due}</span></p>`;
}

function strip(key: DatedKey, keys: readonly DatedKey[], scale: Scale, now: Date): Markup {
  const [madeAt, liveSince] = [Date.parse(key.madeAt), Date.parse(key.liveSince ?? "")];
  const end = key.role === "previous" ? Date.parse(liveSinceOf(keys) ?? "") : now.getTime();
  const bar = (from: number, to: number, name: string) =>
    Number.isNaN(from) || Number.isNaN(to) || to < from ? undefined : rectangle(from, to, scale, name);
  return markup`<svg class="strip" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">
<rect class="ground" x="0" y="0" width="${WIDTH}" height="${HEIGHT}"/>
${bar(madeAt, end, key.role === "live" ? "waited" : "lived")}
${key.role === "live" ? bar(Number.isNaN(liveSince) ? madeAt : liveSince, end, "lived") : undefined}
${key === keys.at(-1) ? bar(now.getTime(), scale.due, "ahead") : undefined}
<rect class="today" x="${place(now.getTime(), scale)}" y="0" width="3" height="${HEIGHT}"/>
</svg>`;
}

function rectangle(from: number, to: number, scale: Scale, name: string): Markup {
  const [left, right] = [place(from, scale), place(to, scale)];
  return markup`<rect class="${name}" x="${left}" y="0" width="${Math.max(right - left, 6)}" height="${HEIGHT}"/>`;
}

function place(time: number, { from, to }: Scale): number {
  return Math.round(((time - from) / (to - from)) * (WIDTH - 6));
}

/** `undefined`: of no key is known when it was made. */
function scaleOf(keys: readonly DatedKey[], rotationDueAt: string, now: Date): Scale | undefined {
  const made = keys.map(({ madeAt }) => Date.parse(madeAt)).filter((time) => !Number.isNaN(time));
  if (made.length === 0) return undefined;
  const due = Date.parse(rotationDueAt);
  const [from, to] = [Math.min(...made), Math.max(now.getTime(), Number.isNaN(due) ? 0 : due)];
  return from < to ? { from, to, due } : undefined;
}

function datesOf(key: DatedKey, keys: readonly DatedKey[]): Markup {
  const made = markup`made ${day(key.madeAt)}`;
  if (key.role === "pending") return markup`${made}, waits for its acknowledgement`;
  if (key.role === "live") return markup`${made}, live since ${day(key.liveSince ?? "")}`;
  const replaced = markup`${made}, replaced ${day(liveSinceOf(keys) ?? "")}`;
  return key.until === undefined ? replaced : markup`${replaced}, kept until ${day(key.until)}`;
}

/** When the live key took the place of the one before. */
function liveSinceOf(keys: readonly DatedKey[]): string | undefined {
  return keys.find(({ role }) => role === "live")?.liveSince;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
