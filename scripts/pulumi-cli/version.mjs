/**
 * The `1.2.3` at the start of what a program says about itself (`v` allowed, anything may follow), or undefined.
 * @param {string} text
 */
export function parseVersion(text) {
  return /^v?(\d+\.\d+\.\d+)/.exec(text.trim())?.[1];
}

/**
 * @param {string} version
 * @param {string} oldest
 */
export function isAtLeast(version, oldest) {
  const numbersOf = (/** @type {string} */ text) => text.split(".").map(Number);
  const [a, b] = [numbersOf(version), numbersOf(oldest)];
  const at = a.findIndex((number, index) => number !== b[index]);
  return at === -1 || Number(a[at]) > Number(b[at]);
}
