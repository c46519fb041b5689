import { firstVersion, isDated } from "./changelog.mjs";

/** RFC 2606: no host of such a name will ever be there. */
const PLACEHOLDER = /:\/\/[^/]*\.invalid(\/|$)/;

/**
 * Why a package is not to be published.
 *
 * @param {{ version: string, repository?: { url?: string }, homepage?: string, bugs?: { url?: string } }} manifest
 * @param {string} changelog
 * @returns {string[]}
 */
export function publishProblems({ version, repository, homepage, bugs }, changelog) {
  const places = { "repository.url": repository?.url, homepage, "bugs.url": bugs?.url };
  const unset = Object.entries(places).filter(([, value]) => value === undefined || PLACEHOLDER.test(value));
  const problems = unset.map(([name, value]) => `package.json: ${name} is ${value ?? "missing"}, write the real one`);
  const first = firstVersion(changelog);
  if (first !== version) problems.push(`CHANGELOG.md: its first section is ${first}, and the version is ${version}`);
  if (!isDated(changelog)) problems.push(`CHANGELOG.md: ${first} has no date, run npm run release -- ${version}`);
  return problems;
}
