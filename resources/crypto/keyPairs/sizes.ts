/** Bits of an RSA key. */
export const MODULUS_LENGTHS = [2048, 3072, 4096] as const;
export type ModulusLength = (typeof MODULUS_LENGTHS)[number];

/** Curves of an EC key. */
export const NAMED_CURVES = ["P-256", "P-384", "P-521", "secp256k1"] as const;
export type NamedCurve = (typeof NAMED_CURVES)[number];
