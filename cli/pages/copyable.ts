import { markup, type Markup } from "./markup";

export interface Copyable {
  /** Of the element, once on a page. */
  readonly id: string;
  /** Is copied to the letter. */
  readonly text: string;
  /** What the button says that it copies. */
  readonly name: string;
  /** It is what the page is about. */
  readonly isHero?: boolean;
}

/** A text with a button that copies it. Without a script the text can still be selected. */
export function copyable({ id, text, name, isHero = false }: Copyable): Markup {
  return markup`<div class="${isHero ? "copyable hero" : "copyable"}">
<pre><code id="${id}">${text}</code></pre>
<p class="copy"><button type="button" data-copies="${id}" hidden>Copy<span class="${isHero ? "" : "unseen"}"> the ${name}</span></button><span role="status"></span></p>
</div>`;
}
