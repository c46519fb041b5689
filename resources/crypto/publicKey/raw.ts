import { shown } from "../shown";
import { failure } from "../../errors";
import { KEY_TYPES, keyTypeOf, type KeyType } from "./keyTypes";
import { readPublicKey } from "./publicPem";

const ENCODINGS: readonly unknown[] = ["base64", "hex"];
const POINTS = KEY_TYPES.filter(({ hasRaw }) => hasRaw)
  .map(({ name }) => name)
  .join(", ");

/** @throws {@link PartnerKeysError} `ERR_INVALID_INPUT` for RSA and other curves, which have no bare form here */
export function assertHasRaw({ name, hasRaw }: KeyType): void {
  if (hasRaw) return;
  throw failure("ERR_INVALID_INPUT", {
    doing: "writing public key as bare bytes",
    what: `a key of type ${name} has no such form, only ${POINTS} have`,
    advice: 'use "spki-pem" or "spki-base64"',
  });
}

/**
 * The bare public key: of Ed25519 its 32 bytes (RFC 8032), of EC the uncompressed point (SEC 1 §2.3.3).
 *
 * @throws {@link PartnerKeysError} `ERR_INVALID_INPUT` for RSA, which has no bare form, and other curves
 *
 * @example
 * ```ts
 * import { rawPublicKey } from "pulumi-partner-keys/public-key";
 *
 * rawPublicKey(ed25519Pem, "hex"); // 64 hex digits
 * ```
 */
export function rawPublicKey(publicKeyPem: string, encoding: "base64" | "hex"): string {
  if (!ENCODINGS.includes(encoding)) {
    const what = `encoding: ${shown(encoding)} is not allowed`;
    throw failure("ERR_INVALID_INPUT", {
      doing: "writing public key as bare bytes",
      what,
      advice: "allowed: base64, hex",
    });
  }
  const key = readPublicKey(publicKeyPem);
  assertHasRaw(keyTypeOf(key));
  const { x, y } = key.export({ format: "jwk" });
  const coordinate = (value: string | undefined) => Buffer.from(String(value), "base64url");
  const bytes = y === undefined ? coordinate(x) : Buffer.concat([Buffer.of(4), coordinate(x), coordinate(y)]);
  return bytes.toString(encoding);
}
