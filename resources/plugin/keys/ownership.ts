import { PartnerKeysError } from "../../errors";
import type { SecretDescription } from "../store/secretStore";
import type { KeyInputs } from "./keyInputs";

/** Tag of every secret we own: `<project>/<stack>/<resource name>`. */
export const OWNER_TAG = "partner-keys:owner";

/** Refuses a secret that is not ours, unless the user said `adopt: true`. */
export function assertOurs(secret: SecretDescription, inputs: KeyInputs): void {
  const owner = secret.tags[OWNER_TAG];
  if (owner === inputs.owner || inputs.adopt === true) return;
  const whose = owner === undefined ? "has no owner tag, somebody else made it" : `belongs to ${owner}`;
  throw new PartnerKeysError(
    "ERR_SECRET_NOT_OURS",
    `creating secret ${secret.name}: it exists and ${whose}; choose another secretName ` +
      "(in PartnerCredentials privateKeySecretName or apiKeySecretName), or use secretId to add versions to it, " +
      "or adopt: true to take it over",
  );
}
