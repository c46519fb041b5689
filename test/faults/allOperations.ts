import type { FaultyOperation } from "./operation";
import { INCIDENT, INCIDENT_OF_API_KEY } from "./incident";
import { CREATE, DELETE, REPAIR, UPDATE } from "./operations";
import { PROMOTE, ROLL_BACK, ROTATE_ACKNOWLEDGED, ROTATE_IMMEDIATE } from "./rotations";
import { TAKE_OVER } from "./takeOver";
import { PROMOTE_PUBLISHED, PROMOTE_WITH_ID, SEE_PUBLISHED } from "./variants";

export const OPERATIONS: readonly FaultyOperation[] = [
  CREATE,
  TAKE_OVER,
  UPDATE,
  ROTATE_ACKNOWLEDGED,
  ROTATE_IMMEDIATE,
  PROMOTE,
  ROLL_BACK,
  REPAIR,
  DELETE,
];

/** Their reads and their connections are those of the others. */
export const VARIANTS: readonly FaultyOperation[] = [
  INCIDENT,
  INCIDENT_OF_API_KEY,
  PROMOTE_WITH_ID,
  SEE_PUBLISHED,
  PROMOTE_PUBLISHED,
];
