/** The form the engine wants: shown as "<property> ... <reason>", so the reason stands alone. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}
