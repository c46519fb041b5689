import type * as pulumi from "@pulumi/pulumi";
import * as resources from "../resources";
import { KEY_PAIRS, type KeyPairName, type KeyPairType } from "../resources/rules/keyPairs";
import type { ProfiledArgs } from "./profiled";

export type AnyKeyPair = InstanceType<(typeof resources)[KeyPairType]>;

/** The kind of key pair that the arguments ask for, and its own arguments. */
function chosen({ keyPair = { rsa: {} } }: ProfiledArgs) {
  const given = Object.entries(keyPair).find(([, size]) => size !== undefined);
  const [name, size] = (given ?? ["rsa", {}]) as [KeyPairName, Readonly<Record<string, unknown>>];
  return { kind: KEY_PAIRS[name], size };
}

/** As a person calls the kind. */
export function kindOf(args: ProfiledArgs): string {
  return chosen(args).kind.called;
}

/** The type of its public key, as `publicArtifact` and `publicFingerprint` name it. */
export function publicKeyTypeOf(args: ProfiledArgs): string {
  const { kind, size } = chosen(args);
  return kind.publicType(size);
}

/**
 * Declares the key pair. It keeps its name whatever kind it is, and takes the place of one of another kind: that is a
 * rotation in the same secret.
 */
export function declareKeyPair(
  name: string,
  args: ProfiledArgs,
  shared: resources.KeyPairArgs,
  opts: pulumi.CustomResourceOptions,
): AnyKeyPair {
  const { kind, size } = chosen(args);
  const own = { ...shared, ...size };
  return new resources[kind.type](name, own as never, { ...opts, aliases: resources.keyPairAliases });
}
