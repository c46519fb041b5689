import { PartnerKeysError } from "../../errors";
import { DEFAULT_MODE, type ActivationInputs, type ActivationState } from "./activationState";
import { isAcknowledgedBy, nameOf } from "./decide";

/**
 * A renamed secret holds a new key, which the partner does not know yet: in acknowledged mode it takes over only when
 * it is acknowledged. Until then the update stops, and the old secret stays as it is.
 *
 * @throws {@link PartnerKeysError} `ERR_NOT_ACKNOWLEDGED` with the public key to upload
 */
export function assertMoveAcknowledged(olds: ActivationState, news: ActivationInputs): void {
  const { candidate, acknowledgedFingerprint } = news;
  if ((news.mode ?? DEFAULT_MODE) === "immediate") return;
  if (acknowledgedFingerprint !== undefined && isAcknowledgedBy(candidate, acknowledgedFingerprint)) return;
  const upload =
    candidate.publicKeyPem === undefined ? "" : `; upload this public key to the partner:\n${candidate.publicKeyPem}`;
  throw new PartnerKeysError(
    "ERR_NOT_ACKNOWLEDGED",
    `activating secret ${news.secretArn}: its key ${nameOf(candidate)} is not acknowledged, so ${olds.secretArn} stays live; ` +
      `once the partner knows the key, set acknowledgedFingerprint to ${candidate.fingerprint} and run pulumi up again${upload}`,
  );
}
