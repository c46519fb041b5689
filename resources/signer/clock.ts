/** The two clocks of a process, in milliseconds. */
export interface Clock {
  /** Wall time since 1970: what a timestamp is made of. Somebody may set it. */
  readonly now: () => number;
  /** Time since some moment. Nobody sets it, and it stands still while the machine sleeps. */
  readonly steady: () => number;
}

/**
 * Milliseconds that have passed since it was made, for pauses and ages: what either clock says has passed, has passed. So a
 * clock that was set back holds nothing up, and neither does a machine that slept.
 */
export function passedSinceNow({ now, steady }: Clock): () => number {
  let [wall, counted, passed] = [now(), steady(), 0];
  return () => {
    const [wallNow, countedNow] = [now(), steady()];
    passed += Math.max(0, wallNow - wall, countedNow - counted);
    [wall, counted] = [wallNow, countedNow];
    return passed;
  };
}

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 30_000;

/** The pause after a failed read: 0.25 s, doubled with each that fails, up to 30 s; spread over 50 to 100 %. */
export class Pause {
  #failures = 0;
  #until = 0;

  constructor(
    private readonly passed: () => number,
    private readonly random: () => number,
  ) {}

  get isOver(): boolean {
    return this.passed() >= this.#until;
  }

  failed(): void {
    const pause = Math.min(FIRST_PAUSE * 2 ** this.#failures++, LONGEST_PAUSE);
    this.#until = this.passed() + pause * (0.5 + this.random() / 2);
  }

  succeeded(): void {
    this.#failures = 0;
    this.#until = 0;
  }
}
