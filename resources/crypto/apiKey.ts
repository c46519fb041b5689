export type ApiKeyEncoding = "base64" | "base64url" | "hex";

/** Shape of an API key that we make ourselves. */
export interface GeneratedApiKeyShape {
  /** Random bytes before encoding, 16 to 1024. */
  readonly bytes: number;
  readonly encoding: ApiKeyEncoding;
  /** Put before the encoded bytes, for example `sk_live_`. */
  readonly prefix: string;
}

/** An API key of `8 * bytes` bits of entropy: the prefix and the encoded random bytes. */
export function generateApiKey(shape: GeneratedApiKeyShape, randomBytes: (size: number) => Buffer): string {
  return shape.prefix + randomBytes(shape.bytes).toString(shape.encoding);
}
