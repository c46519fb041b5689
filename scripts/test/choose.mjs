// Which rows run. Pure: the same rows and the same seed choose the same.
import { createHash } from "node:crypto";
import { TIERS } from "./tiers.mjs";

/**
 * @typedef {object} Row what can be run alone
 * @property {string} tier
 * @property {string} file
 * @property {string} name
 * @property {number} tests
 * @property {string[]} covers what a sample has to hold at least once
 */

/** @param {string} text */
const hash = (text) => createHash("sha256").update(text).digest().readUInt32BE();

/**
 * In an order that only the seed and the names decide.
 *
 * @template T
 * @param {readonly T[]} items
 * @param {number} seed
 * @param {(item: T) => string} nameOf
 */
export function shuffled(items, seed, nameOf) {
  const keyed = items.map((item) => ({ item, key: hash(`${seed} ${nameOf(item)}`) }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/**
 * Of the sampled tiers few rows that cover all that is to cover: again and again the one that covers most of what is
 * left, of equals the one the seed puts first. Of the other tiers every row.
 *
 * @param {readonly Row[]} rows
 * @param {number} seed
 */
export function sample(rows, seed) {
  const isSampled = (/** @type {Row} */ row) => TIERS[row.tier]?.sampled === true;
  const chosen = new Set(rows.filter((row) => !isSampled(row)));
  const candidates = shuffled(rows.filter(isSampled), seed, ({ name }) => name);
  const left = new Set(candidates.flatMap(({ covers }) => covers));
  while (left.size > 0) {
    const gain = (/** @type {Row} */ { covers }) => covers.filter((one) => left.has(one)).length;
    const best = candidates.reduce((a, b) => (gain(b) > gain(a) ? b : a));
    chosen.add(best);
    for (const one of best.covers) left.delete(one);
  }
  return rows.filter((row) => chosen.has(row));
}

/**
 * @param {readonly Row[]} rows
 * @param {import("./options.mjs").Options} options
 */
export function choose(rows, { all, rest, slice, only, seed }) {
  if (!all) return sample(rows, seed);
  // The whole name of a row is that row; less of it is every row that has it in its name
  const isWhole = rows.some(({ name }) => name === only);
  const sampled = new Set(rest ? sample(rows, seed).filter(({ tier }) => TIERS[tier]?.sampled) : []);
  return rows.filter(
    (row) =>
      !sampled.has(row) &&
      (only === undefined || (isWhole ? row.name === only : row.name.includes(only))) &&
      (slice === undefined || hash(row.name) % slice.of === slice.part - 1),
  );
}

/**
 * What the chosen rows cover out of all, by kind: the text before the first colon.
 *
 * @param {readonly Row[]} rows
 * @param {readonly Row[]} chosen
 */
export function coverage(rows, chosen) {
  const all = new Set(rows.flatMap(({ covers }) => covers));
  const covered = new Set(chosen.flatMap(({ covers }) => covers));
  /** @type {Map<string, { all: number, covered: number, missing: string[] }>} */
  const kinds = new Map();
  for (const one of all) {
    const kind = one.slice(0, one.indexOf(":"));
    const count = kinds.get(kind) ?? { all: 0, covered: 0, missing: [] };
    kinds.set(kind, count);
    count.all++;
    if (covered.has(one)) count.covered++;
    else count.missing.push(one);
  }
  return kinds;
}
