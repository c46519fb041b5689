import { markup, type Markup } from "./markup";

const FORMAT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** A day as people write it, in UTC, beside the instant for machines; "unknown" where it is no date. */
export function day(instant: string): Markup {
  const time = Date.parse(instant);
  return Number.isNaN(time)
    ? markup`unknown`
    : markup`<time datetime="${new Date(time).toISOString()}">${FORMAT.format(time)}</time>`;
}
