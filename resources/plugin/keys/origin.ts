import type { KeyInputs, KeyState, StandbyKey } from "../../kinds/keyInputs";
import type { FoundSecrets } from "../run/foundSecrets";

/** What this run knows of the resource before its new key is made. */
export interface Origin {
  /** The key that is being replaced; absent: none, or no `diff` was asked. */
  readonly replaced?: KeyState<KeyInputs> | undefined;
  /** The spare of that key, which takes its place; absent: a key is made. */
  readonly spare?: StandbyKey | undefined;
  /** Nothing but its age asks for the new key. */
  readonly isOnlyDue?: boolean;
  /** State knew no such resource. */
  readonly isNew?: boolean;
  /** State knew a key under the same name, but no `diff` told which (`replacementTrigger`, `replaceWith`). */
  readonly isThere?: boolean;
  /** Secrets that resources of this run found. */
  readonly found: FoundSecrets;
  /** Told the newest version of ours in a secret, before another one is written there. */
  readonly hadNewest: (versionId: string | undefined) => void;
  /** Throws where another resource of this run keeps its key in the secret. */
  readonly assertUnshared: (secretArn: string) => void;
}
