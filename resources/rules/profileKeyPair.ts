import { isDeepStrictEqual } from "node:util";
import type { PartnerProfile } from "../partners/profile";
import type { ProfileKeyPair } from "../partners/profileParts";
import type { Props } from "./inputTable";
import { KEY_PAIRS, type KeyPairName } from "./keyPairs";
import { contradiction, NOTHING, type Expansion } from "./profileExpansion";
import { isUnknown } from "./unknown";

/** One kind of key pair and its size, with the defaults of the kind. */
interface Asked {
  readonly kind: KeyPairName;
  readonly sizes: Props;
}

/** The key pair, and the form of its private half. */
export function keyPairOfProfile(given: Props, { name, keyPairs }: PartnerProfile): Expansion {
  const { keyPair, modulusLength, privateKeyFormat } = given;
  if (keyPair !== undefined && modulusLength !== undefined) return NOTHING; // refused by itself
  const property = modulusLength === undefined ? "keyPair" : "modulusLength";
  const asked = modulusLength === undefined ? askedBy(keyPair) : { kind: "rsa" as const, sizes: { modulusLength } };
  const row = asked === undefined ? keyPairs[0] : keyPairs.find((one) => isAskedFor(asked, one));
  if (row === undefined) {
    const allowed = keyPairs.map((one) => called(askedBy(one.keyPair))).join(", ");
    return { filled: {}, problems: [contradiction(property, called(asked), name, allowed)] };
  }
  return {
    filled: {
      ...(asked === undefined ? { keyPair: row.keyPair } : {}),
      ...(privateKeyFormat === undefined ? { privateKeyFormat: row.privateKeyFormat } : {}),
    },
    problems: [],
  };
}

function askedBy(keyPair: unknown): Asked | undefined {
  const [given] = Object.entries((keyPair ?? {}) as Record<KeyPairName, Props | undefined>).filter(([, one]) => one);
  if (given === undefined) return undefined;
  const [kind, sizes] = given as [KeyPairName, Props];
  const defaults = Object.entries(KEY_PAIRS[kind].sizes as Record<string, { readonly default?: unknown }>);
  const filled = defaults.map(([size, row]) => [size, sizes[size] ?? row.default] as const);
  return { kind, sizes: Object.fromEntries(filled) };
}

function isAskedFor(asked: Asked, { keyPair }: ProfileKeyPair): boolean {
  const taken = askedBy(keyPair);
  return taken?.kind === asked.kind && (isUnknown(asked.sizes) || isDeepStrictEqual(taken.sizes, asked.sizes));
}

/** As a person calls it: `RSA 2048`, `EC P-256`, `Ed25519`. */
function called(asked: Asked | undefined): string {
  if (asked === undefined) return "";
  const sizes = isUnknown(asked.sizes) ? [] : Object.values(asked.sizes).map(String);
  return [KEY_PAIRS[asked.kind].called, ...sizes].join(" ");
}
