import * as assert from "node:assert/strict";
import { assertNoDuplicate, type Made, type Renewal } from "./noDuplicate";
import { assertUntouched, assertWhole } from "./whole";
import { inState, labelled, live, type World } from "./world";

const KEYS = ["privateKey", "apiKey"] as const;
type Key = (typeof KEYS)[number];

/** What an operation is for: where `faults` and `kills` have to end, whatever went wrong on the way. */
export interface Goal {
  /** Whether the recovery makes a key anew; never, unless said here. */
  readonly renewal?: Partial<Record<Key, Renewal>>;
  /** Beyond a component that is whole. */
  assertReached(start: World, now: World): void;
}

/** After the run that recovers: a component that is whole, no version too many, and the goal. `made` is what was before it. */
export function assertRecovered(goal: Goal, start: World, made: Readonly<Record<Key, Made>>, now: World): void {
  assertWhole(now);
  for (const key of KEYS) assertNoDuplicate(start[key], made[key], goal.renewal?.[key] ?? "never", now[key]);
  goal.assertReached(start, now);
}

export const CREATED: Goal = {
  assertReached(_start, { privateKey, apiKey }) {
    const isFirst = privateKey.versions.length === 1;
    assert.equal(labelled(privateKey, isFirst ? "AWSCURRENT" : "AWSPENDING"), inState(privateKey));
    assert.equal(live(apiKey), inState(apiKey));
  },
};

export const KEPT: Goal = {
  assertReached(start, now) {
    for (const key of KEYS) assertUntouched(start[key], now[key]);
  },
};

/** Rotated and waiting for its acknowledgement. */
export const PENDING: Goal = {
  renewal: { privateKey: "unless done" },
  assertReached(start, now) {
    assert.equal(live(now.privateKey), live(start.privateKey), "the live key changed unasked");
    assert.notEqual(inState(now.privateKey), inState(start.privateKey), "nothing was rotated");
    assert.equal(labelled(now.privateKey, "AWSPENDING"), inState(now.privateKey), "the new key is not pending");
    assertUntouched(start.apiKey, now.apiKey);
  },
};

/** Rotated and live in the same run. */
export const ROTATED: Goal = {
  renewal: { privateKey: "unless done" },
  assertReached(start, now) {
    assert.notEqual(inState(now.privateKey), inState(start.privateKey), "nothing was rotated");
    assert.equal(live(now.privateKey), inState(now.privateKey), "the new key is not live");
    assert.equal(labelled(now.privateKey, "AWSPREVIOUS"), live(start.privateKey));
    assertUntouched(start.apiKey, now.apiKey);
  },
};

export const PROMOTED: Goal = {
  assertReached(start, now) {
    assert.equal(live(now.privateKey), inState(start.privateKey), "the acknowledged key is not live");
    assert.equal(labelled(now.privateKey, "AWSPREVIOUS"), live(start.privateKey));
    assertUntouched(start.apiKey, now.apiKey);
  },
};

export const ROLLED_BACK: Goal = {
  assertReached(start, now) {
    assert.equal(live(now.privateKey), labelled(start.privateKey, "AWSPREVIOUS"), "the previous key is not live");
    assertUntouched(start.apiKey, now.apiKey);
  },
};

/** A forced replace makes a key whenever it is asked for. */
export const API_KEY_ROTATED: Goal = {
  renewal: { apiKey: "always" },
  assertReached(start, now) {
    assert.notEqual(inState(now.apiKey), inState(start.apiKey), "nothing was rotated");
    assert.equal(live(now.apiKey), inState(now.apiKey), "the new key is not live");
    assert.equal(now.privateKey.versions.length, start.privateKey.versions.length);
  },
};

/** The live key was named compromised: another one is live, and it has no label any more. */
function incidentOver(named: Key, other: Key): Goal {
  return {
    renewal: { [named]: "unless done" },
    assertReached(start, now) {
      const leaked = live(start[named]);
      assert.notEqual(inState(now[named]), leaked, "no other key was made");
      assert.equal(live(now[named]), inState(now[named]), "the new key is not live");
      const { stages } = now[named].versions.find(({ versionId }) => versionId === leaked) ?? {};
      assert.deepEqual(stages, [], "the compromised key has a label");
      assertUntouched(start[other], now[other]);
    },
  };
}
export const INCIDENT_OVER = incidentOver("privateKey", "apiKey");
export const INCIDENT_OF_API_KEY_OVER = incidentOver("apiKey", "privateKey");

/** Destroyed and brought back by an `up`. */
export const RESTORED: Goal = {
  assertReached(start, { privateKey, apiKey }) {
    assert.equal(live(privateKey), live(start.privateKey), "the restored secret has another live key");
    assert.equal(live(apiKey), inState(apiKey));
  },
};

/** Nothing is left that could be whole. */
export const DESTROYED: Goal = {
  assertReached(_start, now) {
    assert.deepEqual(now.resources, [], "a resource is left");
    for (const { secret, description } of [now.privateKey, now.apiKey])
      assert.ok(description?.DeletedDate, `${secret} is not scheduled for deletion`);
  },
};
