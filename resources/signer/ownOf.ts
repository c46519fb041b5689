/** What the caller itself has set: nothing that some code of the process has put on `Object.prototype`. */
export function ownOf<T extends object>(given: T): T {
  return Object.assign<object, T>(Object.create(null) as object, given);
}
