import * as assert from "node:assert/strict";
import { API_KEY_ROTATED } from "../support/goals";
import { live } from "../support/world";
import { acknowledged, onlyTheFirst, UP, type Operation } from "./operation";

/** The generated API key: a forced replace, because no input asks for a new one. */
export const API_KEY_ROTATION: Operation = {
  name: "API key rotation",
  async prepare(scenario) {
    await scenario.up(acknowledged("start"));
  },
  command: ({ apiKey }) => [...UP, "--replace", String(apiKey.key?.urn)],
  env: () => acknowledged("start"),
  assertLive(history, start) {
    onlyTheFirst(history, start);
    assert.equal(history.apiKey[0], live(start.apiKey));
    assert.deepEqual(history.unknown, [], "a key went live before it was in state");
  },
  recoveries: [
    {
      // A forced replace is asked for by the command, so it is asked for again
      command: ({ apiKey }) => [...UP, "--replace", String(apiKey.key?.urn)],
      goal: API_KEY_ROTATED,
    },
  ],
};
