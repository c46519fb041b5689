import { TAKEN_ARGS, TAKEN_ENV, TAKEN_OVER } from "../support/takenKey";
import { acknowledged, UP, type Operation } from "./operation";
import { FIRST_CREATE } from "./operations";

/** A key that exists already is stored, with a certificate and a signing request. */
export const TAKE_OVER: Operation = {
  ...FIRST_CREATE,
  name: "take over with a certificate",
  env: () => ({ ...acknowledged("1", TAKEN_ARGS), ...TAKEN_ENV }),
  boundariesOnly: true,
  recoveries: [{ command: () => UP, goal: TAKEN_OVER }],
};
