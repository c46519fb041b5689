import * as assert from "node:assert/strict";
import { assertUntouched } from "../support/whole";
import { fingerprintOf, inState, labelled, live } from "../support/world";
import { START, type FaultyOperation } from "./operation";

export const ROTATE_ACKNOWLEDGED: FaultyOperation = {
  title: "rotate (acknowledged)",
  before: [START],
  args: () => ({ rotation: "2" }),
  command: "up",
  renewal: { privateKey: "unless done" },
  assertReached(start, now) {
    assert.equal(live(now.privateKey), live(start.privateKey), "the live key changed unasked");
    assert.notEqual(inState(now.privateKey), inState(start.privateKey), "nothing was rotated");
    assert.equal(labelled(now.privateKey, "AWSPENDING"), inState(now.privateKey));
    assertUntouched(start.apiKey, now.apiKey);
  },
};

export const ROTATE_IMMEDIATE: FaultyOperation = {
  title: "rotate (immediate)",
  before: [() => ({ rotation: "1", activation: "immediate" })],
  args: () => ({ rotation: "2", activation: "immediate" }),
  command: "up",
  renewal: { privateKey: "unless done" },
  assertReached(start, now) {
    assert.notEqual(inState(now.privateKey), inState(start.privateKey), "nothing was rotated");
    assert.equal(live(now.privateKey), inState(now.privateKey), "the new key is not live");
    assert.equal(labelled(now.privateKey, "AWSPREVIOUS"), live(start.privateKey));
    assertUntouched(start.apiKey, now.apiKey);
  },
};

export const PROMOTE: FaultyOperation = {
  title: "promote",
  before: [START, () => ({ rotation: "2" })],
  args: (start) => ({ rotation: "2", acknowledgedFingerprint: fingerprintOf("pending", start) }),
  command: "up",
  assertReached(start, now) {
    assert.equal(live(now.privateKey), inState(start.privateKey), "the acknowledged key is not live");
    assert.equal(labelled(now.privateKey, "AWSPREVIOUS"), live(start.privateKey));
    assertUntouched(start.apiKey, now.apiKey);
  },
};

export const ROLL_BACK: FaultyOperation = {
  title: "roll back",
  before: [...PROMOTE.before, (now) => ({ rotation: "2", acknowledgedFingerprint: fingerprintOf("pending", now) })],
  args: (start) => ({ rotation: "2", acknowledgedFingerprint: fingerprintOf("previous", start) }),
  command: "up",
  assertReached(start, now) {
    assert.equal(live(now.privateKey), labelled(start.privateKey, "AWSPREVIOUS"), "the previous key is not live");
    assertUntouched(start.apiKey, now.apiKey);
  },
};
