/** The secrets of this run that exist and that state knows nothing of, by ARN. */
export class FoundSecrets {
  private readonly arns = new Set<string>();

  /** Whether no resource of this run has found the secret before: the key and its Activation both may. */
  isFirst(arn: string): boolean {
    if (this.arns.has(arn)) return false;
    this.arns.add(arn);
    return true;
  }
}
