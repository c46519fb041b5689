import type { Docstring } from "../languages/docstring";
import { withLinks } from "../languages/docstring";
import { markdownTable } from "../../workbench/table.cjs";

/** An input, an option or an output. */
export interface Member extends Docstring {
  readonly name: string;
  /** What its rule allows. Absent: no rule is known. */
  readonly allowed: string | undefined;
  readonly isRequired: boolean;
}

/** What is longer stands below the table. */
const LONGEST_CELL = 120;

/**
 * A table with the first sentence of each docstring, and below it a list with what else a docstring has.
 * @param pages by the name that a docstring links to
 */
export function referenceTable(
  what: "Input" | "Option" | "Output",
  members: readonly Member[],
  pages: ReadonlyMap<string, string>,
): string {
  const columns: readonly (readonly [head: string, cell: (member: Member) => string])[] = [
    [what, ({ name }) => `\`${name}\``],
    ["Meaning", ({ text }) => sentencesOf(text)[0]],
    ...(what === "Input" ? [["Allowed", allowedIn] as const] : []),
    ...(what === "Output" ? [] : [["Default", defaultIn] as const]),
    ...(what === "Input" ? [["On change", ({ onChange = "–" }: Member) => withoutStop(onChange)] as const] : []),
  ];
  const body = members.map((member) => columns.map(([, cell]) => linked(cell(member), pages).replace(/\|/g, "\\|")));
  const more = members.flatMap((member) => {
    const others = [
      sentencesOf(member.text)[1],
      ...(isLong(member) ? [`Allowed: ${plain(member.allowed ?? "")}.`] : []),
    ];
    const text = others.filter((one) => one !== "").join(" ");
    return text === "" ? [] : [`- \`${member.name}\`: ${linked(text, pages)}`];
  });
  return [
    markdownTable(
      columns.map(([head]) => head),
      body,
    ),
    more.join("\n"),
  ]
    .join("\n\n")
    .trim();
}

/** The first sentence, and the others. */
function sentencesOf(text: string): [first: string, others: string] {
  const line = text.replace(/\s+/g, " ").trim();
  const end = /\.(?= )/.exec(line.replace(/`[^`]*`/g, (code) => "`".repeat(code.length)))?.index;
  return end === undefined ? [withoutStop(line), ""] : [line.slice(0, end), line.slice(end + 2)];
}

const isLong = ({ allowed }: Member) => allowed !== undefined && allowed.length > LONGEST_CELL;

function allowedIn(member: Member): string {
  return isLong(member) ? "see below" : plain(member.allowed ?? "–");
}

/** A value as code, and what is said beside it. */
function defaultIn({ byDefault, isRequired }: Member): string {
  if (byDefault === undefined) return isRequired ? "required" : "–";
  return withoutStop(byDefault.replace(/\s+/g, " ")).replace(/^("[^"]*"|\{.*\}|\d+|true|false)(?=\W|$)/, "`$1`");
}

/** A text of a docstring is Markdown, with links as TypeScript writes them, and pages from the repository's root. */
function linked(text: string, pages: ReadonlyMap<string, string>): string {
  const toPage = (name: string) => (pages.has(name) ? `[${name}](${String(pages.get(name))})` : `\`${name}\``);
  return withLinks(text, toPage).replace(/(?<![\w/])docs\/([\w/-]+\.md)(#[\w-]+)?/g, (_, page: string, anchor = "") => {
    const path = page.startsWith("resources/") ? page.slice("resources/".length) : `../${page}`;
    const called = page
      .replace(/(\/README)?\.md$/, "")
      .replace(/^.*\//, "")
      .replace(/-/g, " ");
    return `[${called}](${path}${String(anchor)})`;
  });
}

/** A default or an effect is no sentence in a cell. */
export const withoutStop = (text: string) => text.replace(/\.$/, "");
/** What a rule says is no Markdown. */
const plain = (text: string) => text.replace(/[<>*_]/g, (sign) => `\\${sign}`);
