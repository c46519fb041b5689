import * as assert from "node:assert/strict";
import { inState, live } from "../support/world";
import { acknowledged, onlyTheFirst, UP, type Operation } from "./operation";

const DESTROY = ["destroy", "--yes", "--skip-preview"];

/** After a destroy, `up` brings the same secrets back: docs/recover.md. */
export const DESTRUCTION: Operation = {
  name: "destroy",
  async prepare(scenario) {
    await scenario.up(acknowledged("start"));
  },
  command: () => DESTROY,
  env: () => acknowledged("start"),
  // A secret that is scheduled for deletion keeps its labels
  assertLive: onlyTheFirst,
  recoveries: [
    {
      command: () => UP,
      assertReached(start, { privateKey, apiKey }) {
        assert.equal(live(privateKey), live(start.privateKey), "the restored secret has another live key");
        assert.equal(live(apiKey), inState(apiKey));
      },
    },
    {
      command: () => DESTROY,
      destroys: true,
      assertReached(_start, now) {
        assert.deepEqual(now.resources, [], "a resource is left");
        for (const { secret, description } of [now.privateKey, now.apiKey])
          assert.ok(description?.DeletedDate, `${secret} is not scheduled for deletion`);
      },
    },
  ],
};
