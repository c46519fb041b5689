import { parseArn } from "../../resources/aws/arn";
import { failure } from "../../resources/errors";
import type { HandoffData } from "../../resources/words/handoffData";
import { handoffText } from "../../resources/words/handoffText";
import type { World } from "../command";
import { handoffsIn } from "./fromOutputs";
import { handoffMarkdown } from "./markdown";
import { handoffPage } from "./page";
import { readStackOutputs, type WhereOutputs } from "./stackOutputs";
import { writeFile } from "./writeFile";

export const FORMATS = ["html", "markdown", "text"] as const;

export interface HandoffOptions {
  readonly from: WhereOutputs;
  /** Names of components; empty: all of the stack. */
  readonly components: readonly string[];
  readonly account: string | undefined;
  readonly format: (typeof FORMATS)[number];
  /** `undefined`: stdout. */
  readonly out: string | undefined;
  readonly isForced: boolean;
}

/** Writes the hand-offs of a stack for whoever uploads the keys. It asks AWS nothing. */
export async function reportHandoff(options: HandoffOptions, { voice, environment, now }: World): Promise<void> {
  const all = handoffsIn(await readStackOutputs(options.from, environment));
  const wanted = chosen(all, options.components);
  for (const one of wanted) voice.note(placeOf(one, options.account));
  const text = written(wanted, options.format, now());
  if (options.out === undefined) return voice.result(text);
  await writeFile(options.out, text, options.isForced);
  voice.note(`${options.out} was written`);
}

function written(all: readonly HandoffData[], format: HandoffOptions["format"], now: Date): string {
  if (format === "html") return handoffPage(all, now);
  if (format === "markdown") return `${all.map(handoffMarkdown).join("\n\n")}\n`;
  return `${all.map(({ handoff }) => handoffText(handoff)).join("\n\n")}\n`;
}

function chosen(all: readonly HandoffData[], components: readonly string[]): readonly HandoffData[] {
  const names = all.map(({ component }) => component);
  const missing = components.find((name) => !names.includes(name));
  if (missing === undefined)
    return components.length === 0 ? all : all.filter(({ component }) => components.includes(component));
  const what = `there is no component ${JSON.stringify(missing)}, allowed: ${names.join(", ")}`;
  throw failure("ERR_INVALID_INPUT", { doing: "looking for a component of the stack", what });
}

/** Before anything is written: whose key it is, and where it is kept. */
function placeOf({ partner, environment, secretArn }: HandoffData, wanted: string | undefined): string {
  const { account = "unknown", region = "unknown" } = parseArn(secretArn) ?? {};
  if (wanted === undefined || wanted === account)
    return `account ${account}, region ${region}: ${partner} ${environment}`;
  const doing = `looking where the key of ${partner} ${environment} is kept`;
  const what = `in account ${account}, and --account names ${wanted}; nothing was written`;
  throw failure("ERR_STORE_DENIED", { doing, what, advice: "choose the stack of the right account (--stack)" });
}
