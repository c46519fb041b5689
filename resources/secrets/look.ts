import { accountIn, parseArn } from "../aws/arn";
import { holdsPrivateKey } from "../crypto/shown";
import type { KeyVersion } from "../words/keyVersion";
import * as about from "./about";
import { CURRENT, PENDING } from "./labels";
import { fromLiveRecord } from "./liveRecord";
import { sheetOf, type Sheet } from "./sheet";
import { TAG_VALUE_LENGTH, type Tags } from "./tags";

/** What ListSecrets tells of one secret. */
export interface ListedSecret {
  readonly arn: string;
  readonly name: string;
  readonly tags: Tags;
  /** Version id -> its labels. */
  readonly stages: Readonly<Record<string, readonly string[]>>;
  readonly createdAt?: Date | undefined;
  /** To the day. Absent: no value of it was ever read in this region. */
  readonly lastReadAt?: Date | undefined;
  /** Present only while it is scheduled for deletion. AWS's pages differ on whether it is the day of the order or of the end. */
  readonly deletedDate?: Date | undefined;
}

/** What ListSecretVersionIds tells of one version that has a label. */
export interface ListedVersion {
  readonly versionId: string;
  readonly stages: readonly string[];
  readonly createdAt?: Date | undefined;
  /** To the day. Absent: it was never read. */
  readonly lastReadAt?: Date | undefined;
}

/** A version that a label is on, and what is known of it. `undefined` is not known, or never happened. */
export interface KeyFacts {
  readonly versionId: string;
  /** Of the live key alone, and only where the tags record it. */
  readonly key: KeyVersion | undefined;
  readonly createdAt: Date | undefined;
  readonly lastReadAt: Date | undefined;
  /** What the tags say of it; `undefined`: nothing, because an earlier version of this package put it there. */
  readonly told: ToldFacts | undefined;
  /** Facts of it were left out, because the tags have no room. */
  readonly isLeftOut: boolean;
}

/** What only this package knows of a key, as it wrote it into a tag. `undefined`: it did not. */
export interface ToldFacts {
  readonly promotedAt: Date | undefined;
  /** As it was given. */
  readonly acknowledged: string | undefined;
  readonly certificateEndsAt: Date | undefined;
  readonly keyId: string | undefined;
}

/** All that is known of an owned secret without reading a value: what could not be found stands beside what was. */
export interface SecretFacts {
  readonly arn: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** `<project>/<stack>/<resource name>`; `undefined`: the owner tag was taken off. */
  readonly owner: string | undefined;
  /** `undefined`: an early version of this package made the secret, without that tag. */
  readonly kind: string | undefined;
  readonly live: KeyFacts | undefined;
  readonly pending: KeyFacts | undefined;
  readonly previous: KeyFacts | undefined;
  readonly createdAt: Date | undefined;
  readonly lastReadAt: Date | undefined;
  readonly deletedDate: Date | undefined;
  /** How the labels differ from what this package leaves behind; `undefined`: they do not. */
  readonly moved: string | undefined;
  /** Why the dates of its versions are not known; `undefined`: they are. */
  readonly unseen: string | undefined;
}

/** `versions`: those with a label, or why they could not be listed. Pure. */
export function factsOf(secret: ListedSecret, versions: readonly ListedVersion[] | string): SecretFacts {
  const listed = typeof versions === "string" ? [] : versions;
  const stages =
    typeof versions === "string"
      ? secret.stages
      : Object.fromEntries(versions.map(({ versionId, stages }) => [versionId, stages]));
  const sheet = sheetOf({ tags: secret.tags, stages });
  const record = shownRecord(sheet.recorded);
  const held = (versionId: string | undefined): KeyFacts | undefined => {
    if (versionId === undefined) return undefined;
    const version = listed.find((one) => one.versionId === versionId);
    return {
      versionId,
      key: record?.versionId === versionId ? record : undefined,
      createdAt: version?.createdAt,
      lastReadAt: version?.lastReadAt,
      told: toldFacts(about.factsOf(secret.tags, versionId)),
      isLeftOut: about.isLeftOut(secret.tags, versionId),
    };
  };
  return {
    arn: secret.arn,
    name: secret.name,
    account: accountIn(secret.arn) ?? "",
    region: parseArn(secret.arn)?.region ?? "",
    owner: shownTag(sheet.owner),
    kind: shownTag(sheet.kind),
    live: held(sheet.live),
    pending: held(sheet.pending),
    previous: held(sheet.previous),
    createdAt: secret.createdAt,
    lastReadAt: secret.lastReadAt,
    deletedDate: secret.deletedDate,
    // Whether AWS lists the versions of a secret that is scheduled for deletion, the API reference does not say
    moved: secret.deletedDate === undefined ? movedLabels(sheet, record) : undefined,
    unseen: typeof versions === "string" ? versions : undefined,
  };
}

/** Whether the tags tell another live version than the labels: ListSecrets may be five minutes behind. */
export function differs(tags: Tags, versions: readonly ListedVersion[]): boolean {
  const record = shownRecord(fromLiveRecord(tags));
  return (
    record !== undefined && versions.find(({ stages }) => stages.includes(CURRENT))?.versionId !== record.versionId
  );
}

/** Somebody may have pasted a key into a tag by mistake. */
function shownTag(value: string | undefined): string | undefined {
  if (value === undefined || !holdsPrivateKey(value)) return value?.slice(0, TAG_VALUE_LENGTH);
  return "a private key (not shown)";
}

/** A text that somebody edited says what it can. */
function toldFacts(facts: about.Facts | undefined): ToldFacts | undefined {
  if (facts === undefined) return undefined;
  const date = (text = "") => (/^\d{4}-\d\d-\d\dT/.test(text) && Date.parse(text) ? new Date(text) : undefined);
  return {
    promotedAt: date(facts[about.PROMOTED]),
    acknowledged: shownTag(facts[about.ACKNOWLEDGED]),
    certificateEndsAt: date(facts[about.CERTIFICATE_ENDS]),
    keyId: shownTag(facts[about.KEY_ID]),
  };
}

/** The record is shown to people, and anybody who may tag the secret can write any text there. */
function shownRecord(record: KeyVersion | undefined): KeyVersion | undefined {
  return record !== undefined && /^SHA256:[A-Za-z0-9+/]{43}=?$/.test(record.fingerprint) ? record : undefined;
}

/** What no `pulumi up` that came to its end leaves behind. */
function movedLabels({ live, pending, newest }: Sheet, record: KeyVersion | undefined): string | undefined {
  if (live === undefined) return `no version has ${CURRENT}`;
  if (live === pending) return `version ${live} has both ${CURRENT} and ${PENDING}`;
  if (record !== undefined && record.versionId !== live)
    return `${CURRENT} is on version ${live}, and the tags record version ${record.versionId} as the live one`;
  // Without a record nothing but a new key moves the label, or an Activation that has not run to its end
  if (record === undefined && newest !== undefined && newest !== live && newest !== pending)
    return `${CURRENT} is on version ${live}, and the newest key that pulumi made is version ${newest}`;
  return undefined;
}
