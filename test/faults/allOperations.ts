import type { FaultyOperation } from "./operation";
import { CREATE, DELETE, REPAIR, UPDATE } from "./operations";
import { PROMOTE, ROLL_BACK, ROTATE_ACKNOWLEDGED, ROTATE_IMMEDIATE } from "./rotations";

export const OPERATIONS: readonly FaultyOperation[] = [
  CREATE,
  UPDATE,
  ROTATE_ACKNOWLEDGED,
  ROTATE_IMMEDIATE,
  PROMOTE,
  ROLL_BACK,
  REPAIR,
  DELETE,
];
