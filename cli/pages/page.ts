import { createHash } from "node:crypto";
import { Markup, markup } from "./markup";
import { SCRIPT } from "./script";
import { STYLE } from "./style";

/**
 * A page loads nothing and runs nothing but what stands in it, which the hashes name (Content Security Policy Level 3, 6.7.3).
 * An attribute `style` has no effect under it.
 */
const POLICY = [
  "default-src 'none'",
  `style-src '${hashOf(STYLE)}'`,
  `script-src '${hashOf(SCRIPT)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** What comes before all that a page is about, so that a page can be written while that is still being found. */
export function pageHead(title: string): Markup {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
`;
}

export function pageTail(): Markup {
  return markup`<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`;
}
