import { accountIn } from "../../aws/arn";
import { isFingerprintOf } from "../../partners/acknowledgement";
import { failure, type PartnerKeysError } from "../../errors";
import { isUnknown } from "../../rules/unknown";
import { describeThere } from "../../secrets/presence";
import { nameOf, type KeyVersion } from "../../words/keyVersion";
import type { Context } from "../context";
import { isImmediate, type ActivationInputs } from "./activationInputs";
import type { ActivationState } from "./activationState";

/**
 * A renamed secret holds a new key, which the partner does not know yet: in acknowledged mode it takes over only when
 * it is acknowledged. Until then the update stops, and the old secret stays as it is. A secret of another account is
 * most often one that wrong credentials made: it needs the acknowledgement in immediate mode too. A compromised live key
 * waits for nobody.
 *
 * @returns `ERR_NOT_ACKNOWLEDGED` with the public key to upload, or `undefined` where it may take over
 */
export function refusalOfMove(olds: ActivationState, news: ActivationInputs): PartnerKeysError | undefined {
  const { candidate, acknowledgedFingerprint } = news;
  const names = (key: KeyVersion | null | undefined) =>
    key != null && acknowledgedFingerprint !== undefined && isFingerprintOf(acknowledgedFingerprint, key);
  // A short form may name a key of the old secret as well: then it acknowledges that one
  const others = [olds.live, olds.pending, olds.previous].filter((key) => key?.fingerprint !== candidate.fingerprint);
  if (names(candidate) && !others.some(names)) return undefined;
  const doing = `activating secret ${news.secretArn}`;
  if (accountIn(olds.secretArn) !== accountIn(news.secretArn)) {
    return failure("ERR_NOT_ACKNOWLEDGED", {
      doing,
      what: `it is in another account than ${olds.secretArn}, which stays live`,
      advice:
        "with the credentials of that account replace the key again (pulumi up --replace <urn of the key>), " +
        'or, where the account is to change, acknowledge the new key in mode "acknowledged"',
    });
  }
  if (isImmediate(news) || news.compromised?.includes(olds.live?.fingerprint ?? "") === true) return undefined;
  const upload =
    candidate.publicKeyPem === undefined ? "" : `; upload this public key to the partner:\n${candidate.publicKeyPem}`;
  return failure("ERR_NOT_ACKNOWLEDGED", {
    doing,
    what: `its key ${nameOf(candidate)} is not acknowledged, so ${olds.secretArn} stays live`,
    advice: `once the partner knows the key, set acknowledgedFingerprint to ${candidate.fingerprint} and run pulumi up again${upload}`,
  });
}

/** Stops where the old secret stays live. One that was deleted for ever keeps nothing live, and AWS made the new key live. */
export async function leaveSecret(olds: ActivationState, news: ActivationInputs, context: Context): Promise<void> {
  const refusal = refusalOfMove(olds, news);
  if (await describeThere(olds.secretArn, context, olds.promotedAt)) {
    if (refusal !== undefined) throw refusal;
  } else {
    context.tell(
      `secret ${olds.secretArn} does not exist any more: ${nameOf(news.candidate)} in ${news.secretArn} takes its place`,
    );
  }
}

/**
 * Before the update, because the engine then goes on with nothing else, also with --continue-on-error: the old secret keeps
 * its key resource until the new one takes over. A secret that was deleted for ever keeps nothing live, so AWS is asked.
 */
export async function assertMayMove(olds: ActivationState, news: ActivationInputs, open: () => Context): Promise<void> {
  const { candidate, secretArn, mode, acknowledgedFingerprint } = news;
  if (isUnknown([candidate, secretArn, mode, acknowledgedFingerprint]) || olds.secretArn === secretArn) return;
  const refusal = refusalOfMove(olds, news);
  if (refusal === undefined) return;
  const isOtherAccount = accountIn(olds.secretArn) !== accountIn(secretArn);
  if (isOtherAccount || (await describeThere(olds.secretArn, open(), olds.promotedAt))) throw refusal;
}
