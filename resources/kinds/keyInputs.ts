import * as rules from "../rules/inputs";
import { boolean, oneOf, stringMap } from "../rules/rule";
import type { InputTable } from "../rules/inputTable";

/** The checked inputs that every key resource has. Absent means: the default applies. */
export interface KeyInputs {
  readonly secretName?: string;
  readonly secretId?: string;
  readonly keepers?: Readonly<Record<string, string>>;
  readonly rotateAfterDays?: number;
  readonly compromised?: readonly string[];
  readonly publishAs?: "current" | "pending";
  readonly description?: string;
  readonly kmsKeyId?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly recoveryWindowInDays?: number;
  readonly deletionProtection?: boolean;
  /** Of key pairs alone. */
  readonly standby?: boolean;
  readonly adopt?: boolean;
  readonly adoptVersionId?: string;
  readonly discardVersionId?: string;
  readonly region: string;
  /** `<project>/<stack>/<resource name>`: value of the owner tag. */
  readonly owner: string;
}

export const DEFAULT_RECOVERY_WINDOW_IN_DAYS = 30;

/** The rows that every kind of key has. */
export const KEY_INPUTS = {
  secretName: { rule: rules.secretName, onChange: "replace", isPlace: true, emptyIsAbsent: true },
  secretId: { rule: rules.secretId, onChange: "replace", isPlace: true, emptyIsAbsent: true },
  keepers: { rule: stringMap, onChange: "replace", default: {}, comparedBy: withPlainDates },
  rotateAfterDays: { rule: rules.rotateAfterDays, onChange: "update", shown: true },
  // Only a list that names this very key asks for another one
  compromised: { rule: rules.compromised, onChange: "nothing", default: [] },
  publishAs: {
    rule: oneOf("current", "pending"),
    onChange: "nothing",
    default: "current",
    ofVersion: true,
    shown: true,
  },
  description: {
    rule: rules.description,
    onChange: "update",
    default: "",
    ownedOnly: true,
    onSecret: true,
  },
  kmsKeyId: { rule: rules.kmsKeyId, onChange: "update", ownedOnly: true, onSecret: true, emptyIsAbsent: true },
  tags: { rule: rules.tags, onChange: "update", default: {}, ownedOnly: true, onSecret: true },
  recoveryWindowInDays: {
    rule: rules.recoveryWindowInDays,
    onChange: "update",
    default: DEFAULT_RECOVERY_WINDOW_IN_DAYS,
    ownedOnly: true,
    shown: true,
  },
  deletionProtection: { rule: boolean, onChange: "update", default: false, ownedOnly: true, shown: true },
  adopt: { rule: boolean, onChange: "nothing", default: false, ownedOnly: true, shown: true },
  adoptVersionId: { rule: rules.versionId, onChange: "update", onSecret: true },
  discardVersionId: { rule: rules.versionId, onChange: "update", onSecret: true },
  region: { rule: rules.region, onChange: "replace", isPlace: true, shown: true, emptyIsAbsent: true },
  owner: { rule: rules.owner, onChange: "update", onSecret: true, required: true, hidden: true },
} as const satisfies InputTable & Record<Exclude<keyof KeyInputs, "standby">, unknown>;

const POINT_IN_TIME = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?: \+0000 UTC|Z)$/;

/** Whether a list names the key with this fingerprint. An adopted key, whose fingerprint is "", is in none. */
export function isCompromised({ compromised }: { readonly compromised?: unknown }, fingerprint: unknown): boolean {
  return Array.isArray(compromised) && typeof fingerprint === "string" && compromised.includes(fingerprint);
}

/** A date in a YAML config that is not in quotes arrives as a point in time: quoting it later is no change. */
function withPlainDates(keepers: unknown): unknown {
  if (typeof keepers !== "object" || keepers === null) return keepers;
  const plain = (value: unknown) => {
    const [, date, time] = typeof value === "string" ? (POINT_IN_TIME.exec(value) ?? []) : [];
    return date === undefined ? value : time === "00:00:00" ? date : `${date} ${String(time)}`;
  };
  return Object.fromEntries(Object.entries(keepers).map(([name, value]) => [name, plain(value)]));
}

/** The spare of a key: stored already, known to the partner perhaps, and read by nobody. */
export type StandbyKey = KeyMaterial["outputs"] & {
  readonly versionId: string;
  /** RFC 3339. */
  readonly createdAt: string;
};

/** The facts of a key that every resource has: outputs that are no echo of an input. */
export interface KeyFacts {
  readonly fingerprint: string;
  readonly secretArn: string;
  readonly versionId: string;
  /** RFC 3339. */
  readonly createdAt: string;
  /** RFC 3339: from when its age counts, where that is not `createdAt`: it was a spare before. */
  readonly dueFrom?: string;
  /** The spare; absent: there is none. */
  readonly standbyKey?: StandbyKey;
  /** "" or one sentence on what differs from the declared state. */
  readonly drift: string;
  /** A version that somebody else put live after ours; absent: none was found. */
  readonly foreignVersionId?: string;
  /** The version is one that somebody else made: nothing of its key is known here. Absent: it is ours. */
  readonly adopted?: true;
}

/** State is inputs and facts: what `read`, `update` and `delete` are given, the engine passes nothing else. */
export type KeyState<I extends KeyInputs> = I & KeyFacts;

/** A freshly made value and what may be told about it. */
export interface KeyMaterial<Output extends string = string> {
  /** The secret value. It goes into Secrets Manager and nowhere else. */
  readonly value: string;
  /** Facts of this very key. Whatever a kind adds here stays in state as long as the key does. */
  readonly outputs: { readonly fingerprint: string; readonly publicKeyPem?: string } & Readonly<
    Partial<Record<Output, unknown>>
  >;
}
