/** Errors are told apart by name, never by text: texts change and emulators differ. */
export function isNamed(error: unknown, ...names: string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
