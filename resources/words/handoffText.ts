import type { Handoff, Step } from "./handoff";

/** A hand-off as text for a terminal, an output or an issue; "" where there is none. */
export function handoffText(handoff: Handoff | undefined): string {
  if (handoff === undefined) return "";
  const { headline, facts, steps, afterwards, key } = handoff;
  const numbered = steps.map((step, i) => `${i + 1}. ${stepText(step, key?.artifact)}`);
  return [headline, ...facts, ...numbered, ...afterwards].join("\n");
}

function stepText({ text, command, isHandingOver }: Step, artifact = ""): string {
  if (command !== undefined) return `${text}: ${command}`;
  return isHandingOver === true ? `${text}:\n${artifact.trimEnd()}` : text;
}
