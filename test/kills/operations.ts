import * as assert from "node:assert/strict";
import { credentials } from "../support/programs";
import { assertUntouched } from "../support/whole";
import { fingerprintOf, inState, labelled, live } from "../support/world";
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
      assertReached(_start, { privateKey, apiKey }) {
        const isFirst = privateKey.versions.length === 1;
        assert.equal(labelled(privateKey, isFirst ? "AWSCURRENT" : "AWSPENDING"), inState(privateKey));
        assert.equal(live(apiKey), inState(apiKey));
      },
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
      renewal: { privateKey: "unless done" },
      assertReached(start, now) {
        assert.notEqual(inState(now.privateKey), inState(start.privateKey), "nothing was rotated");
        assert.equal(labelled(now.privateKey, "AWSPENDING"), inState(now.privateKey), "the new key is not pending");
        assertUntouched(start.apiKey, now.apiKey);
      },
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
      renewal: { privateKey: "unless done" },
      assertReached(start, now) {
        assert.notEqual(inState(now.privateKey), inState(start.privateKey), "nothing was rotated");
        assert.equal(live(now.privateKey), inState(now.privateKey), "the new key is not live");
        assert.equal(labelled(now.privateKey, "AWSPREVIOUS"), live(start.privateKey));
        assertUntouched(start.apiKey, now.apiKey);
      },
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
      assertReached(start, now) {
        assert.equal(live(now.privateKey), inState(start.privateKey), "the acknowledged key is not live");
        assert.equal(labelled(now.privateKey, "AWSPREVIOUS"), live(start.privateKey));
        assertUntouched(start.apiKey, now.apiKey);
      },
    },
  ],
};
