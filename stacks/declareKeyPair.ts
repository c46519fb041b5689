import type * as pulumi from "@pulumi/pulumi";
import { EcKeyPair, Ed25519KeyPair, keyPairAliases, RsaKeyPair, type KeyPairArgs } from "../resources";
import type { PartnerCredentialsArgs } from "./partnerCredentialsArgs";

export type AnyKeyPair = RsaKeyPair | EcKeyPair | Ed25519KeyPair;

type Kind = "rsa" | "ec" | "ed25519";
const CLASSES = { rsa: RsaKeyPair, ec: EcKeyPair, ed25519: Ed25519KeyPair };
const NAMES: Readonly<Record<Kind, string>> = { rsa: "RSA", ec: "EC", ed25519: "Ed25519" };

/** What kind of key pair the arguments ask for, and its own arguments. */
function chosen({ keyPair = { rsa: {} }, modulusLength }: PartnerCredentialsArgs): readonly [Kind, object] {
  const given = Object.entries(keyPair).find(([, size]) => size !== undefined);
  const [kind, size] = (given ?? ["rsa", {}]) as [Kind, object];
  return [kind, modulusLength === undefined ? size : { ...size, modulusLength }];
}

/** As a person calls the kind. */
export function kindOf(args: PartnerCredentialsArgs): string {
  return NAMES[chosen(args)[0]];
}

/** The type of its public key, as `publicArtifact` and `publicFingerprint` name it. */
export function publicKeyTypeOf(args: PartnerCredentialsArgs): string {
  const [kind, size] = chosen(args);
  return kind === "ec" ? (size as { namedCurve: string }).namedCurve : NAMES[kind];
}

/**
 * Declares the key pair. It keeps its name whatever kind it is, and takes the place of one of another kind: that is a
 * rotation in the same secret.
 */
export function declareKeyPair(
  name: string,
  args: PartnerCredentialsArgs,
  shared: KeyPairArgs,
  opts: pulumi.CustomResourceOptions,
): AnyKeyPair {
  const [kind, size] = chosen(args);
  const { privateKeyFormat } = args;
  const own = { ...shared, ...size, ...(privateKeyFormat === undefined ? {} : { privateKeyFormat }) };
  return new CLASSES[kind](name, own as never, { ...opts, aliases: keyPairAliases });
}
