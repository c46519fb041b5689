import { partsOf, type Subject } from "../crypto/x509/subject";
import type { PartnerProfile } from "../partners/profile";
import type { SignedRule } from "../partners/profileParts";
import type { Props } from "./inputTable";
import { contradiction, NOTHING, type Expansion } from "./profileExpansion";
import { isRecord } from "./rule";
import { isUnknown } from "./unknown";

/** The certificate: whose it is says the stack, how long it is valid the profile, if the stack does not. */
export function certificateOfProfile({ certificate }: Props, { name, certificate: rule }: PartnerProfile): Expansion {
  if (rule === "none") return NOTHING;
  const problems = subjectProblems("certificate", certificate, name, rule);
  const { validityDays: days } = (certificate ?? {}) as Props;
  if (days === undefined) return { filled: { certificate: { validityDays: rule.validityDays } }, problems };
  const { mostDays } = rule;
  if (typeof days === "number" && mostDays !== "unknown" && days > mostDays)
    problems.push(contradiction("certificate", `validityDays ${days}`, name, `at most ${mostDays}`));
  return { filled: {}, problems };
}

export function signingRequestOfProfile(given: Props, { name, signingRequest: rule }: PartnerProfile): Expansion {
  if (rule === "none") return NOTHING;
  return { filled: {}, problems: subjectProblems("signingRequest", given["signingRequest"], name, rule) };
}

function subjectProblems(property: string, given: unknown, profile: string, { subjectNeeds }: SignedRule): string[] {
  const needs = `profile ${JSON.stringify(profile)} needs ${subjectNeeds.length === 0 ? "a subject" : `a subject with ${subjectNeeds.join(", ")}`}`;
  const subject = isRecord(given) ? given["subject"] : undefined;
  if (subject === undefined)
    return [`${property}: ${given === undefined ? "missing" : "subject is missing"}, ${needs}`];
  if (isUnknown(subject)) return [];
  const names = namesOf(subject);
  const missing = subjectNeeds.filter((name) => !names.includes(name));
  return missing.length === 0 ? [] : [`${property}: its subject has no ${missing.join(", ")}, ${needs}`];
}

function namesOf(subject: unknown): readonly string[] {
  const objects: readonly unknown[] = Array.isArray(subject) ? subject : [subject];
  return objects.every(isRecord) ? partsOf(subject as Subject).map(([name]) => name) : [];
}
