import { isDeepStrictEqual } from "node:util";
import {
  environmentProblem,
  issuedKeyFacts,
  issuedKeyProblem,
  type PartnerEnvironment,
} from "../../../crypto/issued/issuedKey";
import { fingerprintOf } from "../../../crypto/publicKey/fingerprint";
import { issuedRule } from "../../../rules/apiKey";
import { isUnknown } from "../../../rules/unknown";
import type { LocalContext } from "../../context";
import type { Props } from "../../inputs";
import { readIssuedKey, sourceOf, type IssuedSource } from "./issuedSource";
import type { Findings } from "./keyKind";

/**
 * The source of an ApiKey: exactly one, and an issued key is read, judged and turned into its fingerprint, which is
 * what state keeps. A source that is gone later is no change: the key is in Secrets Manager.
 */
export async function checkIssuedKey(olds: Props, inputs: Props, context: LocalContext): Promise<Findings> {
  const { generate, issued } = inputs;
  if (generate === undefined && issued === undefined)
    return refused("issued: missing, give issued ({ env } or { file }) or generate ({})");
  if (generate !== undefined && issued !== undefined)
    return refused("issued: given together with generate, allowed: exactly one of the two");
  if (issued === undefined) return found(undefined);
  const known = olds["issuedFingerprint"];
  if (isUnknown(issued)) return found(known); // unknown in this preview is no sign of a new key
  if (issuedRule(issued) !== undefined) return found(undefined); // told by the rule itself

  const source = issued as IssuedSource;
  const because = (why: string) => refused(`issued: ${sourceOf(source)}: ${why}`);
  let value: string | undefined;
  try {
    value = await readIssuedKey(source, context);
  } catch (error) {
    return because(`cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown error"})`);
  }
  if (value === undefined) {
    if (known === undefined) return because("does not exist, and this run has to store the key: provide it");
    if (!isDeepStrictEqual(olds["issued"], issued))
      context.tell(`${String(inputs["owner"])}: ${sourceOf(source)} does not exist: the stored API key stays`);
    return found(known);
  }
  const declared = inputs["environment"] as PartnerEnvironment | undefined;
  const environment = isUnknown(declared) ? undefined : declared;
  const problem = issuedKeyProblem(value) ?? environmentProblem(issuedKeyFacts(value), environment);
  return problem === undefined ? found(fingerprintOf(value)) : because(problem);
}

function refused(reason: string): Findings {
  return { inputs: {}, failures: [{ property: "issued", reason }] };
}

function found(issuedFingerprint: unknown): Findings {
  return { inputs: issuedFingerprint === undefined ? {} : { issuedFingerprint }, failures: [] };
}
