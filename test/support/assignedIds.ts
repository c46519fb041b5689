import * as assert from "node:assert/strict";
import { factsOf, KEY_ID } from "../../resources/secrets/about";
import { PROMOTED, type Goal } from "./goals";
import { fingerprintOf, keyVersionOf, type World } from "./world";

/** The ids that the partner gave the first key and the second one. */
const [FIRST, SECOND] = ["id-of-the-first-key", "id-of-the-second-key"];

/** The run that records the id of the live key and makes the next one. */
export const idOfFirst = (now: World) => ({
  rotation: "2",
  acknowledgedFingerprint: fingerprintOf("live", now),
  acknowledgedKeyId: FIRST,
});

/** The run that promotes the next key, with its id. */
export const idOfSecond = (start: World) => ({
  rotation: "2",
  acknowledgedFingerprint: fingerprintOf("pending", start),
  acknowledgedKeyId: SECOND,
});

/** Each key has its own id on record: a signer may read either version. */
export const PROMOTED_WITH_ID: Goal = {
  assertReached(start, now) {
    PROMOTED.assertReached(start, now);
    const tags = Object.fromEntries(
      (now.privateKey.description?.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]),
    );
    for (const [which, id] of [
      ["live", SECOND],
      ["previous", FIRST],
    ] as const) {
      const key = keyVersionOf(which, now);
      assert.equal(key.keyId, id, `state has another id for the ${which} key`);
      assert.equal(factsOf(tags, key.versionId)?.[KEY_ID], id, `the tags have another id for the ${which} key`);
    }
  },
};
