import { isFingerprintOf } from "../../crypto/publicKey/acknowledgement";
import { failure } from "../../errors";
import { nameOf, type KeyVersion } from "../../words/keyVersion";
import { accountOf } from "../store/secretStore";
import { isImmediate, type ActivationInputs } from "./activationInputs";
import type { ActivationState } from "./activationState";

/**
 * A renamed secret holds a new key, which the partner does not know yet: in acknowledged mode it takes over only when
 * it is acknowledged. Until then the update stops, and the old secret stays as it is. A secret of another account is
 * most often one that wrong credentials made: it needs the acknowledgement in immediate mode too.
 *
 * @throws {@link PartnerKeysError} `ERR_NOT_ACKNOWLEDGED` with the public key to upload
 */
export function assertMoveAcknowledged(olds: ActivationState, news: ActivationInputs): void {
  const { candidate, acknowledgedFingerprint } = news;
  const names = (key: KeyVersion | null | undefined) =>
    key != null && acknowledgedFingerprint !== undefined && isFingerprintOf(acknowledgedFingerprint, key);
  // A short form may name a key of the old secret as well: then it acknowledges that one
  const others = [olds.live, olds.pending, olds.previous].filter((key) => key?.fingerprint !== candidate.fingerprint);
  if (names(candidate) && !others.some(names)) return;
  const doing = `activating secret ${news.secretArn}`;
  if (accountOf(olds.secretArn) !== accountOf(news.secretArn)) {
    throw failure("ERR_NOT_ACKNOWLEDGED", {
      doing,
      what: `it is in another account than ${olds.secretArn}, which stays live`,
      advice:
        "with the credentials of that account replace the key again (pulumi up --replace <urn of the key>), " +
        'or, where the account is to change, acknowledge the new key in mode "acknowledged"',
    });
  }
  if (isImmediate(news)) return;
  const upload =
    candidate.publicKeyPem === undefined ? "" : `; upload this public key to the partner:\n${candidate.publicKeyPem}`;
  throw failure("ERR_NOT_ACKNOWLEDGED", {
    doing,
    what: `its key ${nameOf(candidate)} is not acknowledged, so ${olds.secretArn} stays live`,
    advice: `once the partner knows the key, set acknowledgedFingerprint to ${candidate.fingerprint} and run pulumi up again${upload}`,
  });
}
