import type { KeyVersion } from "../words/keyVersion";
import { CURRENT, LATEST, PENDING, PREVIOUS, holderOf } from "./labels";
import { fromLiveRecord } from "./liveRecord";
import { KIND_TAG, OWNER_TAG, type Tags } from "./tags";

/** What the labels and the tags of one secret tell: the same for a deployment and for a command. */
export interface Sheet {
  /** The version that AWSCURRENT is on. */
  readonly live: string | undefined;
  readonly pending: string | undefined;
  readonly previous: string | undefined;
  /** The newest version that this package wrote; `undefined` too where it wrote only the first one. */
  readonly newest: string | undefined;
  /** `<project>/<stack>/<resource name>`; `undefined`: not a secret of ours, or the tag was taken off. */
  readonly owner: string | undefined;
  readonly kind: string | undefined;
  /** The live key, as the tags record it. An edited record is none. */
  readonly recorded: KeyVersion | undefined;
}

/** Pure. `stages`: version id -> its labels. */
export function sheetOf(secret: {
  readonly tags: Tags;
  readonly stages: Readonly<Record<string, readonly string[]>>;
}): Sheet {
  return {
    live: holderOf(secret, CURRENT),
    pending: holderOf(secret, PENDING),
    previous: holderOf(secret, PREVIOUS),
    newest: holderOf(secret, LATEST),
    owner: secret.tags[OWNER_TAG],
    kind: secret.tags[KIND_TAG],
    recorded: fromLiveRecord(secret.tags),
  };
}
