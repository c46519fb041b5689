import { isDeepStrictEqual } from "node:util";
import { fingerprintOf } from "../../crypto/publicKey/fingerprint";
import { environmentProblem, issuedKeyFacts, issuedKeyProblem, type PartnerEnvironment } from "../../crypto/issued/issuedKey";
import type { Context } from "../context";
import { readIssuedKey, sourceOf, type IssuedSource } from "../keys/issuedSource";
import { issuedRule } from "./apiKeyRules";
import type { CheckFailure, Props } from "./checkInputs";
import { isUnknown } from "./rules";

/**
 * The source of an ApiKey: exactly one, and an issued key is read, judged and turned into its fingerprint, which is
 * what state keeps. A source that is gone later is no change: the key is in Secrets Manager.
 */
export async function checkIssuedKey(olds: Props, inputs: Props, context: Context): Promise<CheckFailure[]> {
  const { generate, issued } = inputs;
  if (generate === undefined && issued === undefined) {
    return [{ property: "issued", reason: "issued: missing, give issued ({ env } or { file }) or generate ({})" }];
  }
  if (generate !== undefined && issued !== undefined) {
    return [{ property: "issued", reason: "issued: given together with generate, allowed: exactly one of the two" }];
  }
  if (issued === undefined) return [];
  const known = olds["issuedFingerprint"];
  if (isUnknown(issued)) {
    if (known !== undefined) inputs["issuedFingerprint"] = known; // unknown in this preview is no sign of a new key
    return [];
  }
  if (issuedRule(issued) !== undefined) return []; // told by the rule itself

  const source = issued as IssuedSource;
  const fail = (why: string) => [{ property: "issued", reason: `issued: ${sourceOf(source)}: ${why}` }];
  let value: string | undefined;
  try {
    value = await readIssuedKey(source, context);
  } catch (error) {
    return fail(`cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown error"})`);
  }
  if (value === undefined) {
    if (known === undefined) return fail("does not exist, and this run has to store the key: provide it");
    if (!isDeepStrictEqual(olds["issued"], issued)) {
      context.tell(`${String(inputs["owner"])}: ${sourceOf(source)} does not exist: the stored API key stays`);
    }
    inputs["issuedFingerprint"] = known;
    return [];
  }
  const declared = inputs["environment"] as PartnerEnvironment | undefined;
  const environment = isUnknown(declared) ? undefined : declared;
  const problem = issuedKeyProblem(value) ?? environmentProblem(issuedKeyFacts(value), environment);
  if (problem !== undefined) return fail(problem);
  inputs["issuedFingerprint"] = fingerprintOf(value);
  return [];
}
