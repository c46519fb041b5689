import { parseArn } from "../../resources/aws/arn";
import type { Step } from "../../resources/words/handoff";
import type { HandoffData } from "../../resources/words/handoffData";
import { copyable } from "../pages/copyable";
import { day } from "../pages/dates";
import { markup, type Markup } from "../pages/markup";
import { pageHead, pageTail } from "../pages/page";
import { prose } from "../pages/prose";
import { timeline } from "../pages/timeline";

/** One file for whoever uploads the keys: a sheet for each hand-off. Pure. */
export function handoffPage(all: readonly HandoffData[], now: Date): string {
  const title = all.length === 1 ? (all[0]?.handoff.headline ?? "") : `${all.length} hand-offs`;
  return markup`${pageHead(title)}<main>
${all.map((one, i) => sheet(one, `sheet-${i + 1}`, now))}</main>
${pageTail()}`.toString();
}

function sheet(data: HandoffData, id: string, now: Date): Markup {
  const { handoff, partner, environment } = data;
  const [there, here] = [true, false].map((is) => handoff.steps.filter((step) => (step.isAtPartner === true) === is));
  return markup`<article class="sheet" aria-labelledby="${id}">
<header>
<p class="whose"><span>${partner}</span> <span class="environment">${environment}</span></p>
<h1 id="${id}">${handoff.headline}</h1>
</header>
${section("At the partner", stepsOf(there ?? [], 1, data, id))}
${section("What happens next", [
  ...stepsOf(here ?? [], 1 + (there?.length ?? 0), data, id),
  ...handoff.afterwards.map((sentence) => markup`<p>${prose(sentence)}</p>\n`),
])}
${section("The keys", [...handoff.facts.map((fact) => markup`<p>${prose(fact)}</p>\n`), timeline(data, now)])}
<footer>${origin(data, now)}</footer>
</article>
`;
}

function section(title: string, content: readonly Markup[]): Markup | undefined {
  if (content.length === 0) return undefined;
  return markup`<section>
<h2>${title}</h2>
${content}
</section>`;
}

function stepsOf(steps: readonly Step[], first: number, data: HandoffData, id: string): Markup[] {
  if (steps.length === 0) return [];
  return [
    markup`<ol class="steps" start="${first}">
${steps.map((step, i) => markup`<li data-number="${first + i}">${stepOf(step, data, `${id}-step-${first + i}`)}</li>\n`)}</ol>`,
  ];
}

function stepOf({ text, command, isHandingOver, isAtPartner }: Step, { handoff }: HandoffData, id: string): Markup {
  const { key } = handoff;
  if (command !== undefined) return markup`<p>${prose(text)}</p>${copyable({ id, text: command, name: "command" })}`;
  if (isHandingOver === true && key !== undefined)
    return markup`<p>${prose(text)}</p>${copyable({ id, text: key.artifact, name: "key", isHero: true })}`;
  const isComparing = isAtPartner === true && key?.shown !== undefined && text.includes(key.shown);
  return markup`<p>${prose(text)}</p>${isComparing ? markup`<p class="shown" aria-hidden="true">${key.shown}</p>` : undefined}`;
}

function origin({ stack, component, secretArn }: HandoffData, now: Date): Markup {
  const arn = parseArn(secretArn);
  const place = arn === undefined ? "" : ` The private key is in AWS account ${arn.account}, region ${arn.region}.`;
  return markup`<p>Made on ${day(now.toISOString())} of stack ${stack}, PartnerCredentials “${component}”.${place} This page holds the public half of keys alone.</p>`;
}
