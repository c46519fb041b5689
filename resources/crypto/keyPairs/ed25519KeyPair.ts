import { generateKeyPair as generate } from "node:crypto";
import { promisify } from "node:util";
import { bareKeyOf, isEqual, scalarOf } from "./bareKey";
import type { KeyPairKind } from "./keyPairKind";
import { withSmallTable } from "./smallTable";

const KEY_BYTES = 32;

/** Ed25519 (RFC 8032), which has one size, verified by noble, loaded when it is needed. */
export const ed25519KeyPair: KeyPairKind<undefined, "pkcs8" | "openssh" | "pkcs8-base64"> = {
  label: "Ed25519 key pair",
  types: ["Ed25519"],
  forms: ["pkcs8", "openssh", "pkcs8-base64"],
  sizeOf: () => ({ size: undefined }),
  named: () => "Ed25519",
  digest: null,
  generate: () => promisify(generate)("ed25519"),
  verify: async ({ privateKey, publicKeyPem }) => {
    // Loading it takes a while, and most runs make no key
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { ed25519 } = require("@noble/curves/ed25519.js") as typeof import("@noble/curves/ed25519.js");
    return isEqual(withSmallTable(ed25519).getPublicKey(scalarOf(privateKey)), bareKeyOf(publicKeyPem, KEY_BYTES));
  },
};
