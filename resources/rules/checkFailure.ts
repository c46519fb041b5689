/** What is wrong with an input. The reason stands alone: it names the input, and the engine is given nothing else. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}
