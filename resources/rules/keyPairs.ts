import * as rules from "./inputs";
import { allowedBy, isRecord, judgedBy, objectOf, unknownInside, type Rule } from "./rule";

/** An input that decides how large a key is, or on which curve. Another value is another key. */
export interface Size {
  readonly rule: Rule;
  /** Absent: the input is required. */
  readonly default?: unknown;
}

/** What the program and the plugin both know of a kind of key pair. */
interface KeyPairRow {
  /** Its resource type: the class of that name in the public package, and the end of its type token. */
  readonly type: string;
  /** As a person calls it. */
  readonly called: string;
  /** The inputs that it has besides those of all kinds. At most one. */
  readonly sizes: Readonly<Record<string, Size>>;
  /** Type of its public key, as `keyTypes.ts` names it. */
  readonly publicType: (sizes: Readonly<Record<string, unknown>>) => string;
}

/** The kinds of key pair, under the name that `keyPair` of the component gives them. A kind is a row. */
export const KEY_PAIRS = {
  rsa: {
    type: "RsaKeyPair",
    called: "RSA",
    sizes: { modulusLength: { rule: rules.modulusLength, default: 2048 } },
    publicType: () => "RSA",
  },
  ec: {
    type: "EcKeyPair",
    called: "EC",
    sizes: { namedCurve: { rule: rules.namedCurve } },
    publicType: ({ namedCurve }) => String(namedCurve),
  },
  ed25519: { type: "Ed25519KeyPair", called: "Ed25519", sizes: {}, publicType: () => "Ed25519" },
} as const satisfies Readonly<Record<string, KeyPairRow>>;

export type KeyPairName = keyof typeof KEY_PAIRS;
export type KeyPairType = (typeof KEY_PAIRS)[KeyPairName]["type"];

const RULES: Readonly<Record<string, Rule>> = Object.fromEntries(
  Object.entries(KEY_PAIRS).map(([name, row]) => [name, ruleOfSizes(row)]),
);

function ruleOfSizes({ sizes }: KeyPairRow): Rule {
  const entries = Object.entries(sizes);
  const required = entries.filter(([, size]) => size.default === undefined).map(([name]) => name);
  return objectOf(Object.fromEntries(entries.map(([name, { rule }]) => [name, rule])), required);
}

/** `{ rsa: { modulusLength } }`, as a person would write it. */
const FORMS = Object.entries(KEY_PAIRS).map(([name, { sizes }]) => {
  const names = Object.keys(sizes).join(", ");
  return `{ ${name}: ${names === "" ? "{}" : `{ ${names} }`} }`;
});

/** `keyPair`: one kind of key pair, and its size. */
export const keyPair = judgedBy((value) => {
  const given = isRecord(value) ? Object.entries(value).filter(([, size]) => size !== undefined) : [];
  const [[kind, size] = ["", undefined], ...others] = given;
  const rule = others.length === 0 && Object.hasOwn(RULES, kind) ? RULES[kind] : undefined;
  if (rule === undefined) {
    const unknown = given.map(([name]) => name).find((name) => !Object.hasOwn(RULES, name));
    const hint = unknown === undefined ? "" : ` (${unknownInside(unknown, Object.keys(RULES))})`;
    return `exactly one of ${FORMS.slice(0, -1).join(", ")} or ${String(FORMS.at(-1))}${hint}`;
  }
  const allowed = allowedBy(rule, size);
  return allowed === undefined ? undefined : `${kind}: ${allowed}`;
});
