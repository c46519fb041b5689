import { PENDING, PROMOTED, ROLLED_BACK, ROTATED } from "../support/goals";
import { fingerprintOf } from "../support/world";
import { START, type FaultyOperation } from "./operation";

export const ROTATE_ACKNOWLEDGED: FaultyOperation = {
  title: "rotate (acknowledged)",
  before: [START],
  args: () => ({ rotation: "2" }),
  command: "up",
  goal: PENDING,
};

export const ROTATE_IMMEDIATE: FaultyOperation = {
  title: "rotate (immediate)",
  before: [() => ({ rotation: "1", activation: "immediate" })],
  args: () => ({ rotation: "2", activation: "immediate" }),
  command: "up",
  goal: ROTATED,
};

export const PROMOTE: FaultyOperation = {
  title: "promote",
  before: [START, () => ({ rotation: "2" })],
  args: (start) => ({ rotation: "2", acknowledgedFingerprint: fingerprintOf("pending", start) }),
  command: "up",
  goal: PROMOTED,
};

export const ROLL_BACK: FaultyOperation = {
  title: "roll back",
  before: [...PROMOTE.before, (now) => ({ rotation: "2", acknowledgedFingerprint: fingerprintOf("pending", now) })],
  args: (start) => ({ rotation: "2", acknowledgedFingerprint: fingerprintOf("previous", start) }),
  command: "up",
  goal: ROLLED_BACK,
};
