import { optionalText, requiredText } from "../input";
import type { Operation } from "../request";
import { findLiveSecret } from "../secretLookup";
import { invalidParameter, notFound } from "../secretsManagerError";
import { CURRENT, checkLabelQuota, holderOf, moveLabel } from "../stagingLabels";
import type { Secret } from "../state";

const VERSION_ID = { min: 32, max: 64 };

export const updateSecretVersionStage: Operation = (request) => {
  const { input, now } = request;
  const label = requiredText(input, "VersionStage", { min: 1, max: 256 });
  const from = optionalText(input, "RemoveFromVersionId", VERSION_ID);
  const to = optionalText(input, "MoveToVersionId", VERSION_ID);
  const secret = findLiveSecret(request);

  if (to === undefined && from === undefined) {
    throw invalidParameter("You must specify MoveToVersionId, RemoveFromVersionId, or both.");
  }
  if (from !== undefined) checkHolder(secret, label, from);
  if (to !== undefined) move(secret, label, to, from);
  else remove(secret, label);
  secret.changedAt = now;
  return { ARN: secret.arn, Name: secret.name };
};

function move(secret: Secret, label: string, to: string, from: string | undefined): void {
  const target = secret.versions.get(to);
  if (target === undefined) {
    throw notFound(`Secrets Manager can't find the specified secret value for VersionId: ${to}`);
  }
  const holder = holderOf(secret, label);
  if (holder !== undefined && holder !== target && from === undefined) {
    throw invalidParameter(
      `The parameter RemoveFromVersionId can't be empty. Staging label ${label} is currently attached to version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
  }
  checkLabelQuota(secret, [label]);
  moveLabel(secret, label, target);
}

function remove(secret: Secret, label: string): void {
  if (label === CURRENT) {
    throw invalidParameter(
      `You can only move staging label ${CURRENT} to a different secret version. It can't be completely removed.`,
    );
  }
  holderOf(secret, label)?.labels.delete(label);
}

/** "If the version ID does not match, then the operation fails" (API reference): the move is a compare-and-swap. */
function checkHolder(secret: Secret, label: string, from: string): void {
  if (holderOf(secret, label)?.id === from) return;
  throw invalidParameter(
    `The staging label ${label} isn't attached to version ${from}: RemoveFromVersionId must be the version that currently has the staging label.`,
  );
}
