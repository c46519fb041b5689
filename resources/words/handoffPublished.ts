import { hoursAfter } from "./dueDate";
import type { Acknowledging, AtPartner, Handoff, PublishedKeys } from "./handoff";
import { acknowledging } from "./handoffSteps";
import { nameOf, type KeyVersion } from "./keyVersion";

/** The keys of a secret whose partner fetches them. */
interface Fetched {
  readonly live: KeyVersion;
  readonly pending?: KeyVersion | null | undefined;
  readonly previous?: KeyVersion | null | undefined;
}

/** The partner fetches the keys by itself: nobody uploads one. */
export function ofPublished(
  where: string,
  { live, pending, previous }: Fetched,
  { url, hours, since }: PublishedKeys,
  { form }: AtPartner,
  by: Acknowledging,
): Handoff {
  const stays =
    previous == null
      ? []
      : [`The previous key ${nameOf(previous, form)} stays in jwks as long as there is a way back to it.`];
  if (pending == null)
    return {
      headline: `Nothing to upload for ${where}.`,
      facts: [`The partner fetches the live key ${nameOf(live, form)} from ${url}.`, "Nothing is pending."],
      steps: [],
      afterwards: stays,
    };
  const seen =
    since === undefined
      ? "No run has seen both keys there yet."
      : `A run saw both keys there at ${since}. An up after ${hoursAfter(since, hours)} that sees the same puts the pending key live.`;
  const atOnce = acknowledging("To put it live at once, acknowledge it", pending, by);
  return {
    headline: `Nothing to upload for ${where}: publish the output jwks.`,
    facts: [
      `The pending key is ${nameOf(pending, form)}. The live key ${nameOf(live, form)} goes on signing.`,
      `${url} has to hold both keys for ${hours} hours.`,
      seen,
    ],
    steps: [],
    afterwards: [[atOnce.text, atOnce.command].filter((text) => text !== undefined).join(": "), ...stays],
  };
}
