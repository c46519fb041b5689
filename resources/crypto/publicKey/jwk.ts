import { createHash, type KeyObject } from "node:crypto";
import { failure, type PartnerKeysError } from "../../errors";
import { comesLater, problemsOfNames } from "../asked";
import { shown, unshown } from "../shown";
import { KEY_TYPES, keyTypeOf, type KeyType } from "./keyTypes";
import { readPublicKey } from "./publicPem";

/** What a JWK says besides the key itself. */
export interface JwkOptions {
  /** Algorithm, as the partner asks for it: `RS256`, `RS384`, `PS256`, `ES256`, `EdDSA`, … Default: not in the JWK. */
  readonly alg?: string;
  /** `sig` or `enc`. Default: what `alg` is for; without `alg`, `sig`. */
  readonly use?: "sig" | "enc";
  /** Key id. Default: the RFC 7638 thumbprint, which is unique and can be computed by both sides. */
  readonly kid?: string;
}

/** A public key as JSON Web Key (RFC 7517): the members of its type (RFC 7518 §6, RFC 8037), then ours. */
export interface PublicJwk {
  /** Type of key: `RSA`, `EC`, `OKP` (Ed25519). */
  readonly kty: string;
  /** What the key is for. */
  readonly use: "sig" | "enc";
  /** Algorithm; absent where none was asked for. */
  readonly alg?: string;
  /** Key id. */
  readonly kid: string;
  /** Curve, of `EC` and `OKP`. */
  readonly crv?: string;
  /** First coordinate, or the whole key of `OKP`; base64url. */
  readonly x?: string;
  /** Second coordinate, of `EC`; base64url. */
  readonly y?: string;
  /** Modulus, of `RSA`; base64url. */
  readonly n?: string;
  /** Public exponent, of `RSA`; base64url. */
  readonly e?: string;
}

/** The members that make the key, in the order RFC 7638 hashes them: alphabetical. */
function keyMembers(key: KeyObject): Readonly<Record<string, string>> {
  const { crv, e, kty, n, x, y } = key.export({ format: "jwk" });
  const present = Object.entries({ crv, e, kty, n, x, y }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as Record<string, string>;
}

/**
 * The RFC 7638 thumbprint with SHA-256, base64url without padding.
 *
 * @example
 * ```ts
 * import { jwkThumbprint } from "pulumi-partner-keys/public-key";
 *
 * jwkThumbprint(publicKeyPem); // 43 characters of base64url
 * ```
 */
export function jwkThumbprint(publicKeyPem: string): string {
  const key = readPublicKey(publicKeyPem);
  jwkUse(keyTypeOf(key));
  return thumbprint(key);
}

const thumbprint = (key: KeyObject) =>
  createHash("sha256")
    .update(JSON.stringify(keyMembers(key)))
    .digest("base64url");

/**
 * The key as JWK.
 *
 * @throws {@link PartnerKeysError} `ERR_INVALID_INPUT` for an `alg` or a `use` that does not fit the key, and an empty `kid`
 *
 * @example
 * ```ts
 * import { publicJwk } from "pulumi-partner-keys/public-key";
 *
 * publicJwk(publicKeyPem, { alg: "RS256" }).kid; // the thumbprint
 * ```
 */
export function publicJwk(publicKeyPem: string, options: JwkOptions = {}): PublicJwk {
  assertOptions(options, OPTIONS);
  const key = readPublicKey(publicKeyPem);
  const use = jwkUse(keyTypeOf(key), options);
  const { kty, ...members } = keyMembers(key);
  const { alg, kid = thumbprint(key) } = options;
  return { kty: String(kty), use, ...(alg === undefined ? {} : { alg }), kid, ...members };
}

/**
 * Several keys as JWK set: what a partner fetches, or is given, while one key takes over from another. An empty text, which
 * an output is while there is no such key, is left out.
 *
 * @example
 * ```ts
 * import { publicJwks } from "pulumi-partner-keys/public-key";
 *
 * JSON.stringify(publicJwks([livePem, pendingPem]));
 * ```
 */
export function publicJwks(publicKeyPems: readonly string[], options: Omit<JwkOptions, "kid"> = {}) {
  const given: unknown = publicKeyPems;
  if (!Array.isArray(given)) throw wrong(comesLater(given) ?? `${unshown(given)} was given`, "an array of public keys");
  assertOptions(options, OF_ALL);
  return { keys: publicKeyPems.filter((pem) => pem !== "").map((pem) => publicJwk(pem, options)) };
}

/**
 * What the JWK of a type of key is for.
 *
 * @throws {@link PartnerKeysError} `ERR_INVALID_INPUT` for a type that this package writes no JWK of, an `alg` or a `use`
 * that does not fit, a `kid` that is none
 */
export function jwkUse({ name, signs, encrypts }: KeyType, { alg, use, kid }: JwkOptions = {}): "sig" | "enc" {
  // Programs run unchecked
  if (kid !== undefined && (typeof kid !== "string" || kid === ""))
    throw wrong(`kid ${shown(kid)} is none`, "a text that is not empty");
  if (signs.length === 0) throw wrong(`it is a key of type ${name}`, KEY_TYPES.map((type) => type.name).join(", "));
  if (use !== undefined && !["sig", "enc"].includes(use)) throw wrong("use is another text", '"sig" and "enc"');
  if (alg === undefined) {
    if (use === "enc" && encrypts.length === 0) throw wrong(`use "enc" does not fit a key of type ${name}`, '"sig"');
    return use ?? "sig";
  }
  if (![...signs, ...encrypts].includes(alg)) {
    throw wrong(`alg ${shown(alg)} does not fit a key of type ${name}`, [...signs, ...encrypts].join(", "));
  }
  const needed = signs.includes(alg) ? "sig" : "enc";
  if (use !== undefined && use !== needed) throw wrong(`use "${use}" does not fit alg "${alg}"`, `"${needed}"`);
  return needed;
}

const OF_ALL = ["alg", "use"];
const OPTIONS = [...OF_ALL, "kid"];

/** Programs run unchecked: a `kid` of several keys, or a name that is none, would be left out without a word. */
function assertOptions(options: unknown, names: readonly string[]): void {
  const [problem] = problemsOfNames(options, "option", names);
  if (problem !== undefined) throw failure("ERR_INVALID_INPUT", { doing: WRITING, what: problem });
}

const WRITING = "writing public key as JWK";

function wrong(found: string, allowed: string): PartnerKeysError {
  return failure("ERR_INVALID_INPUT", {
    doing: WRITING,
    what: found,
    advice: `allowed: ${allowed}`,
  });
}
