import * as assert from "node:assert/strict";
import { CREATED, PENDING, PROMOTED, ROTATED } from "../support/goals";
import { credentials } from "../support/programs";
import { fingerprintOf, labelled, live } from "../support/world";
import { acknowledged, onlyTheFirst, UP, type Operation } from "./operation";

const immediate = (rotation: string) => credentials({ rotation, activation: "immediate" });

export const FIRST_CREATE: Operation = {
  name: "first create",
  prepare: async () => undefined,
  command: () => UP,
  env: () => acknowledged("1"),
  // Once made, the first key stays live: also when the run that made it was killed
  assertLive: ({ privateKey }) => assert.ok(privateKey.length <= 2, `live changed unasked: ${privateKey.join(", ")}`),
  recoveries: [
    {
      command: () => UP,
      goal: CREATED,
    },
  ],
};

export const ACKNOWLEDGED_ROTATION: Operation = {
  name: "acknowledged rotation",
  async prepare(scenario) {
    await scenario.up(acknowledged("start"));
  },
  command: () => UP,
  env: () => acknowledged("next"),
  assertLive: onlyTheFirst,
  recoveries: [
    {
      command: () => UP,
      goal: PENDING,
    },
  ],
};

export const IMMEDIATE_ROTATION: Operation = {
  name: "immediate rotation",
  async prepare(scenario) {
    await scenario.up(immediate("start"));
  },
  command: () => UP,
  env: () => immediate("next"),
  assertLive({ privateKey, unknown }, start) {
    assert.equal(privateKey[0], live(start.privateKey));
    assert.ok(privateKey.length <= 2, `live changed more than once: ${privateKey.join(", ")}`);
    assert.deepEqual(unknown, [], "a key went live before the state told its public half");
  },
  recoveries: [
    {
      command: () => UP,
      goal: ROTATED,
    },
  ],
};

export const PROMOTION: Operation = {
  name: "promotion",
  async prepare(scenario) {
    await scenario.up(acknowledged("start"));
    await scenario.up(acknowledged("next"));
  },
  command: () => UP,
  env: (start) => acknowledged("next", { acknowledgedFingerprint: fingerprintOf("pending", start) }),
  assertLive({ privateKey, unknown }, start) {
    const allowed = ["AWSCURRENT", "AWSPENDING"].map((stage) => labelled(start.privateKey, stage));
    assert.deepEqual(privateKey, allowed, "another key than the acknowledged one went live, or none");
    assert.deepEqual(unknown, [], "a key went live before the state told its public half");
  },
  recoveries: [
    {
      command: () => UP,
      goal: PROMOTED,
    },
  ],
};
