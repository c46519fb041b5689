import { shownName } from "./shown";

/**
 * The name that a wrong one was meant to be: one that differs in no more than one character in four, whatever the case and
 * the signs between the words. `undefined` where none is that close.
 */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const letters = lettersOf(name);
  const near = names
    .map((one) => ({ one, distance: distance(letters, lettersOf(one)), most: Math.max(1, lettersOf(one).length / 4) }))
    .filter(({ distance, most }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.one;
}

/** What a message says of a name that is none: the one that was meant, and all there are. */
export function unknownName(name: string, what: string, names: readonly string[]): string {
  const meant = nearest(name, names);
  const hint = meant === undefined ? "" : ` did you mean ${meant}?`;
  return `${shownName(name)}: unknown ${what},${hint} allowed: ${names.join(", ")}`;
}

/** The same of a name inside an object, where the message lists the names already. */
export function unknownInside(name: string, names: readonly string[]): string {
  const meant = nearest(name, names);
  return `${shownName(name)} is unknown${meant === undefined ? "" : `, did you mean ${meant}?`}`;
}

/** A long text is compared by its beginning: none of our names is that long. */
const MOST = 64;

function lettersOf(name: string): string {
  return name
    .slice(0, MOST)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

/** How many characters have to be changed, added, taken out or swapped with the next one (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
          isSwap ? at(i - 2, j - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(a.length, b.length);
}
