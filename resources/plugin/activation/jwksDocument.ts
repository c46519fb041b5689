import { isDeepStrictEqual } from "node:util";
import { publicJwk, type JwkOptions } from "../../crypto/publicKey/jwk";
import { isRecord } from "../../rules/rule";
import { nameOf, type KeyVersion } from "../../words/keyVersion";

/** What a URL answered: a document, or why there is none. */
export type JwksAnswer =
  | { readonly status: number; readonly body: string }
  /** A clause about the URL: "did not answer within 5 seconds". */
  | { readonly problem: string };

/** The two keys that have to stand side by side: those who have cached either verify both. */
interface Awaited {
  readonly pending: KeyVersion;
  readonly live: KeyVersion;
}

/**
 * Why a document is no evidence that both keys are published, as a clause about the URL; `undefined` where it holds both,
 * each as whole as `publicJwk` writes it. Of the answer it names nothing but members of a key. Pure.
 */
export function missIn(answer: JwksAnswer, { pending, live }: Awaited): string | undefined {
  if ("problem" in answer) return answer.problem;
  const { status, body } = answer;
  if (status >= 300 && status < 400) return `answered ${status}, a redirect, which is not followed`;
  if (status !== 200) return `answered ${status}`;
  const keys = keysIn(body);
  if (keys === undefined) return `answered ${body.trimStart().startsWith("<") ? "HTML" : "text"} that is no JWKS`;
  return missOf("pending", pending, keys) ?? missOf("live", live, keys);
}

function keysIn(body: string): readonly unknown[] | undefined {
  try {
    const document: unknown = JSON.parse(body);
    const keys = isRecord(document) ? document["keys"] : undefined;
    return Array.isArray(keys) ? keys : undefined;
  } catch {
    return undefined;
  }
}

function missOf(which: string, key: KeyVersion, keys: readonly unknown[]): string | undefined {
  const named = `the ${which} key ${nameOf(key)}`;
  if (key.publicKeyPem === undefined) return `cannot be compared with ${named}, whose public half is not known here`;
  const { kid } = publicJwk(key.publicKeyPem);
  const [found, ...others] = keys.filter(isRecord).filter((jwk) => jwk["kid"] === kid);
  if (found === undefined) return `does not hold ${named} (kid ${kid})`;
  if (others.length > 0) return `holds the kid of ${named} more than once (kid ${kid})`;
  const differing = differences(found, key.publicKeyPem);
  if (differing.length === 0) return undefined;
  return `holds another key than ${named} under its kid ${kid}: ${differing.join(", ")} differ`;
}

const MEMBERS = ["alg", "crv", "e", "kid", "kty", "n", "use", "x", "y"];

/** The members that are not those of the key. Its algorithm is ours to choose, where it fits the key. */
function differences(found: Readonly<Record<string, unknown>>, publicKeyPem: string): string[] {
  const expected: object = jwkOf(publicKeyPem, found["alg"]);
  const wanted = new Map<string, unknown>(Object.entries(expected));
  const names = new Set([...wanted.keys(), ...Object.keys(found)]);
  const differing = [...names].filter((name) => !isDeepStrictEqual(wanted.get(name), found[name]));
  // The name of any other member may be anything
  return [...new Set(differing.map((name) => (MEMBERS.includes(name) ? name : "other members")))].sort();
}

function jwkOf(publicKeyPem: string, alg: unknown): object {
  const options: JwkOptions = typeof alg === "string" ? { alg } : {};
  try {
    return publicJwk(publicKeyPem, { ...options, use: "sig" });
  } catch {
    return publicJwk(publicKeyPem); // an algorithm of another type of key: a difference
  }
}
