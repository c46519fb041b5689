import { PartnerKeysError } from "../../errors";
import { keyTypeOf } from "./keyTypes";
import { readPublicKey } from "./publicPem";

/**
 * The bare public key: of Ed25519 its 32 bytes (RFC 8032), of EC the uncompressed point (SEC 1 §2.3.3).
 *
 * @throws {@link PartnerKeysError} `ERR_INVALID_INPUT` for RSA, which has no bare form
 */
export function rawPublicKey(publicKeyPem: string, encoding: "base64" | "hex"): string {
  const key = readPublicKey(publicKeyPem);
  const { name, signs } = keyTypeOf(key);
  const { x, y } = signs.length > 0 ? key.export({ format: "jwk" }) : {};
  if (x === undefined) {
    throw new PartnerKeysError(
      "ERR_INVALID_INPUT",
      `writing public key as bare bytes: a key of type ${name} has no such form, only EC and Ed25519 keys do; use "spki-pem" or "spki-base64"`,
    );
  }
  const coordinate = (value: string) => Buffer.from(value, "base64url");
  const bytes = y === undefined ? coordinate(x) : Buffer.concat([Buffer.of(4), coordinate(x), coordinate(y)]);
  return bytes.toString(encoding);
}
