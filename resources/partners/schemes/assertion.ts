import { randomUUID } from "node:crypto";
import { keyTypeOf } from "../../crypto/publicKey/keyTypes";
import { failure, type PartnerKeysError } from "../../errors";
import { signedJwt } from "./jws";
import type { SchemeEffects, SchemeKey } from "./scheme";

export const EFFECTS: SchemeEffects = { now: Date.now, uuid: randomUUID };

/**
 * A signed JWT for one request, with a fresh `jti` and fresh times: made anew in each attempt of `run`.
 *
 * @throws PartnerKeysError `ERR_KEY_UNUSABLE` for a key that the partner does not take, or that lacks what the JWT names
 *   (a certificate, an id). In a trial that key is left out; nothing was sent
 */
export type Assertion = (key: SchemeKey) => string;

/** What one partner wants in its JWT. */
export interface AssertionRow {
  /** As messages call it. */
  readonly partner: string;
  /** `alg` that the partner takes; of a key the first one that it can sign with. */
  readonly algorithms: readonly string[];
  /** How long the JWT holds. The partner's limit is at least that. */
  readonly seconds: number;
  readonly header?: (key: SchemeKey) => object;
  readonly claims: (key: SchemeKey) => object;
}

export function assertionOf(
  { partner, algorithms, seconds, header, claims }: AssertionRow,
  { now, uuid }: SchemeEffects,
): Assertion {
  return (key) => {
    const { name, signs } = keyTypeOf(key.privateKey);
    const alg = signs.find((one) => algorithms.includes(one));
    if (alg === undefined) {
      throw unusableKey(partner, key, `is of type ${name}`, `allowed: one that signs ${algorithms.join(", ")}`);
    }
    const iat = Math.floor(now() / 1000);
    return signedJwt(alg, key.privateKey, header?.(key) ?? {}, {
      ...claims(key),
      jti: uuid(),
      iat,
      exp: iat + seconds,
    });
  };
}

/** The key lacks what the partner wants. The signer leaves it out of a trial. */
export function unusableKey(partner: string, key: SchemeKey, what: string, advice: string): PartnerKeysError {
  return failure("ERR_KEY_UNUSABLE", {
    doing: `signing for ${partner}`,
    what: `the key of version ${key.versionId} ${what}`,
    advice,
  });
}
