// What a person sees of a run.
import { columns } from "../../workbench/table.cjs";
import { TIERS } from "./tiers.mjs";

/**
 * @typedef {import("./jobs.mjs").Failure} Failure
 * @typedef {{ passed: number, failed: number, left: number, seconds: number, cpuSeconds: number }} Count
 */

/** One line that changes on a terminal; elsewhere a line whenever a job has ended. */
export class Progress {
  /** @type {Map<string, { done: number, all: number }>} */
  tiers = new Map();
  startedAt = Date.now();

  /**
   * @param {NodeJS.WriteStream} stream
   * @param {boolean} isLive
   */
  constructor(stream, isLive = stream.isTTY === true) {
    this.stream = stream;
    this.isLive = isLive;
    this.timer = isLive ? setInterval(() => this.draw(), 500) : undefined;
  }

  /**
   * @param {string} tier
   * @param {number} tests
   */
  expect(tier, tests) {
    this.tiers.set(tier, { done: 0, all: (this.tiers.get(tier)?.all ?? 0) + tests });
  }

  /** @param {string} tier */
  done(tier) {
    const count = this.tiers.get(tier);
    if (count) count.done++;
  }

  /**
   * A line that stays.
   *
   * @param {string} text
   */
  say(text) {
    if (this.isLive) this.stream.write("\r\u001b[K");
    this.stream.write(`${text}\n`);
  }

  /**
   * @param {string} tier
   * @param {string} what
   */
  ended(tier, what) {
    if (!this.isLive) this.say(`${seconds(this.startedAt)} s  ${this.line(tier)}  ${what}`);
  }

  draw() {
    const open = [...this.tiers].filter(([, { done, all }]) => done > 0 && done < all).map(([tier]) => this.line(tier));
    this.stream.write(
      `\r\u001b[K${seconds(this.startedAt)} s  ${open.join(", ")}`.slice(0, (this.stream.columns ?? 80) + 3),
    );
  }

  /** @param {string} tier */
  line(tier) {
    const { done, all } = this.tiers.get(tier) ?? { done: 0, all: 0 };
    return `${tier} ${done}/${all}`;
  }

  close() {
    clearInterval(this.timer);
    if (this.isLive) this.stream.write("\r\u001b[K");
  }
}

/** @param {number} since */
const seconds = (since) => String(Math.round((Date.now() - since) / 1000)).padStart(4);

/**
 * A failure, whole, with the command that repeats just that.
 *
 * @param {string} tier
 * @param {Failure} failure
 * @param {number} seed
 */
export function failureText(tier, { name, row, error }, seed) {
  const quoted = `'${row.replaceAll("'", "'\\''")}'`;
  return `\nFAILED ${name}\n${error}\nagain: node scripts/test.mjs ${tier} --seed ${seed} --only ${quoted}\n`;
}

/** @param {ReadonlyMap<string, Count>} counts */
export function table(counts) {
  const head = ["tier", "passed", "failed", "left out", "seconds", "cpu seconds"];
  const body = Object.keys(TIERS).flatMap((tier) => {
    const count = counts.get(tier);
    if (count === undefined) return [];
    const { passed, failed, left, seconds, cpuSeconds } = count;
    return [[tier, passed, failed, left, Math.round(seconds), Math.round(cpuSeconds)]];
  });
  return columns([head, ...body]);
}

/** @param {ReturnType<typeof import("./choose.mjs").coverage>} kinds */
export function coverageText(kinds) {
  const body = [...kinds].map(([kind, { all, covered }]) => [kind, covered, all]);
  const missing = [...kinds.values()].flatMap((kind) => kind.missing);
  return [columns([["pair", "covered", "of"], ...body]), ...missing.map((one) => `not covered: ${one}`)].join("\n");
}
