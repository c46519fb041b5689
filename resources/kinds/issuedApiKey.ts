import { isDeepStrictEqual } from "node:util";
import { damageOf } from "../partners/issued/damage";
import { environmentProblem, issuedKeyFacts, issuedKeyProblem } from "../partners/issued/issuedKey";
import { looksLikeKey } from "../partners/issued/looksLikeKey";
import { fingerprintOf } from "../crypto/publicKey/fingerprint";
import { issuedRule } from "../rules/issued";
import { shown } from "../rules/rule";
import { isUnknown } from "../rules/unknown";
import type { Props } from "../rules/inputTable";
import { GivenSource, refusedIssued, refusedKeyItself } from "./givenSource";
import { sourceOf, textOf, type IssuedSource } from "./issuedSource";
import type { CheckedState, Findings, KindContext } from "./keyKind";
import { compromisedProblem, compromisedStoredProblem, found, replacedProblem } from "./replacedKeys";
import { lengthProblem } from "./secretFields";

const KEY_FOR_SOURCE = refusedKeyItself("names nothing that is there and looks like the key itself");

/**
 * The source of an ApiKey: exactly one, and an issued key is read, judged and turned into its fingerprint, which is
 * what state keeps. A source that is gone later is no change: the key is in Secrets Manager.
 */
export async function checkIssuedKey(
  { olds, told }: CheckedState,
  inputs: Props,
  context: KindContext,
): Promise<Findings> {
  const { generate, issued } = inputs;
  if (generate === undefined && issued === undefined)
    return refusedIssued("issued: missing, give issued ({ env } or { file }) or generate ({})");
  if (generate !== undefined && issued !== undefined)
    return refusedIssued("issued: given together with generate, allowed: exactly one of the two");
  if (issued === undefined) return found(told);
  if (isUnknown(issued)) return found(told, olds["issuedFingerprint"]); // in this preview: no sign of a new key
  if ("allowed" in issuedRule(issued)) return found(told); // told by the rule itself

  const source = issued as IssuedSource;
  const given = new GivenSource(source);
  // What is there is a source, whatever it is called. What state has it has: refusing it now would take nothing back
  const isKeyItself = looksLikeKey(textOf(source)) && !isDeepStrictEqual(told["issued"], issued);
  const read = await given.read(context);
  if ("unreadable" in read) return isKeyItself ? KEY_FOR_SOURCE : given.refused(read.unreadable);
  if ("absent" in read) {
    if (isKeyItself && read.absent === "does not exist") return KEY_FOR_SOURCE;
    const known = olds["issuedFingerprint"];
    if (known === undefined) return given.missing(read.absent, why(told, inputs));
    const compromised = compromisedStoredProblem(inputs, known, read.absent);
    if (compromised !== undefined) return given.refused(compromised);
    if (!isDeepStrictEqual(olds["issued"], issued))
      context.tell(`${String(inputs["owner"])}: ${sourceOf(source)} ${read.absent}: the stored API key stays`);
    return found(told, known);
  }
  const problem = problemOf(read.value, source, told, inputs);
  return problem === undefined ? found(told, fingerprintOf(read.value)) : given.refused(problem);
}

function problemOf(value: string, source: IssuedSource, told: Props, inputs: Props): string | undefined {
  const fingerprint = fingerprintOf(value);
  const compromised = compromisedProblem(inputs, fingerprint);
  if (compromised !== undefined) return compromised;
  // The stored key is what it is: nothing that came to be judged later takes it away. In another place it is stored anew
  if (fingerprint === told["issuedFingerprint"])
    return (
      issuedKeyProblem(value) ??
      lengthProblem(value, inputs) ??
      (isStoredAnew(told, inputs) ? ofEnvironment(value, inputs) : undefined)
    );
  const damage = source.verbatim === true ? undefined : damageOf(value);
  if (damage !== undefined) return `${damage}; where the key really looks like that, add verbatim: true to issued`;
  const problem = issuedKeyProblem(value) ?? lengthProblem(value, inputs);
  if (problem !== undefined) return problem;
  return replacedProblem(told, fingerprint, source) ?? ofEnvironment(value, inputs);
}

function ofEnvironment(value: string, { environment }: Props): string | undefined {
  const declared = isUnknown(environment) ? undefined : (environment as string | undefined);
  return environmentProblem(issuedKeyFacts(value), declared);
}

/** The key moves, or its environment was another one. */
function isStoredAnew(told: Props, inputs: Props): boolean {
  const isOtherEnvironment = told["environment"] !== undefined && told["environment"] !== inputs["environment"];
  return isOtherEnvironment || movedPlace(told, inputs) !== undefined;
}

function movedPlace(told: Props, inputs: Props): string | undefined {
  return ["region", "secretName", "secretId"].find(
    (place) => told["owner"] !== undefined && !isUnknown(inputs[place]) && told[place] !== inputs[place],
  );
}

/** A key that moves is stored anew: that is why a run asks for it although nobody changed it. */
function why(told: Props, inputs: Props): string {
  const moved = movedPlace(told, inputs);
  if (moved === undefined)
    return " (what the program itself loads, from a .env file say, does not reach the process that reads it)";
  const to = moved === "region" ? shown(inputs[moved]) : "another";
  return ` (${moved} changes from ${JSON.stringify(told[moved] ?? "none")} to ${to})`;
}
