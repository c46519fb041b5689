/**
 * Why there are no credentials, and at which step. The SDK signs within its retries and looks into `cause`: what was
 * tried five times at STS would be tried five times more, so the reason has a name of its own.
 */
export class CredentialsFailure extends Error {
  override readonly name = "CredentialsFailure";

  constructor(
    /** Gerund and thing, for the message. */
    readonly step: string,
    readonly reason: unknown,
    /** What was sent and no message may show. */
    readonly sent?: string,
  ) {
    super(step);
  }
}

export async function atStep<T>(step: string, work: () => Promise<T>, sent?: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof CredentialsFailure ? error : new CredentialsFailure(step, error, sent);
  }
}
