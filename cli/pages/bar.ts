import { markup, type Markup } from "./markup";

/** Units of a strip. The browser stretches it to the width that there is. */
export const WIDTH = 1000;
const HEIGHT = 20;

/** A part of a strip, in units from its left. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  /** Its class. */
  readonly look: "waited" | "lived" | "ahead" | "mark";
}

/** Bars on one strip. Whatever it shows stands beside it in words, so a screen reader passes it over. */
export function strip(bars: readonly Bar[]): Markup {
  return markup`<svg class="strip" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">
<rect class="ground" x="0" y="0" width="${WIDTH}" height="${HEIGHT}"/>
${bars.map(({ from, to, look }) => markup`<rect class="${look}" x="${from}" y="0" width="${to - from}" height="${HEIGHT}"/>\n`)}</svg>`;
}
