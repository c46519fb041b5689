import type { Step } from "../../resources/words/handoff";
import type { HandoffData } from "../../resources/words/handoffData";

/** A hand-off for an issue of GitHub or GitLab: the same data, and nothing of it is markup there. Pure. */
export function handoffMarkdown({ handoff }: HandoffData): string {
  const { headline, facts, steps, afterwards, key } = handoff;
  return [
    `## ${inert(headline)}`,
    facts.map(inert).join(" "),
    ...steps.map((step, i) => stepOf(step, i + 1, key?.artifact)),
    ...afterwards.map(inert),
  ]
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}

function stepOf({ text, command, isHandingOver }: Step, number: number, artifact = ""): string {
  const block = command ?? (isHandingOver === true ? artifact.trimEnd() : undefined);
  const code = block === undefined ? "" : `\n\n${indented(fenced(block), `${number}. `.length)}`;
  return `${number}. ${inert(text)}${code}`;
}

/** A fence is longer than every run of its sign inside (CommonMark, 4.5). */
function fenced(text: string): string {
  const fence = "~".repeat(Math.max(3, ...[...text.matchAll(/~+/g)].map(([run]) => run.length + 1)));
  return `${fence}text\n${text}\n${fence}`;
}

function indented(text: string, by: number): string {
  return text.replace(/^/gm, " ".repeat(by));
}

/** No sign of markup, no mention of a person and no link to an issue. */
function inert(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~!]/g, "\\$&").replace(/@/g, "@\u200b");
}
