import type { Knowledge, SignedRequest, Verify } from "./signedRequest";
import type { KnownKey } from "./verifySignature";

interface Jwt {
  readonly header: { readonly kid?: string; readonly "x5t#S256"?: string };
  readonly claims: { readonly iss?: string; readonly sub?: string; readonly aud?: unknown; readonly scope?: unknown };
  readonly endpoint: string;
}

/** What one partner demands of a JWT, besides its signature, its times and an id that is new. */
interface AssertionRules {
  readonly algorithms: readonly string[];
  /** Where the JWT is: a field of the form, or the bearer token. */
  readonly sentAs: "client_assertion" | "assertion" | "bearer";
  /** Longest life that the partner takes. Seconds. */
  readonly mostSeconds: number;
  readonly names: (jwt: Jwt, key: KnownKey, thumbprint: string) => boolean;
}

/** As their documentation has it. A row a partner. */
const RULES = {
  okta: {
    algorithms: ["RS256", "ES256", "ES384", "ES512"],
    sentAs: "client_assertion",
    mostSeconds: 3600,
    names: ({ header, claims, endpoint }, _, thumbprint) =>
      header.kid === thumbprint && claims.aud === endpoint && claims.iss === claims.sub,
  },
  entra: {
    algorithms: ["PS256"],
    sentAs: "client_assertion",
    mostSeconds: 600,
    names: ({ header, claims, endpoint }, key) =>
      header["x5t#S256"] !== undefined &&
      header["x5t#S256"] === key.certificateSha256 &&
      claims.aud === endpoint &&
      claims.iss === claims.sub,
  },
  snowflake: {
    algorithms: ["RS256", "ES256", "ES384", "ES512"],
    sentAs: "bearer",
    mostSeconds: 3600,
    names: ({ claims }, key) =>
      claims.iss === `${String(claims.sub)}.${key.spkiSha256}` && claims.sub === claims.sub?.toUpperCase(),
  },
  salesforce: {
    algorithms: ["RS256"],
    sentAs: "assertion",
    mostSeconds: 180,
    names: ({ claims, endpoint }) => claims.aud === new URL(endpoint).origin,
  },
  netsuite: {
    algorithms: ["PS256", "PS384", "PS512", "ES256", "ES384", "ES512"],
    sentAs: "client_assertion",
    mostSeconds: 3599,
    names: ({ header, claims, endpoint }, key) =>
      header.kid === key.id && claims.aud === endpoint && typeof claims.scope === "string",
  },
} as const satisfies Record<string, AssertionRules>;

export type AssertingPartner = keyof typeof RULES;

/** Judged by `jose`, which is not what signed. */
export const verifyAssertion =
  (partner: AssertingPartner): Verify =>
  async (request, knowledge) => {
    const { sentAs, ...rules }: AssertionRules = RULES[partner];
    const token = tokenOf(request, sentAs);
    for (const key of token === undefined ? [] : knowledge.keys) {
      if (await isOf(String(token), key, rules, request, knowledge)) return true;
    }
    return false;
  };

async function isOf(
  token: string,
  key: KnownKey,
  { algorithms, mostSeconds, names }: Omit<AssertionRules, "sentAs">,
  { target }: SignedRequest,
  { origin, now, skewSeconds, spent }: Knowledge,
): Promise<boolean> {
  const jose = await import("jose"); // an ES module
  const publicKey = await jose.importSPKI(key.publicKeyPem, String(jose.decodeProtectedHeader(token).alg), {
    extractable: true,
  });
  const options = { algorithms: [...algorithms], currentDate: new Date(now * 1000), clockTolerance: skewSeconds };
  const verified = await jose.jwtVerify(token, publicKey, options).catch(() => undefined);
  if (verified === undefined) return false;
  const { protectedHeader: header, payload: claims } = verified;
  const { iat = NaN, exp = NaN, jti } = claims;
  const thumbprint = await jose.calculateJwkThumbprint(await jose.exportJWK(publicKey));
  const endpoint = `${origin}${target}`;
  if (!(exp - iat <= mostSeconds) || jti === undefined || spent.has(jti)) return false;
  if (!names({ header, claims, endpoint }, key, thumbprint)) return false;
  spent.add(jti);
  return true;
}

function tokenOf({ headers, body }: SignedRequest, sentAs: AssertionRules["sentAs"]): string | undefined {
  if (sentAs === "bearer") return /^Bearer (\S+)$/.exec(headers.authorization ?? "")?.[1];
  return new URLSearchParams(body.toString()).get(sentAs) ?? undefined;
}
