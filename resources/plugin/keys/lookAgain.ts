import type { Context } from "../context";

const PAUSES = [1_000, 2_000];

/**
 * Asks AWS up to three times before "it is not there" is believed. Secrets Manager is eventually consistent (user guide,
 * troubleshooting): a secret or version that was written a moment ago may not be told yet, and taking that for "gone"
 * would make a new key that nobody asked for.
 */
export async function lookAgain<T>(
  look: () => Promise<T>,
  isThere: (seen: T) => boolean,
  { wait }: Pick<Context, "wait">,
): Promise<T> {
  for (const pause of PAUSES) {
    const seen = await look();
    if (isThere(seen)) return seen;
    await wait(pause);
  }
  return look();
}
