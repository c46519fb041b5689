/** A test with a name of its own, and what of the tier it covers: a sample holds each of these once. scripts/test/. */
export function row(title: string, covers: readonly string[], run: () => Promise<void>): void {
  Object.assign(it(title, run), { covers });
}
