import * as pulumi from "@pulumi/pulumi";
import { EcKeyPair, Ed25519KeyPair, keyPairAliases, RsaKeyPair, type KeyPairArgs } from "../resources";
import {
  artifact,
  artifactProblem,
  fingerprintForm,
  fingerprintFormProblem,
  keyPair,
} from "../resources/rules/publicForms";
import type { Rule } from "../resources/rules/rule";
import type { PartnerCredentialsArgs } from "./partnerCredentialsArgs";

export type AnyKeyPair = RsaKeyPair | EcKeyPair | Ed25519KeyPair;

type Kind = "rsa" | "ec" | "ed25519";
const CLASSES = { rsa: RsaKeyPair, ec: EcKeyPair, ed25519: Ed25519KeyPair };
const NAMES: Readonly<Record<Kind, string>> = { rsa: "RSA", ec: "EC", ed25519: "Ed25519" };

/** What kind of key pair the arguments ask for, and its own arguments. */
function chosen({ keyPair = { rsa: {} }, modulusLength }: PartnerCredentialsArgs): readonly [Kind, object] {
  const [kind = "rsa"] = Object.keys(keyPair) as Kind[];
  const size: object = (keyPair as Partial<Record<Kind, object>>)[kind] ?? {};
  return [kind, modulusLength === undefined ? size : { ...size, modulusLength }];
}

/** As a person calls the kind. */
export function kindOf(args: PartnerCredentialsArgs): string {
  return NAMES[chosen(args)[0]];
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

/**
 * Refuses what the kind of key cannot have, before anything is made.
 *
 * @throws pulumi.RunError that lists every problem
 */
export function assertFitTogether(name: string, args: PartnerCredentialsArgs): void {
  const judged: readonly (readonly [string, unknown, Rule])[] = [
    ["keyPair", args.keyPair, keyPair],
    ["artifact", args.artifact, artifact],
    ["fingerprintForm", args.fingerprintForm, fingerprintForm],
  ];
  const problems = judged.flatMap(([property, value, rule]) => {
    const allowed = value === undefined ? undefined : rule(value);
    return allowed === undefined ? [] : [`${property}: ${JSON.stringify(value)} is not allowed, allowed: ${allowed}`];
  });
  if (problems.length === 0) problems.push(...misfits(args));
  if (problems.length > 0)
    throw new pulumi.RunError(`PartnerCredentials ${name}:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
}

function misfits(args: PartnerCredentialsArgs): string[] {
  const [kind, size] = chosen(args);
  const type = kind === "ec" ? (size as { namedCurve: string }).namedCurve : NAMES[kind];
  const of = (property: string, problem: string | undefined) =>
    problem === undefined ? [] : [`${property}: ${problem}`];
  const twice = args.modulusLength !== undefined && args.keyPair !== undefined;
  return [
    ...of("modulusLength", twice ? "given together with keyPair, allowed: exactly one of the two" : undefined),
    ...(args.artifact === undefined ? [] : of("artifact", artifactProblem(type, args.artifact))),
    ...(args.fingerprintForm === undefined
      ? []
      : of("fingerprintForm", fingerprintFormProblem(type, args.fingerprintForm))),
  ];
}
