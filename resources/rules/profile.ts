import type { PartnerProfile } from "../partners/profile";
import { PROFILES, type ProfileName } from "../partners/knownProfiles";
import { SUBJECT_NAMES } from "../crypto/x509/subject";
import { failure } from "../errors";
import * as inputs from "./inputs";
import { keyPair } from "./keyPairs";
import { artifact, fingerprintForm } from "./publicForms";
import { allowedBy, boolean, isRecord, judgedBy, listOf, nearest, objectOf, oneOf, text, wholeNumber } from "./rule";
import type { Rule } from "./rule";

const ROWS: readonly PartnerProfile[] = PROFILES;
const NAMES = ROWS.map(({ name }) => name);

const line = text("one line of 1 to 1000 characters", /^\P{Cc}{1,1000}$/u);
const unknown = oneOf("unknown");
const none = oneOf("none");
const [days, slots] = [wholeNumber(1, 7300, "days"), wholeNumber(1, 1000, "keys")];

/** What one of several rules allows, and for an object the last one, which says what of it is wrong. */
function either(...rules: readonly Rule[]): Rule {
  return judgedBy((value) => {
    const allowed = rules.map((rule) => allowedBy(rule, value));
    return allowed.includes(undefined) ? undefined : isRecord(value) ? allowed.at(-1) : allowed.join(" or ");
  });
}

const only = (one: boolean) => judgedBy((value) => (value === one ? undefined : String(one)));

/** A list, and of the first entry that is wrong what is allowed instead. */
function eachOf(entry: Rule, least: number): Rule {
  return judgedBy((value) => {
    if (!Array.isArray(value) || value.length < least) return `a list of at least ${least}`;
    return value.map((one) => allowedBy(entry, one)).find((allowed) => allowed !== undefined);
  });
}

const needs = { subjectNeeds: listOf(oneOf(...SUBJECT_NAMES), SUBJECT_NAMES.length) };
const source = { facts: eachOf(line, 0), source: line, checked: text("a day such as 2026-11-30", /^\d{4}-\d\d-\d\d$/) };
const step = { text: line, command: line, isHandingOver: only(true) };

const KEY_ID_FIELDS = {
  kind: oneOf("none", "computed", "chosen", "assigned"),
  how: line,
  from: fingerprintForm,
  as: oneOf("thumbprint", "uuid", "name"),
};
const anyKeyId = objectOf(KEY_ID_FIELDS, ["kind", "how"]);
const computedKeyId = objectOf(KEY_ID_FIELDS, ["kind", "how", "from"]);
const chosenKeyId = objectOf(KEY_ID_FIELDS, ["kind", "how", "as"]);
/** A fingerprint belongs to an id that is computed, and what is chosen to one that is chosen. */
const keyId = judgedBy((value) => {
  const { kind } = isRecord(value) ? value : {};
  return allowedBy(kind === "computed" ? computedKeyId : kind === "chosen" ? chosenKeyId : anyKeyId, value);
});

const FIELDS: Readonly<Record<keyof PartnerProfile, Rule>> = {
  name: text("1 to 63 of the characters a-z 0-9 -", /^[a-z0-9][a-z0-9-]{0,62}$/),
  title: line,
  keyPairs: eachOf(
    objectOf({ keyPair, privateKeyFormat: inputs.privateKeyFormat }, ["keyPair", "privateKeyFormat"]),
    1,
  ),
  artifacts: eachOf(artifact, 1),
  certificate: either(
    none,
    objectOf({ ...needs, validityDays: days, mostDays: either(unknown, days) }, [
      "subjectNeeds",
      "validityDays",
      "mostDays",
    ]),
  ),
  signingRequest: either(none, objectOf(needs, ["subjectNeeds"])),
  fingerprintForm: either(oneOf("none", "unknown"), fingerprintForm),
  shows: line,
  keyId: either(unknown, keyId),
  apiKey: oneOf("none", "issued", "with the key", "unknown"),
  slots: either(oneOf("many", "unknown"), slots),
  grace: line,
  where: line,
  steps: either(unknown, eachOf(objectOf(step, ["text"]), 1)),
  removal: objectOf(step, ["text"]),
  goesWrong: eachOf(line, 0),
  signature: line,
  scheme: line,
  locksOut: either(unknown, boolean),
  via: eachOf(oneOf("person", "api", "url"), 1),
  withoutKey: line,
  sources: eachOf(objectOf(source, Object.keys(source)), 1),
};

const ownProfile = objectOf(
  FIELDS,
  Object.keys(FIELDS).filter((name) => name !== "scheme" && name !== "removal"),
);

/** `profile` of the component: the name of a partner that is known, or an object that says the same of another. */
export const profile = judgedBy<ProfileName | PartnerProfile>((value) => {
  if (isRecord(value)) return allowedBy(ownProfile, value);
  if (typeof value === "string" && NAMES.includes(value)) return undefined;
  const meant = typeof value === "string" ? nearest(value, NAMES) : undefined;
  const one = meant === undefined ? "one of" : `${JSON.stringify(meant)}, which is the nearest of`;
  return `${one} ${NAMES.join(", ")}, or an object of the type PartnerProfile`;
});

/** The row of a partner, or the object itself. */
export function profileOf(given: ProfileName | PartnerProfile): PartnerProfile {
  if (typeof given !== "string") return given;
  const row = ROWS.find(({ name }) => name === given);
  if (row !== undefined) return row;
  // Its rule refuses it before
  throw failure("ERR_INVALID_INPUT", {
    doing: "reading profile",
    what: `allowed: ${String(allowedBy(profile, given))}`,
  });
}
