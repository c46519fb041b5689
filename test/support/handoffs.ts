import { createPublicKey } from "node:crypto";
import { publicKeyFingerprint } from "../../resources/crypto/publicKey/fingerprint";
import { previousUntil, rotationDueAt } from "../../resources/words/dueDate";
import type { AtPartner } from "../../resources/words/handoff";
import { handoffDataText, type HandoffData } from "../../resources/words/handoffData";
import { handoffOf } from "../../resources/words/handoffOf";
import type { KeyVersion } from "../../resources/words/keyVersion";
import { publishedTestKeyPem, VECTORS } from "./partnerApiVectors";
import { pemOfSpki, PUBLIC_KEY_VECTORS } from "./publicKeyVectors";

/** When the pages of the tests are made. */
export const TODAY = new Date("2027-03-13T09:00:00Z");

const key = (versionId: string, publicKeyPem: string, createdAt: string) => ({
  ...{ versionId, publicKeyPem, createdAt },
  fingerprint: publicKeyFingerprint(publicKeyPem),
});
const published = createPublicKey(publishedTestKeyPem("pkcs8")).export({ type: "spki", format: "pem" }).toString();
/** Keys that are published as examples, so that a page is the same each time. */
const KEYS = {
  previous: key("v1", pemOfSpki(PUBLIC_KEY_VECTORS.spkiMd5.spkiBase64), "2026-09-01T08:00:00Z"),
  live: key("v2", published, "2026-11-30T08:00:00Z"),
  pending: key("v3", VECTORS.webAppFingerprint.publicKeyPem, "2027-03-12T08:00:00Z"),
};

export interface Told {
  readonly at?: Partial<AtPartner>;
  readonly component?: string;
  readonly pending?: KeyVersion | null;
  readonly previous?: KeyVersion | null;
  readonly isAcknowledged?: boolean;
}

/** The output `handoffData` of a component in the middle of a rotation, made by what makes it in a stack. */
export function handoffOutput({ at, component = "acme", ...told }: Told = {}): string {
  const partner = { partner: "acme", environment: "production", ...at };
  const { pending, previous } = { ...KEYS, ...told };
  const promotedAt = "2026-12-01T10:30:00Z";
  const known = {
    ...{ live: KEYS.live, pending, previous, promotedAt },
    newest: { versionId: (pending ?? KEYS.live).versionId, createdAt: (pending ?? KEYS.live).createdAt },
    rotationDueAt: rotationDueAt((pending ?? KEYS.live).createdAt, 90),
    previousUntil: previousUntil(promotedAt, 24 * 180),
  };
  const acknowledgedFingerprint = told.isAcknowledged === true ? KEYS.live.fingerprint : undefined;
  const command = (fingerprint: string) => `pulumi config set acknowledgedFingerprint ${fingerprint}`;
  const handoff = handoffOf({ ...known, acknowledgedFingerprint, newestVersionId: known.newest.versionId }, partner, {
    component,
    command,
  });
  const secretArn = `arn:aws:secretsmanager:us-east-1:123456789012:secret:${partner.partner}/production/private.pem-AbCdEf`;
  return handoffDataText(handoff, known, { ...partner, component, stack: "acme-keys/production", secretArn });
}

export const handoffData = (told?: Told) => JSON.parse(handoffOutput(told)) as HandoffData;
