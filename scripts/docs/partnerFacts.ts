import type { FactName, PartnerProfile } from "../../resources/partners/profile";
import type { KeyIdRule, ProfileKeyPair } from "../../resources/partners/profileParts";
import { markdownTable } from "../../workbench/table.cjs";

/** Facts in the order of the rows, as a person reads them. */
const CALLED: Readonly<Record<FactName, string>> = {
  keyPairs: "keys that it accepts",
  artifacts: "form of the public key",
  certificate: "certificate",
  signingRequest: "signing request",
  fingerprintForm: "fingerprint that it shows",
  shows: "what it shows afterwards",
  keyId: "key id",
  apiKey: "API key",
  slots: "keys at the same time",
  grace: "how long it accepts the old key",
  where: "where in its console",
  steps: "the steps there",
  removal: "how to remove the old key",
  goesWrong: "what goes wrong",
  signature: "how a request is signed",
  locksOut: "locks out a caller it refuses often",
  via: "how it gets a key",
  withoutKey: "workload identity",
};

/** What is known of a partner: each fact with the number of its source, and the sources. */
export function facts(row: PartnerProfile): string {
  const known = (Object.keys(CALLED) as FactName[]).filter((name) => row[name] !== undefined);
  const body = known.map((name) => {
    const source = row.sources.findIndex(({ facts: of }) => of.includes(name));
    return [CALLED[name], plain(valueOf(row, name)), source < 0 ? "in none" : String(source + 1)];
  });
  const sources = row.sources.map(({ source, checked }, i) => `${i + 1}. ${plain(source)}, read on ${checked}`);
  return [
    markdownTable(["fact", "value", "source"], body),
    "Sources:",
    sources.join("\n"),
    "A fact that is `unknown` was found in none of them on these days.",
  ].join("\n\n");
}

function valueOf(row: PartnerProfile, name: FactName): string {
  if (name === "steps" || name === "goesWrong") return row[name] === "unknown" ? "unknown" : "above";
  if (name === "keyPairs") return row.keyPairs.map((one) => `${called(one)} (${one.privateKeyFormat})`).join(", ");
  if (name === "artifacts") return formsOf(row).join(", ");
  if (name === "via") return row.via.join(", ");
  if (name === "keyId") return row.keyId === "unknown" ? row.keyId : idOf(row.keyId);
  if (name === "certificate" || name === "signingRequest") return demandOf(row[name]);
  if (name === "removal") return [row.removal?.text ?? [], row.removal?.command ?? []].flat().join(": ");
  return String(row[name]);
}

function idOf(rule: KeyIdRule): string {
  if (rule.kind === "computed") return `computed from ${rule.from}: ${rule.how}`;
  return `${rule.kind === "chosen" ? `chosen, a ${rule.as}` : rule.kind}: ${rule.how}`;
}

function demandOf(rule: PartnerProfile["certificate"] | PartnerProfile["signingRequest"]): string {
  if (rule === "none") return rule;
  const subject = rule.subjectNeeds.length === 0 ? "any subject" : `a subject with ${rule.subjectNeeds.join(", ")}`;
  if (!("validityDays" in rule)) return subject;
  return `${subject}; ${rule.validityDays} days by default, the longest is ${rule.mostDays === "unknown" ? rule.mostDays : `${rule.mostDays} days`}`;
}

export function called({ keyPair }: ProfileKeyPair): string {
  if ("rsa" in keyPair) return `RSA ${keyPair.rsa.modulusLength}`;
  return "ec" in keyPair ? `EC ${keyPair.ec.namedCurve}` : "Ed25519";
}

export const formsOf = ({ artifacts }: PartnerProfile) =>
  artifacts.map((artifact) => (typeof artifact === "string" ? artifact : artifact.form));

/** Text of a row is no Markdown. */
export const plain = (text: string) => text.replace(/[<>|*_]/g, (sign) => `\\${sign}`);
