import * as assert from "node:assert/strict";
import type { KeyWorld } from "./world";

/** Versions of one key after a run that went wrong: all in AWS, and the one that stands in the state. */
export interface Made {
  readonly all: readonly string[];
  readonly inState?: string;
}

/** Whether a run makes the key anew: never, where the state still holds the one of the start, or whatever it holds. */
export type Renewal = "never" | "unless done" | "always";

/** The recovery makes a key only where the state does not hold the one that is wanted: that one, and no other. */
export function assertNoDuplicate(start: KeyWorld, made: Made, renewal: Renewal, now: KeyWorld): void {
  const isOld = start.versions.some(({ versionId }) => versionId === made.inState);
  const renews = renewal === "always" || (renewal === "unless done" && isOld);
  const expected = made.all.length + (made.inState === undefined || renews ? 1 : 0);
  const known = now.versions.map(({ versionId }) => versionId);
  const lost = made.all.filter((id) => !known.includes(id));
  assert.deepEqual(lost, [], `${now.secret} lost a version`);
  assert.equal(known.length, expected, `${now.secret}: the recovery made another number of versions`);
  // At most: the key before, the one that was made and lost for good, and the one that counts
  assert.ok(known.length <= start.versions.length + 2, `${now.secret} has ${known.length} versions`);
}
