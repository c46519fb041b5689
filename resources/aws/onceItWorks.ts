/** Work that is done once and whose result is kept; one that failed is done again for whoever asks next. */
export function onceItWorks<T>(work: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined;
  return () => {
    kept ??= work().catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
}
