import { setImmediate as promisesDone } from "node:timers/promises";

interface Due {
  readonly at: number;
  readonly act: () => void;
}

/** A clock that stands still until all that was begun has been done, then jumps to what comes next. Milliseconds. */
export class VirtualTime {
  now = 0;
  private readonly due: Due[] = [];

  /** Does it in its time; of two at the same time the one that was asked for first. */
  at(at: number, act: () => void): void {
    let place = this.due.length;
    for (let later = this.due[place - 1]; later !== undefined && later.at <= at; later = this.due[place - 1]) place--;
    this.due.splice(place, 0, { at, act });
  }

  /** An answer after `milliseconds`; what it is, is decided half-way, where it is made. */
  travel<T>(milliseconds: number, there: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.at(this.now + milliseconds / 2, () => {
        let back: () => void;
        try {
          const answer = there();
          back = () => resolve(answer);
        } catch (error) {
          back = () => reject(error instanceof Error ? error : new Error(String(error)));
        }
        this.at(this.now + milliseconds / 2, back);
      });
    });
  }

  /** Until nothing is due any more. */
  async run(): Promise<void> {
    await promisesDone();
    for (let next = this.due.pop(); next !== undefined; next = this.due.pop()) {
      this.now = next.at;
      next.act();
      await promisesDone();
    }
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Moments of a Poisson process: how many come in one second does not depend on any other second. Milliseconds. */
export function poisson(perSecond: number, seconds: number, random: () => number): number[] {
  const moments: number[] = [];
  if (perSecond === 0) return moments;
  for (let at = 0; ;) {
    at += (-Math.log(1 - random()) / perSecond) * 1000;
    if (at >= seconds * 1000) return moments;
    moments.push(at);
  }
}
