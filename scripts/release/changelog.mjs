/** The first section: its version, if it has one yet, and its date. */
const FIRST = /^## \[(Unreleased|\d+\.\d+\.\d+)\](?: - (Unreleased|\d{4}-\d\d-\d\d))?$/m;

/**
 * Gives the section of what is not released yet its version and its date.
 *
 * @param {string} changelog
 * @param {string} version
 * @param {string} date as in 2026-12-31
 */
export function dated(changelog, version, date) {
  const [heading] = firstOf(changelog);
  if (isDated(changelog)) throw new Error(`CHANGELOG.md: nothing is unreleased, its first section is "${heading}"`);
  if (changelog.includes(`## [${version}] - 2`)) throw new Error(`CHANGELOG.md: ${version} was released already`);
  return changelog.replace(FIRST, `## [${version}] - ${date}`);
}

/**
 * The text of the first section, for the page of a release.
 *
 * @param {string} changelog
 */
export function firstSection(changelog) {
  const [heading, , , at] = firstOf(changelog);
  const after = changelog.slice(at + heading.length);
  const end = after.search(/^## \[/m);
  return (end < 0 ? after : after.slice(0, end)).trim();
}

/**
 * @param {string} changelog
 * @returns {string} the version of the first section
 */
export const firstVersion = (changelog) => firstOf(changelog)[1];

/** @param {string} changelog */
export const isDated = (changelog) => /^\d/.test(firstOf(changelog)[2]);

/**
 * @param {string} changelog
 * @returns {[heading: string, version: string, date: string, at: number]}
 */
function firstOf(changelog) {
  const found = FIRST.exec(changelog);
  if (found === null) throw new Error('CHANGELOG.md: has no section, write "## [Unreleased]" above what is new');
  return [found[0], found[1] ?? "", found[2] ?? "Unreleased", found.index];
}
