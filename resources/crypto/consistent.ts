import { createECDH, type KeyObject } from "node:crypto";

/**
 * Whether the numbers of a private key belong together: OpenSSL reads a key with a changed digit, and it signs with another
 * one. Of Ed25519 there is one number alone, so that nothing can be compared.
 */
export function isConsistent(key: KeyObject): boolean {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === "rsa") return isRsa(key.export({ format: "jwk" }));
  return type !== "ec" || isPoint(key.export({ format: "jwk" }), String(details?.namedCurve));
}

type Numbers = Readonly<Record<string, unknown>>;

/** RFC 8017, 3.2. */
function isRsa(jwk: Numbers): boolean {
  const number = (name: string) => BigInt(`0x0${Buffer.from(String(jwk[name]), "base64url").toString("hex")}`);
  const [n, e, d, p, q] = [number("n"), number("e"), number("d"), number("p"), number("q")];
  if (p <= 1n || q <= 1n || p * q !== n) return false;
  const [dp, dq, qi] = [number("dp"), number("dq"), number("qi")];
  return (
    (e * d) % (p - 1n) === 1n &&
    (e * d) % (q - 1n) === 1n &&
    d % (p - 1n) === dp &&
    d % (q - 1n) === dq &&
    (q * qi) % p === 1n
  );
}

/** SEC 1, 3.2: the point is the private number times the generator. */
function isPoint({ x, y, d }: Numbers, curve: string): boolean {
  const bytes = (value: unknown) => Buffer.from(String(value), "base64url");
  const ecdh = createECDH(curve);
  ecdh.setPrivateKey(bytes(d));
  return ecdh.getPublicKey().equals(Buffer.concat([Buffer.of(4), bytes(x), bytes(y)]));
}
