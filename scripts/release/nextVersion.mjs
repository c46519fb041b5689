const STEPS = ["major", "minor", "patch"];
const VERSION = /^(\d+)\.(\d+)\.(\d+)$/;

/**
 * @param {string} current
 * @param {string} wanted `major`, `minor`, `patch`, or a version: the current one too, if it was never released
 * @returns {string}
 */
export function nextVersion(current, wanted) {
  const now = numbersOf(current);
  const step = STEPS.indexOf(wanted);
  if (step >= 0) return now.map((number, i) => (i < step ? number : i === step ? number + 1 : 0)).join(".");
  const next = numbersOf(wanted);
  const place = next.findIndex((number, i) => number !== now[i]);
  if (place >= 0 && Number(next[place]) < Number(now[place]))
    throw new Error(`${wanted}: is not allowed, allowed: ${current} or a later version`);
  return wanted;
}

/** @param {string} version */
function numbersOf(version) {
  const [, ...numbers] = VERSION.exec(version) ?? [];
  if (numbers.length === 0)
    throw new Error(`${version}: is not allowed, allowed: ${STEPS.join(", ")} or a version such as 1.2.3`);
  return numbers.map(Number);
}
