import type { DatedKey, HandoffData } from "../../resources/words/handoffData";
import { strip, WIDTH, type Bar } from "./bar";
import { day } from "./dates";
import { markup, type Markup } from "./markup";

const ROLES: Readonly<Record<DatedKey["role"], string>> = { previous: "Previous", live: "Live", pending: "Pending" };
/** Units in which the mark of today and the shortest bar can be seen. */
const MARK = 4;
const SHORTEST = 8;

interface Scale {
  readonly from: number;
  readonly to: number;
  /** When the newest key is due; NaN without a rule. */
  readonly due: number;
}

/** The keys one above the other, each with its dates in words and, on one scale of time, as a bar. */
export function timeline({ keys, rotationDueAt }: HandoffData, now: Date): Markup {
  const scale = scaleOf(keys, Date.parse(rotationDueAt), now.getTime());
  const rows = keys.map(
    (key) => markup`<li class="key ${key.role}">
<span class="role">${ROLES[key.role]}</span>
${scale && strip(barsOf(key, keys, scale, now.getTime()))}
<span class="dates">${datesOf(key, keys)}</span>
<code class="fingerprint">${key.fingerprint === "" ? "not made by this stack" : key.fingerprint}</code>
</li>
`,
  );
  const due = rotationDueAt === "" ? markup`no due date is set` : markup`due ${day(rotationDueAt)}`;
  return markup`<ol class="timeline">
${rows}</ol>
<p class="axis"><span>${scale && day(new Date(scale.from).toISOString())}</span><span class="now">today, ${day(now.toISOString())}</span><span>${due}</span></p>`;
}

/** A key waits from when it was made, and lives from when it went live; of the newest also what is left until it is due. */
function barsOf(key: DatedKey, keys: readonly DatedKey[], scale: Scale, now: number): Bar[] {
  const place = (time: number) => Math.round(((time - scale.from) / (scale.to - scale.from)) * (WIDTH - SHORTEST));
  const bar = (from: number, to: number, look: Bar["look"]): Bar[] =>
    from <= to ? [{ from: place(from), to: Math.max(place(to), place(from) + SHORTEST), look }] : [];
  const [madeAt, promotedAt] = [Date.parse(key.madeAt), Date.parse(liveSinceOf(keys) ?? "")];
  const bars = {
    previous: () => bar(madeAt, promotedAt, "lived"),
    live: () => [...bar(madeAt, promotedAt, "waited"), ...bar(promotedAt, now, "lived")],
    pending: () => bar(madeAt, now, "lived"),
  };
  const ahead = key === keys.at(-1) ? bar(now, scale.due, "ahead") : [];
  return [...ahead, ...bars[key.role](), { from: place(now), to: place(now) + MARK, look: "mark" }];
}

/** `undefined`: of no key is known when it was made, or all of it is one instant. */
function scaleOf(keys: readonly DatedKey[], due: number, now: number): Scale | undefined {
  const made = keys.map(({ madeAt }) => Date.parse(madeAt)).filter((time) => !Number.isNaN(time));
  const [from, to] = [Math.min(...made), Math.max(now, Number.isNaN(due) ? now : due)];
  return made.length > 0 && from < to ? { from, to, due } : undefined;
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
