import type { SecretStore } from "./secretStore";
import { timeAtAws, type Timed } from "./timeAtAws";

export interface Looking extends Timed {
  readonly openStore: () => SecretStore;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/**
 * Secrets Manager is eventually consistent (user guide, troubleshooting) and names no bound. The provider of Terraform
 * waits up to two minutes for it (terraform-provider-aws, service/secretsmanager/wait.go), so what was written within
 * five is not believed to be gone.
 */
const RECENT_MILLISECONDS = 5 * 60 * 1000;
/** Before what nobody wrote lately is believed not to be there. */
export const BRIEFLY = [1_000, 2_000];
/** A minute, for what must be there; then it is for the person to run the command again. */
export const PATIENTLY = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000];

export function isRecent(writtenAt: string | undefined, looking: Looking): boolean {
  return Math.abs(timeAtAws(looking).getTime() - Date.parse(writtenAt ?? "")) < RECENT_MILLISECONDS;
}

/** Looks again, as long as `pauses` says after the first look. */
export async function lookAgain<T>(
  look: () => Promise<T>,
  { wait }: Pick<Looking, "wait">,
  pauses: () => readonly number[],
): Promise<T> {
  let seen = await look();
  if (seen) return seen;
  for (const pause of pauses()) {
    await wait(pause);
    seen = await look();
    if (seen) break;
  }
  return seen;
}
