import { INCIDENT_OF_API_KEY_OVER, INCIDENT_OVER } from "../support/goals";
import { fingerprintOf } from "../support/world";
import { START, type FaultyOperation } from "./operation";

/** The live key leaks, in acknowledged mode: a new one is made and goes live, and the old one loses every label. */
export const INCIDENT: FaultyOperation = {
  title: "incident",
  before: [START],
  args: (start) => ({ rotation: "1", compromised: [fingerprintOf("live", start)] }),
  on: "private.pem",
  command: "up",
  goal: INCIDENT_OVER,
};

export const INCIDENT_OF_API_KEY: FaultyOperation = {
  title: "incident of the API key",
  before: [START],
  args: (start) => ({ rotation: "1", compromisedApiKeys: [fingerprintOf("live", start, "apiKey")] }),
  on: "apikey",
  command: "up",
  goal: INCIDENT_OF_API_KEY_OVER,
};
