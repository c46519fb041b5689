const LINE_EVERY_MS = 15_000;
const REDRAW_EVERY_MS = 250;

/** Of the steps that are under way: a terminal has one line for all of them. @type {Set<() => string>} */
const underWay = new Set();

/**
 * Runs one step and prints one line when it is done: what, how long. While it runs, a terminal shows the line growing and
 * a log gets one line every 15 s, so that a long step never looks like a hang.
 * @template T
 * @param {string} what
 * @param {(status: (text: string) => void) => Promise<T>} work `status` changes what is shown meanwhile
 * @param {NodeJS.WriteStream} [out]
 * @returns {Promise<T>}
 */
export async function step(what, work, out = process.stderr) {
  const started = Date.now();
  let status = "";
  const line = () => `${what}${status && `: ${status}`}, ${Math.round((Date.now() - started) / 1000)} s`;
  const draw = out.isTTY
    ? () =>
        out.write(`\r\x1b[K${`bootstrap: ${[...underWay].map((one) => one()).join("; ")} ...`.slice(0, out.columns)}`)
    : () => out.write(`bootstrap: ${line()} so far\n`);
  underWay.add(line);
  const ticker = setInterval(draw, out.isTTY ? REDRAW_EVERY_MS : LINE_EVERY_MS);
  try {
    const result = await work((text) => (status = text));
    say(line(), out);
    return result;
  } finally {
    clearInterval(ticker);
    underWay.delete(line);
    if (out.isTTY) out.write("\r\x1b[K");
  }
}

/**
 * @param {string} line
 * @param {NodeJS.WriteStream} [out]
 */
export function say(line, out = process.stderr) {
  out.write(`${out.isTTY ? "\r\x1b[K" : ""}bootstrap: ${line}\n`);
}
