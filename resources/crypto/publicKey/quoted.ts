/** A value as a message shows it, of whatever type: programs run without a type check. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  return (text ?? typeof value).slice(0, 40);
}
