import type { Rule } from "../resources/rules/rule";

type Path = readonly string[];
type Leaf = readonly [path: Path, value: number | boolean];

/**
 * The numbers and booleans of a structured value that have to be texts: `pulumi config set --path` makes a number of `42`,
 * and so does YAML. None where the value would be refused for something else too.
 */
export function textsTypedAway(rule: Rule, value: unknown): readonly Leaf[] {
  const leaves = leavesOf(value);
  const isTaken = (texts: readonly Leaf[]) => "value" in rule(withTexts(value, texts));
  const alone = leaves.filter((leaf) => isTaken([leaf])).slice(0, 1);
  if (alone.length > 0 || !isTaken(leaves)) return alone;
  return leaves.filter((leaf) => !isTaken(leaves.filter((other) => other !== leaf)));
}

/** What a person has to type instead. The value may be a secret, so it is not repeated. */
export function textsToSet(name: string, leaves: readonly Leaf[]): string {
  const commands = leaves.map(([path]) => {
    const key = [name, ...path].reduce((all, part) => (/^[\w-]+$/.test(part) ? `${all}.${part}` : `${all}["${part}"]`));
    const quoted = /^[\w.-]+$/.test(key) ? key : `'${key}'`;
    return `pulumi config set --type string --path ${quoted} <text>`;
  });
  return commands.length === 0 ? "" : `; for a text run ${commands.join(" && ")}`;
}

function leavesOf(value: unknown, path: Path = []): readonly Leaf[] {
  if (typeof value === "number" || typeof value === "boolean") return [[path, value]];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, entry]) => leavesOf(entry, [...path, name]));
}

function withTexts(value: unknown, texts: readonly Leaf[], path: Path = []): unknown {
  if (texts.some(([other]) => other.join("\0") === path.join("\0"))) return String(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, withTexts(entry, texts, [...path, name])]),
  );
}
