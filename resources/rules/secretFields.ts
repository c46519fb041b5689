import { holdsPrivateKey } from "../crypto/shown";
import { looksLikeKey } from "../partners/issued/looksLikeKey";
import { allowedBy, isRecord, judgedBy, nearest, shownName, text, type Rule } from "./rule";

/** What one field of a secret holds: a value of the key, by its name, or a text that stays the same. */
export type SecretField<Value extends string = string> = Value | { readonly constant: string };
export type SecretFields<Value extends string = string> = Readonly<Record<string, SecretField<Value>>>;

/** The values of a key pair, under the names that `secretFormat: "json"` gives them. */
export const KEY_PAIR_VALUES = [
  "privateKeyPem",
  "privateKeyBase64",
  "publicKeyPem",
  "fingerprint",
  "certificatePem",
  "certificateEndsAt",
  "signingRequestPem",
] as const;
export const API_KEY_VALUES = ["apiKey", "fingerprint"] as const;

/** What the secret is for. Without it a reader would find a JSON without the key. */
const KEYS: readonly string[] = ["privateKeyPem", "privateKeyBase64", "apiKey"];
/**
 * Names and constants together, as JSON. All else that a key puts into a secret is less than 57,000 bytes, with the largest
 * certificate and request, and AWS takes 65,536.
 */
const MOST_BYTES = 8192;
const NAME = /^(?!\s)\P{Cc}{1,128}(?<!\s)$/u;
/** An identifier, not a key: names of accounts and clients look so. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `secretFields` of a kind of key that has these values. Nothing of a constant is told: it may be a key. */
export function secretFieldsOf(values: readonly string[]): Rule<SecretFields> {
  const keys = values.filter((value) => KEYS.includes(value));
  const what = `a map from names of the secret to ${values.join(", ")} or { constant: "a text" }`;
  return judgedBy((given) => {
    if (!isRecord(given)) return what;
    const fields = Object.entries(given).filter(([, field]) => field !== undefined);
    const problems = [
      ...fields.flatMap(([name, field]) => allowedBy(fieldName, name) ?? fieldProblem(name, field, values) ?? []),
      ...twice(fields.map(([name]) => name.toLowerCase())).map(() => "two names that differ in capitals alone"),
      ...twice(fields.map(([, field]) => field).filter((field) => values.includes(field as string))).map(
        (value) => `${String(value)} is there twice`,
      ),
      ...(fields.some(([, field]) => keys.includes(field as string)) ? [] : [`no field is ${keys.join(" or ")}`]),
      ...(keys.every((key) => fields.some(([, field]) => field === key)) && keys.length > 1
        ? [`${keys.join(" and ")} are both there`]
        : []),
      ...sizeProblem(fields),
    ];
    return problems.length === 0 ? undefined : `${what} (${[...new Set(problems)].join("; ")})`;
  });
}

const fieldName = text("a name has 1 to 128 characters, no control characters and no blank at either end", NAME);

function fieldProblem(name: string, field: unknown, values: readonly string[]): string | undefined {
  const of = shownName(name);
  if (typeof field === "string") {
    if (values.includes(field)) return undefined;
    const meant = nearest(field, values);
    return `${of} names no value${meant === undefined ? "" : `, did you mean ${meant}?`}`;
  }
  if (!isRecord(field) || Object.keys(field).some((key) => key !== "constant")) return `${of} is neither of the two`;
  const { constant } = field;
  if (typeof constant === "number" || typeof constant === "boolean")
    return `the constant of ${of} is a ${typeof constant}: write it in quotes`;
  if (typeof constant !== "string" || constant === "") return `the constant of ${of} is no text, or empty`;
  if (holdsPrivateKey(constant)) return `the constant of ${of} holds a private key: ${IS_KNOWN}`;
  if (looksLikeKey(constant) && !UUID.test(constant)) return `the constant of ${of} looks like an API key: ${IS_KNOWN}`;
  return undefined;
}

const IS_KNOWN = "constants are plain in state; if it is one, take it out and treat it as known to others";

function twice(all: readonly unknown[]): unknown[] {
  return all.filter((one, i) => all.indexOf(one) !== i);
}

function sizeProblem(fields: readonly (readonly [string, unknown])[]): string[] {
  const bytes = Buffer.byteLength(JSON.stringify(Object.fromEntries(fields)));
  return bytes <= MOST_BYTES ? [] : [`names and constants have ${bytes} bytes as JSON, allowed: at most ${MOST_BYTES}`];
}
