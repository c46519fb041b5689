import { PartnerKeysError } from "../../errors";
import { DEFAULT_MODE, type ActivationInputs, type ActivationState } from "./activationState";
import { isAcknowledgedBy, nameOf } from "./decide";

/**
 * A renamed secret holds a new key, which the partner does not know yet: in acknowledged mode it takes over only when
 * it is acknowledged. Until then the update stops, and the old secret stays as it is. A secret of another account is
 * most often one that wrong credentials made: it needs the acknowledgement in immediate mode too.
 *
 * @throws {@link PartnerKeysError} `ERR_NOT_ACKNOWLEDGED` with the public key to upload
 */
export function assertMoveAcknowledged(olds: ActivationState, news: ActivationInputs): void {
  const { candidate, acknowledgedFingerprint } = news;
  if (acknowledgedFingerprint !== undefined && isAcknowledgedBy(candidate, acknowledgedFingerprint)) return;
  const isImmediate = (news.mode ?? DEFAULT_MODE) === "immediate";
  if (accountOf(olds.secretArn) !== accountOf(news.secretArn)) {
    throw new PartnerKeysError(
      "ERR_NOT_ACKNOWLEDGED",
      `activating secret ${news.secretArn}: it is in another account than ${olds.secretArn}, which stays live; ` +
        "with the credentials of that account replace the key again (pulumi up --replace <urn of the key>), " +
        'or, where the account is to change, acknowledge the new key in mode "acknowledged"',
    );
  }
  if (isImmediate) return;
  const upload =
    candidate.publicKeyPem === undefined ? "" : `; upload this public key to the partner:\n${candidate.publicKeyPem}`;
  throw new PartnerKeysError(
    "ERR_NOT_ACKNOWLEDGED",
    `activating secret ${news.secretArn}: its key ${nameOf(candidate)} is not acknowledged, so ${olds.secretArn} stays live; ` +
      `once the partner knows the key, set acknowledgedFingerprint to ${candidate.fingerprint} and run pulumi up again${upload}`,
  );
}

/** arn:aws:secretsmanager:<region>:<account>:secret:<name> */
function accountOf(secretArn: string): string | undefined {
  return secretArn.split(":")[4];
}
