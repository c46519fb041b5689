import { TAKEN_ARGS, TAKEN_ENV, TAKEN_OVER } from "../support/takenKey";
import { START, type FaultyOperation } from "./operation";

/** A key that exists already is stored, with a certificate and a signing request. */
export const TAKE_OVER: FaultyOperation = {
  title: "take over with a certificate",
  before: [],
  args: () => ({ ...START(), ...TAKEN_ARGS }),
  env: TAKEN_ENV,
  on: "private.pem",
  command: "up",
  goal: TAKEN_OVER,
};
