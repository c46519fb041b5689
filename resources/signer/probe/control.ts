import { generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import { failure } from "../../errors";
import type { SecretVersion } from "../heldValue";

/** In the place of a version id: it is in no secret. */
export const CONTROL = "control";

/** Node's types have an overload for each kind. */
const makePair = promisify(generateKeyPair) as (
  kind: string,
  options: object,
) => Promise<{ readonly privateKey: KeyObject }>;

/** A key that no partner can know, of the kind of another one: made on the spot, kept in memory, forgotten. */
export async function controlLike({
  asymmetricKeyType: kind,
  asymmetricKeyDetails,
}: KeyObject): Promise<SecretVersion> {
  const { modulusLength, namedCurve } = asymmetricKeyDetails ?? {};
  if (kind === undefined || !["rsa", "ec", "ed25519"].includes(kind)) {
    throw failure("ERR_KEY_UNUSABLE", {
      doing: "making the control key of a probe",
      what: `the key in the secret is of kind ${String(kind)}`,
      advice: "a probe has controls of the kinds rsa, ec and ed25519",
    });
  }
  const options = { ...(modulusLength && { modulusLength }), ...(namedCurve && { namedCurve }) };
  const { privateKey } = await makePair(kind, options);
  return { versionId: CONTROL, value: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}
