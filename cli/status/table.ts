import { DAY, daysBetween } from "../../resources/words/dueDate";
import { nameOf } from "../../resources/words/keyVersion";
import { plain } from "../plain";
import { CANNOT_KNOW } from "./limits";
import { dayOf, type Judged } from "./judge";

/** What is shown of a key, and in how many characters. */
export const COLUMNS = [
  ["AGE", 8],
  ["DUE", 9],
  ["PENDING", 8],
  ["PREVIOUS", 8],
  ["LAST READ", 10],
] as const;
const GAP = "  ";
const FIXED = COLUMNS.reduce((sum, [, width]) => sum + width + GAP.length, 0);
/** Below it each key is a block. */
const NARROWEST_TABLE = 60;
const UNKNOWN = "unknown";
const NONE = "–";

/** The text of a key for a person, for a line of so many characters. */
export interface Layout {
  /** Comes first: where all that follows was read. */
  readonly place: (account: string, region: string) => string;
  readonly head: string;
  /** `strike`: paints what somebody has to see. */
  readonly entry: (judged: Judged, now: Date, strike: (text: string) => string) => string;
  /** `failed`: how many regions could not be listed. */
  readonly tail: (counts: string, now: Date, failed: number) => string;
}

export function layoutFor(columns: number): Layout {
  const layout = columns < NARROWEST_TABLE ? blocks(columns) : table(columns);
  const limits = CANNOT_KNOW.flatMap((limit) => wrap(`not seen: ${limit}`, columns, ""));
  return {
    ...layout,
    place: (account, region) => `${wrap(`account ${account}, region ${region}`, columns, "").join("\n")}\n\n`,
    tail(counts, now, failed) {
      const listed = failed === 0 ? "" : `; ${failed} ${failed === 1 ? "region" : "regions"} not listed`;
      const lines = wrap(`${counts}${listed}, read from AWS at ${now.toISOString().slice(0, 16)}Z`, columns, "");
      return `\n${[...lines, ...limits].join("\n")}\n`;
    },
  };
}

function table(columns: number): Pick<Layout, "head" | "entry"> {
  const first = columns - FIXED;
  const cells = (values: readonly string[]) =>
    COLUMNS.map(([, width], i) => GAP + (values[i] ?? "").padEnd(width)).join("");
  const row = (name: string, values: readonly string[]) =>
    // A name is never cut: one that is too long has a line of its own
    `${name.length > first ? `${name}\n${" ".repeat(first)}` : name.padEnd(first)}${cells(values)}`.trimEnd();
  return {
    head: `${row(
      "SECRET".slice(0, first),
      COLUMNS.map(([title]) => title),
    )}\n`,
    entry(judged, now, strike) {
      const lines = [row(plain(judged.facts.name), values(judged, now)), ...about(judged, columns)];
      return `${[...lines, ...toDo(judged, columns, strike)].join("\n")}\n`;
    },
  };
}

function blocks(columns: number): Pick<Layout, "head" | "entry"> {
  return {
    head: "",
    entry(judged, now, strike) {
      const facts = values(judged, now).flatMap((value, i) =>
        wrap(`${COLUMNS[i]?.[0].toLowerCase() ?? ""} ${value}`, columns),
      );
      const lines = [plain(judged.facts.name), ...about(judged, columns), ...facts];
      return `${[...lines, ...toDo(judged, columns, strike), ""].join("\n")}\n`;
    },
  };
}

/** In the order of {@link COLUMNS}. */
export function values({ facts, dueAt }: Judged, now: Date): string[] {
  const age = (key: Judged["facts"]["live"]) =>
    key === undefined ? NONE : key.createdAt === undefined ? UNKNOWN : `${daysBetween(key.createdAt, now)} d`;
  return [
    age(facts.live),
    facts.live === undefined ? NONE : dueAt === undefined ? UNKNOWN : fromNow(dueAt, now),
    age(facts.pending),
    age(facts.previous),
    facts.lastReadAt === undefined ? "never" : dayOf(facts.lastReadAt),
  ];
}

function fromNow(date: Date, now: Date): string {
  return date > now ? `in ${Math.ceil((date.getTime() - now.getTime()) / DAY)} d` : `${daysBetween(date, now)} d over`;
}

export function whose({ facts: { kind, owner, live } }: Judged): string {
  const what = kind === undefined ? "key of unknown kind" : plain(kind);
  const who = owner === undefined ? "unknown (its owner tag is gone)" : plain(owner);
  return `${what} of ${who}, live ${live?.key === undefined ? UNKNOWN : nameOf(live.key)}`;
}

/** What the tags tell of the live key, each fact with its words; nothing where they tell nothing. */
export function tellsOf({ facts: { live } }: Judged): string[] {
  const { told, isLeftOut } = live ?? {};
  const words = [
    ["live since", told?.promotedAt && dayOf(told.promotedAt)],
    ["acknowledged as", told?.acknowledged],
    ["certificate ends", told?.certificateEndsAt && dayOf(told.certificateEndsAt)],
    ["key id", told?.keyId],
  ] as const;
  const known = words.flatMap(([what, value]) => (value === undefined ? [] : [`${what} ${plain(value)}`]));
  return isLeftOut === true ? [...known, "its tags have no room for more facts"] : known;
}

function about(judged: Judged, columns: number): string[] {
  const told = tellsOf(judged);
  return [...wrap(whose(judged), columns), ...(told.length === 0 ? [] : wrap(told.join(", "), columns))];
}

function toDo({ facts, toDo: all }: Judged, columns: number, strike: (text: string) => string): string[] {
  const lines = all.flatMap(({ text, isAlarm }) => {
    const wrapped = wrap(`to do: ${text}`, columns);
    return isAlarm ? wrapped.map(strike) : wrapped;
  });
  return facts.unseen === undefined ? lines : [...lines, ...wrap(`not seen: ${plain(facts.unseen)}`, columns)];
}

/** Words in lines, further in than what they belong to. A word that is longer than a line is cut: nothing runs out of it. */
function wrap(text: string, columns: number, indent = "  "): string[] {
  const width = Math.max(columns - indent.length, 1);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((one) => one.match(new RegExp(`.{1,${width}}`, "g")) ?? [])) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one) => indent + one);
}
