import { createHash } from "node:crypto";

/**
 * A reproducible sequence in [0, 1): mulberry32. Each test has one of its own, so that it repeats when it runs alone. Only
 * test cases are drawn from it, never keys.
 */
export function seededRandom(seed: number, title: string): () => number {
  let state = createHash("sha256").update(`${seed} ${title}`).digest().readUInt32BE();
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
