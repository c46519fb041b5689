/** The named properties that are given: an absent one must stay absent, it means "the default". */
export function given<T extends object, K extends keyof T>(
  args: T,
  ...names: readonly K[]
): { [P in K]?: Exclude<T[P], undefined> } {
  return Object.fromEntries(names.filter((name) => args[name] !== undefined).map((name) => [name, args[name]])) as {
    [P in K]?: Exclude<T[P], undefined>;
  };
}
