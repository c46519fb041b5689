import type { Pause } from "./clock";
import type { Tell } from "./events";
import { type Exchange, type Judged, orAborted, type Tried } from "./exchange";
import type { KeySource } from "./keySource";
import type { PreferredKey } from "./preferredKey";
import { STAGES } from "../secrets/labels";
import { type HeldKey, pairId, refOf } from "./signingKey";
import { Trial, type TrialEnd } from "./trial";

export interface RotationOptions {
  readonly keys: PreferredKey;
  readonly source: KeySource;
  readonly tell: Tell;
  /** Milliseconds that have passed, by either clock. */
  readonly passed: () => number;
  /** After a look at the labels that failed, none for a while. */
  readonly pause: Pause;
}

/** What is made of an answer while its caller waits for it; an answer that comes later is for nobody. */
async function forCaller<T, R>(exchange: Exchange<T>, answer: Promise<T>, use: (answer: T) => Promise<R>): Promise<R> {
  const { signal } = exchange;
  try {
    return await orAborted(answer.then(use), signal);
  } catch (error) {
    // Nobody is left to hear of an error either
    if (signal?.aborted === true) void answer.then((late) => exchange.drop(late)).catch(() => undefined);
    throw error;
  }
}

/** What a trial that ended is for those who waited for it. */
interface Ended {
  /** Its reads failed or took long. */
  readonly wasSlow: boolean;
  /** Its request was given up or broke: nothing is known. */
  readonly wasBroken: boolean;
}

/** Takes requests through a rotation: signs with the preferred key, and on a refusal tries what the other labels name. */
export class Rotation {
  #trial: Promise<Ended> | undefined;

  constructor(private readonly options: RotationOptions) {}

  /** @throws the reason of the exchange's signal, as soon as it is aborted: from then on nothing is read, sent or led for it */
  async send<T>(exchange: Exchange<T>): Promise<T> {
    const { keys } = this.options;
    const { signal } = exchange;
    signal?.throwIfAborted();
    const tried: Tried = new Map();
    const first = await this.attempt(exchange, await orAborted(keys.get(), signal), tried);
    if (first.verdict !== "refused") return first.answer;
    const end = (await forCaller(exchange, Promise.resolve(first.answer), (answer) => exchange.keep(answer)))
      ? await this.others(exchange, tried)
      : { heldBack: true };
    if (end.found !== undefined) return end.found.answer;
    const { heldBack } = end;
    this.options.tell({ type: "refused", tried: [...tried.values()], ...exchange.describe(first.answer), heldBack });
    return first.answer;
  }

  /** What becomes of a refused request. */
  private async others<T>(exchange: Exchange<T>, tried: Tried): Promise<TrialEnd<T>> {
    const { keys, pause } = this.options;
    const { signal } = exchange;
    let isPatient = true;
    for (let waits = 0; ;) {
      signal?.throwIfAborted();
      const preferred = await orAborted(keys.get(), signal);
      const asking = {
        attempts: tried.size,
        preferredIsTried: tried.has(pairId(preferred, keys.apiKey)),
        waits,
        mayLook: isPatient && pause.isOver,
        knowsOthers: this.knowsOthers(exchange, tried),
      };
      const next = keys.ring.next(asking);
      switch (next) {
        case "wait": {
          const ended = this.#trial && (await orAborted(this.#trial, signal));
          if (ended?.wasSlow === true) isPatient = false;
          if (ended?.wasBroken !== true) waits++;
          break;
        }
        case "preferred": {
          const again = await this.attempt(exchange, preferred, tried);
          if (again.verdict !== "refused") return { found: again, heldBack: false };
          await exchange.drop(again.answer);
          break;
        }
        case "lead":
          return this.lead(exchange, tried, asking.mayLook);
        case "held back":
        case "give up":
          return { heldBack: next === "held back" };
      }
    }
  }

  private async attempt<T>(exchange: Exchange<T>, key: HeldKey, tried: Tried): Promise<Judged<T>> {
    const { keys, passed } = this.options;
    const { signal } = exchange;
    keys.assertOpen();
    signal?.throwIfAborted();
    const apiKey = keys.apiKey;
    const sent = exchange.attempt(key, apiKey);
    const verdict = await forCaller(exchange, sent, async (made) => exchange.judge(made));
    const answer = await sent;
    if (verdict === "accepted") keys.ring.accepted(key);
    if (verdict === "refused") {
      keys.ring.refused(key, passed());
      tried.set(pairId(key, apiKey), refOf(key));
    }
    return { answer, verdict };
  }

  /** A trial: one at a time. */
  private async lead<T>(exchange: Exchange<T>, tried: Tried, mayLook: boolean): Promise<TrialEnd<T>> {
    const { keys, source, passed, pause } = this.options;
    let end: (ended: Ended) => void = () => undefined;
    let wasBroken = true;
    this.#trial = new Promise((resolve) => (end = resolve));
    const plan = keys.ring.beginTrial(mayLook);
    const attempt = this.attempt.bind(this);
    const trial = new Trial<T>(keys, source, plan, exchange, tried, attempt, passed);
    try {
      const came = await trial.run();
      wasBroken = false;
      return came;
    } finally {
      // Whatever became of the leader, an abort or a broken connection too: those who wait go on
      if (trial.look?.isAway === true) pause.failed();
      else if (trial.look?.isAway === false) pause.succeeded();
      keys.ring.endTrial();
      end({ wasSlow: trial.look?.isSlow ?? false, wasBroken });
    }
  }

  private knowsOthers<T>(exchange: Exchange<T>, tried: Tried): boolean {
    const { keys, source } = this.options;
    return STAGES.map((stage) => source.known(stage)).some(
      (key) => key !== undefined && !tried.has(pairId(key, keys.apiKey)) && exchange.fits(key),
    );
  }
}
