import { DESTROYED, RESTORED } from "../support/goals";
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
      goal: RESTORED,
    },
    {
      command: () => DESTROY,
      destroys: true,
      goal: DESTROYED,
    },
  ],
};
