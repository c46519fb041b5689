/** `pulumi-partner-keys/schemes`: how partners want requests and assertions signed. Loads no Pulumi and no AWS. */
import { isKeyRefusal, KEY_REFUSALS, type RefusingPartner } from "../partners/schemes/refusals";
import { notAnObject } from "../crypto/asked";
import { invalidInput } from "./invalidInput";
import type { PartnerAnswer } from "./options";
import { answerOf, isResponse } from "./partnerAnswer";

export { PartnerKeysError, type ErrorCode } from "../errors";
export type { Assertion } from "../partners/schemes/assertion";
export type { ClientOptions } from "../partners/schemes/clientAssertion";
export { entraAssertion } from "../partners/schemes/entra";
export { netSuiteAssertion, type NetSuiteOptions } from "../partners/schemes/netsuite";
export { ociSignature, type OciOptions } from "../partners/schemes/oci";
export { oktaAssertion } from "../partners/schemes/okta";
export type { RefusingPartner } from "../partners/schemes/refusals";
export { salesforceAssertion, type SalesforceOptions } from "../partners/schemes/salesforce";
export type { RequestScheme, SchemeEffects, SchemeKey, SchemeRequest } from "../partners/schemes/scheme";
export { snowflakeToken, type SnowflakeOptions } from "../partners/schemes/snowflake";

export { readWithKeyId } from "./keyIds";

/** An answer of a partner: what `fetch` returns, or its status and JSON as another client has them. */
export type JudgedAnswer = Response | Pick<PartnerAnswer, "status" | "json">;

const refusalOf = (partner: RefusingPartner) => async (answer: JudgedAnswer) => {
  const wrong = notAnObject(answer);
  if (wrong !== undefined) {
    const allowed = "allowed: a Response, or an object with status and json";
    throw invalidInput(`judging an answer of ${partner}`, [`answer: ${wrong}, ${allowed}`]);
  }
  const judged = isResponse(answer) ? answerOf(answer) : answer;
  return isKeyRefusal(partner, judged.status, async () => judged.json());
};

/**
 * "The partner does not know this key": by partner a function for `refused` of `createSigner`, and for `run`. The body is read
 * from a copy, 64 kB at most.
 *
 * @example
 * ```ts
 * import { refusedBy } from "pulumi-partner-keys/schemes";
 * import { createSigner } from "pulumi-partner-keys/signer";
 *
 * const signer = createSigner({ privateKeySecretArn, refused: refusedBy.oci });
 * ```
 */
export const refusedBy = Object.fromEntries(
  Object.keys(KEY_REFUSALS).map((partner) => [partner, refusalOf(partner as RefusingPartner)]),
) as Readonly<Record<RefusingPartner, (answer: JudgedAnswer) => Promise<boolean>>>;
