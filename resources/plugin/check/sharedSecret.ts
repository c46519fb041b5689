import { accountIn, parseArn, secretNameIn } from "../../aws/arn";
import type { CheckFailure } from "../../rules/checkFailure";
import type { Props } from "../../rules/inputTable";
import { isUnknown } from "../../rules/unknown";
import type { ClaimedSecret } from "../run/claims";
import type { Run } from "../run/run";
import { nameOf, type Who } from "../run/who";

/** A secret that two resources of the program name, owned or borrowed, by its name or by its ARN. */
export function sharedFailures(who: Who, inputs: Props, { claims, keys }: Run): CheckFailure[] {
  const property = inputs["secretName"] === undefined ? "secretId" : "secretName";
  const { [property]: id, region } = inputs;
  if (typeof id !== "string" || typeof region !== "string" || isUnknown([id, region])) return [];
  const other = claims.otherAt(who, secretOf(id, region)) ?? keys.otherIn(id, who);
  if (other === undefined) return [];
  const reason =
    `${property}: ${nameOf(other)} of this program keeps its key in the secret that ${nameOf(who)} names, ` +
    "allowed: a secret of its own for each key";
  return [{ property, reason }];
}

/** Secrets Manager ends the ARN of a secret with a hyphen and six characters of its own. */
function secretOf(id: string, region: string): ClaimedSecret {
  const name = secretNameIn(id)?.replace(/-[A-Za-z0-9]{6}$/, "");
  return name === undefined
    ? { region, name: id }
    : { region: parseArn(id)?.region ?? region, name, account: accountIn(id) };
}
