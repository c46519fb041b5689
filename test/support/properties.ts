import { randomInt } from "node:crypto";
import * as fc from "fast-check";

/** 10,000, of which a sample (`npm test`) makes do with 1,000. */
const RUNS = Number(process.env["PROPERTY_RUNS"] ?? "10000");

/** Prints the seed before anything runs, so that a failure (a crash too) can be repeated: SEED=<seed>. */
function announcedSeed(cases = RUNS): number {
  const given = process.env["SEED"];
  const seed = given === undefined ? randomInt(2 ** 31) : Number(given);
  console.log(`      ${cases} cases, seed ${seed}`);
  return seed;
}

/** A test that a claim holds for every value fast-check can think of. */
export function itHolds<T>(title: string, values: fc.Arbitrary<T>, claim: (value: T) => void): void {
  it(title, () => fc.assert(fc.property(values, claim), { numRuns: RUNS, seed: announcedSeed() }));
}

/** The same for a claim about something asynchronous. `of`: only one case in so many, where each takes long. */
export function itHoldsAsync<T>(
  title: string,
  values: fc.Arbitrary<T>,
  claim: (value: T) => Promise<void>,
  of = 1,
): void {
  const numRuns = Math.ceil(RUNS / of);
  it(title, () => fc.assert(fc.asyncProperty(values, claim), { numRuns, seed: announcedSeed(numRuns) }));
}
