import { isRecord, shownName } from "../../resources/rules/rule";
import { urlToSign } from "../../resources/signer/partnerRequest";
import { VERDICTS, type Verdict } from "./attempts";
import { assertFields } from "./requestBody";
import type { CommandScheme, ToSign } from "../schemes/schemes";

type Fields = Readonly<Record<string, unknown>>;

const OF_REQUEST = ["url", "method", "headers", "body", "bodyBase64"];
const OF_REPORT = ["verdict", "status", "body"];
/** Of what `fetch` sends by itself, or of another host than the one that is signed for. */
const OF_THE_WAY =
  /^(host|connection|content-length|transfer-encoding|expect|upgrade|keep-alive|te|trailer|proxy-.*)$/i;
const NOTHING: ToSign = { method: "", url: "", headers: new Headers(), body: "" };

/**
 * The request that a call wants signed. An assertion says nothing of a request, so the call of one has no field.
 *
 * @throws CallRefused; PartnerKeysError `ERR_INVALID_INPUT` for a URL of another origin
 */
export function toSign(fields: Fields, { signs }: CommandScheme, origins: readonly string[]): ToSign {
  if (signs === "assertion") {
    assertFields(Object.keys(fields).map((name) => `${quoted(name)}: unknown, an assertion has no field`));
    return NOTHING;
  }
  const { url, method, headers, body, bodyBase64 } = fields;
  const problems = unknown(fields, OF_REQUEST);
  if (typeof url !== "string") problems.push("url: allowed: the whole URL, a text");
  if (method === undefined ? signs === "request with its method" : !isText(method, /^[A-Z]{1,20}$/))
    problems.push("method: allowed: an HTTP method in capitals; it is signed where the scheme signs it");
  if (headers !== undefined && !(isRecord(headers) && Object.entries(headers).every(isHeader)))
    problems.push("headers: allowed: an object of texts, without those of the connection and host");
  if (body !== undefined && bodyBase64 !== undefined) problems.push("body, bodyBase64: allowed: one of the two");
  if (body !== undefined && typeof body !== "string") problems.push("body: allowed: a text");
  if (bodyBase64 !== undefined && !isText(bodyBase64, /^[A-Za-z0-9+/]*={0,2}$/))
    problems.push("bodyBase64: allowed: the bytes in base64");
  assertFields(problems);
  const bytes = typeof bodyBase64 === "string" ? Buffer.from(bodyBase64, "base64") : undefined;
  return {
    url: urlToSign(String(url), origins),
    method: typeof method === "string" ? method : bytes === undefined && body === undefined ? "GET" : "POST",
    headers: new Headers(headers as Record<string, string> | undefined),
    body: bytes ?? (typeof body === "string" ? body : ""),
  };
}

/** What a report says about the key: the caller's own verdict, or the partner's answer, which the scheme judges. */
export async function verdictOf(fields: Fields, { isRefusal }: CommandScheme): Promise<Verdict> {
  const { verdict, status, body } = fields;
  const problems = unknown(fields, OF_REPORT);
  const found = VERDICTS.find((known) => known === verdict);
  if ((verdict === undefined) === (status === undefined)) problems.push("verdict, status: allowed: one of the two");
  else if (verdict !== undefined && found === undefined) problems.push(`verdict: allowed: ${VERDICTS.join(", ")}`);
  else if (status !== undefined && !(Number.isInteger(status) && Number(status) >= 100 && Number(status) <= 599))
    problems.push("status: allowed: the HTTP status of the answer");
  if (body !== undefined && (typeof body !== "string" || found !== undefined))
    problems.push("body: allowed: with status, the text of the answer");
  assertFields(problems);
  if (found !== undefined) return found;
  if (await isRefusal(Number(status), async () => Promise.resolve(parsed(body)))) return "refused";
  // A 5xx or a 404 may come from in front of whatever checks signatures
  return Number(status) >= 200 && Number(status) <= 299 ? "accepted" : "unclear";
}

function parsed(body: unknown): unknown {
  try {
    return JSON.parse(String(body)) as unknown;
  } catch {
    return undefined;
  }
}

function unknown(fields: Fields, known: readonly string[]): string[] {
  const others = Object.keys(fields).filter((name) => !known.includes(name));
  return others.map((name) => `${quoted(name)}: unknown, allowed: ${known.join(", ")}`);
}

const quoted = (name: string) => JSON.stringify(shownName(name));
const isText = (value: unknown, form: RegExp) => typeof value === "string" && form.test(value);

function isHeader([name, value]: readonly [string, unknown]): boolean {
  return isText(name, /^[\w!#$%&'*+.^`|~-]{1,100}$/) && !OF_THE_WAY.test(name) && isText(value, /^[\t\x20-\x7e]*$/);
}
