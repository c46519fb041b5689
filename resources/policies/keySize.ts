import { createPublicKey } from "node:crypto";
import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { MODULUS_LENGTHS, NAMED_CURVES } from "../crypto/keyPairs/sizes";
import { KEY_PAIRS } from "../rules/keyPairs";
import { judged, names, settings, type Excepting } from "./config";
import { classOf, isIssued, isKeyPair, known, textOf } from "./ours";

interface Config extends Excepting {
  readonly minModulusLength: number;
  readonly allowed: readonly string[];
}

interface KeyPairProps {
  readonly modulusLength?: number;
}

const KINDS = ["RSA", ...NAMED_CURVES, "Ed25519"];

/** Every key pair is of an allowed kind, and an RSA key has at least `minModulusLength` bits (2048). */
export const keySize: StackValidationPolicy = {
  name: "partner-keys-size",
  description: "A key pair is of an allowed kind and size.",
  configSchema: settings({
    minModulusLength: {
      type: "integer",
      enum: [...MODULUS_LENGTHS],
      default: 2048,
      description: "Bits of an RSA key.",
    },
    allowed: names(`What a key pair may be, of ${KINDS.join(", ")}.`, KINDS),
  }),
  validateStack: (stack, report) => {
    const config = stack.getConfig<Config>();
    const { minModulusLength, allowed } = config;
    for (const resource of judged(stack.resources, config).filter(isKeyPair)) {
      const kind = kindOf(resource);
      if (kind !== undefined && !allowed.includes(kind)) {
        report(`it is a ${kind} key, allowed: ${allowed.join(", ")}`, resource.urn);
      }
      const bits = kind === "RSA" ? bitsOf(resource) : undefined;
      if (bits !== undefined && bits < minModulusLength) {
        const what = `it has ${bits} bits`;
        report(`${what}, give it a modulusLength of at least ${minModulusLength}`, resource.urn);
      }
    }
  },
};

function kindOf(resource: PolicyResource): string | undefined {
  const row = Object.values(KEY_PAIRS).find(({ type }) => type === classOf(resource));
  return known(() => row?.publicType(resource.props as Readonly<Record<string, unknown>>));
}

/** Those of the key, where it is made; else those that are asked for. An issued key that is not read yet has none. */
function bitsOf(resource: PolicyResource): number | undefined {
  const pem = textOf(resource, "publicKeyPem");
  if (pem !== undefined) return createPublicKey(pem).asymmetricKeyDetails?.modulusLength;
  const asked = known(() => (resource.props as KeyPairProps).modulusLength);
  return asked ?? (isIssued(resource) ? undefined : KEY_PAIRS.rsa.sizes.modulusLength.default);
}
