/** Runs `work` while no other process runs its own under the same path; a dead owner's lock is taken over. */
export function withLock<T>(
  path: string,
  work: () => Promise<T>,
  options?: { pollMs?: number; say?: (line: string) => void },
): Promise<T>;
