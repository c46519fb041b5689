/** The secrets of this run that exist and that state knows nothing of, by ARN; and what keys saw in secrets. */
export class FoundSecrets {
  private readonly arns = new Set<string>();
  private readonly newest = new Set<string>();

  /**
   * A key is about to be written into a secret, which had this newest version of ours. A run that was killed may have put
   * that one live, and a forced replace tells no state of it.
   */
  hadNewest(versionId: string | undefined): void {
    if (versionId !== undefined) this.newest.add(versionId);
  }

  /** Versions of ours that the keys of this run found to be the newest. */
  newestOfBefore(): readonly string[] {
    return [...this.newest];
  }

  /** Whether no resource of this run has found the secret before: the key and its Activation both may. */
  isFirst(arn: string): boolean {
    if (this.arns.has(arn)) return false;
    this.arns.add(arn);
    return true;
  }
}
