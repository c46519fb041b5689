import { DAY } from "../../resources/words/dueDate";
import { strip, WIDTH } from "../pages/bar";
import { day } from "../pages/dates";
import { markup, type Markup } from "../pages/markup";
import { pageHead, pageTail } from "../pages/page";
import { prose } from "../pages/prose";
import { plain } from "../plain";
import type { Counts } from "./counts";
import type { Judged } from "./judge";
import { CANNOT_KNOW } from "./limits";
import { COLUMNS, tellsOf, values, whose } from "./table";

/** Of a bar without a due date, so that ages can be compared. */
const FULL_DAYS = 365;

/** Begins a page that is written while the keys are still being listed. Pure, as all here. */
export function statusHead(account: string, regions: readonly string[]): string {
  return markup`${pageHead(`Partner keys of account ${account}`)}<main class="overview">
<header>
<p class="whose"><span>account ${account}</span> ${regions.map((region) => markup`<span class="environment">${region}</span> `)}</p>
<h1>Partner keys</h1>
<p class="jump"><a href="#summary">To the summary</a></p>
</header>
`.toString();
}

/** `isFirst`: no region stands before it. */
export function statusRegion(region: string, isFirst: boolean): string {
  return markup`${isFirst ? undefined : END_OF_REGION}<section class="keys" aria-labelledby="${region}">
<h2 id="${region}">${region}</h2>
`.toString();
}

export function statusEntry(judged: Judged, now: Date): string {
  const { facts, toDo } = judged;
  const isAlarm = toDo.some((one) => one.isAlarm);
  const cells = values(judged, now).map(
    (value, i) => markup`<div><dt>${COLUMNS[i]?.[0].toLowerCase()}</dt><dd>${value}</dd></div>\n`,
  );
  return markup`<article class="sheet entry${isAlarm ? " attention" : ""}">
<h3>${plain(facts.name)}</h3>
<p class="owner">${prose(whose(judged))}</p>
${tellsOf(judged).map((fact) => markup`<p class="owner">${prose(fact)}</p>\n`)}${age(judged, now)}
<dl>
${cells}</dl>
${toDo.map(({ text }) => markup`<p class="todo"><strong>To do</strong> ${text}</p>\n`)}${facts.unseen === undefined ? undefined : markup`<p class="todo"><strong>Not seen</strong> ${plain(facts.unseen)}</p>\n`}</article>
`.toString();
}

/** How much of its time a key has lived. A bar that is full is due, or a year old where nobody said when it is. */
function age({ facts: { live }, dueAt }: Judged, now: Date): Markup | undefined {
  if (live?.createdAt === undefined) return undefined;
  const lived = now.getTime() - live.createdAt.getTime();
  const whole = dueAt === undefined ? FULL_DAYS * DAY : dueAt.getTime() - live.createdAt.getTime();
  const to = Math.round(Math.min(Math.max(lived / whole, 0.006), 1) * WIDTH);
  if (lived <= whole) return strip([{ from: 0, to, look: "lived" }]);
  const due = Math.round((whole / lived) * WIDTH);
  return strip([
    { from: 0, to, look: "lived" },
    { from: due - 4, to: due, look: "mark" },
  ]);
}

export function statusTail(counts: Counts, now: Date, problems: readonly string[]): string {
  return markup`${END_OF_REGION}<section class="summary" id="summary" aria-labelledby="in-short">
<h2 id="in-short">In short</h2>
<p class="counts">${counts.toString()}</p>
${problems.map((problem) => markup`<p class="todo"><strong>Not listed</strong> ${plain(problem)}</p>\n`)}<p>Read from AWS on ${day(now.toISOString())} at ${now.toISOString().slice(11, 16)} UTC, without a value of a key. A bar that is full is due. Without a due date it is full after ${FULL_DAYS} days.</p>
</section>
<footer>
<h2>What this page cannot know</h2>
<ul>
${CANNOT_KNOW.map((limit) => markup`<li>${limit}</li>\n`)}</ul>
</footer>
</main>
${pageTail()}`.toString();
}

const END_OF_REGION = markup`</section>\n`;
