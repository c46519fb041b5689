/** The `1.2.3` at the start of what a program says about itself (`v` allowed, anything may follow), or undefined. */
export function parseVersion(text) {
  return /^v?(\d+\.\d+\.\d+)/.exec(text.trim())?.[1];
}

export function isAtLeast(version, oldest) {
  const [a, b] = [version, oldest].map((text) => text.split(".").map(Number));
  const at = a.findIndex((number, index) => number !== b[index]);
  return at === -1 || a[at] > b[at];
}
