import { failure } from "../../resources/errors";

/** Each waits for a verdict or for the partner, and its body is kept, because it may have to be signed again. */
const MOST_OPEN = 2_000;
const MOST_BYTES = 64 * 1024 * 1024;

/** How much an agent has in hand at one time. */
export class Room {
  #requests = 0;
  #bytes = 0;

  get open(): number {
    return this.#requests;
  }

  /**
   * For one request with its body, until what is returned is called.
   *
   * @throws PartnerKeysError `ERR_STORE_UNAVAILABLE` where too much is open
   */
  take(bytes: number): () => void {
    if (this.#requests >= MOST_OPEN || this.#bytes + bytes > MOST_BYTES) {
      throw failure("ERR_STORE_UNAVAILABLE", {
        doing: "signing request",
        what: `${this.#requests} requests are open, or hold 64 MB of bodies`,
        advice: "report after each answer, and try again",
      });
    }
    this.#requests++;
    this.#bytes += bytes;
    return () => {
      this.#requests--;
      this.#bytes -= bytes;
    };
  }
}
