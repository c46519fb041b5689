import { generateKeyPair as generate } from "node:crypto";
import { promisify } from "node:util";
import { keyTypeOf } from "../publicKey/keyTypes";
import { bareKeyOf, isEqual, scalarOf } from "./bareKey";
import type { KeyPairKind } from "./keyPairKind";
import { NAMED_CURVES, type NamedCurve } from "./sizes";
import { withSmallTable } from "./smallTable";

// Loading them takes a while, and most runs make no key; with `require`, because the first `import` starts a loader of its own
/* eslint-disable @typescript-eslint/no-require-imports */
const nist = () => require("@noble/curves/nist.js") as typeof import("@noble/curves/nist.js");
const secp = () => require("@noble/curves/secp256k1.js") as typeof import("@noble/curves/secp256k1.js");
/* eslint-enable @typescript-eslint/no-require-imports */

/** A curve is a row: bytes of a point that is not compressed, and the second implementation. */
const CURVES = {
  "P-256": { point: 65, load: () => nist().p256 },
  "P-384": { point: 97, load: () => nist().p384 },
  "P-521": { point: 133, load: () => nist().p521 },
  secp256k1: { point: 65, load: () => secp().secp256k1 },
} as const satisfies Readonly<Record<NamedCurve, object>>;

/** EC with the name of its curve inside (RFC 5480 §2.1.1), verified by noble. */
export const ecKeyPair: KeyPairKind<NamedCurve, "sec1" | "pkcs8" | "pkcs8-base64"> = {
  label: "EC key pair",
  types: NAMED_CURVES,
  forms: ["pkcs8", "sec1", "pkcs8-base64"],
  sizeOf: (publicKey) => ({ size: keyTypeOf(publicKey).name as NamedCurve }),
  named: (curve) => `curve ${curve}`,
  digest: "sha256",
  generate: (namedCurve) => promisify(generate)("ec", { namedCurve, paramEncoding: "named" }),
  verify: async ({ privateKey, publicKeyPem }, curve) => {
    const { point, load } = CURVES[curve];
    const made = withSmallTable(load()).getPublicKey(scalarOf(privateKey), false);
    return isEqual(made, bareKeyOf(publicKeyPem, point));
  },
};
