import * as pulumi from "@pulumi/pulumi";
import { refused } from "../resources/program/refused";
import {
  artifactProblem,
  fingerprintFormProblem,
  neededFor,
  neededForFingerprint,
} from "../resources/rules/publicForms";
import { allowedBy, notAllowed, notAnObject, shown, unknownName, unshown } from "../resources/rules/rule";
import { ARGUMENTS, type Argument, type ArgumentName } from "./arguments";
import { publicKeyTypeOf } from "./declareKeyPair";
import { isOutput } from "./isOutput";
import type { PartnerCredentialsArgs } from "./partnerCredentialsArgs";
import { profiled, type ProfiledArgs } from "./profiled";

const REQUIRED = Object.entries<Argument>(ARGUMENTS)
  .filter(([, { required }]) => required === "always")
  .map(([name]) => name);

/** Arguments that a component can do something with. */
interface Judged {
  /** With what the profile gives. */
  readonly args: ProfiledArgs;
  /** Judged also where it is not known yet. */
  readonly environment: pulumi.Output<string | undefined>;
}

/**
 * Refuses what a component cannot do anything with, before anything is made. Programs run without a type check (decision
 * 0006): a misspelt name would be ignored, and a wrong `environment` would be taken for one that asks nobody.
 *
 * @throws pulumi.RunError that lists every problem
 */
export function judgeArgs(name: string, args: PartnerCredentialsArgs): Judged {
  const instead = notAnObject(args);
  if (instead !== undefined)
    throw refusal(name, [`${instead}, allowed: an object with ${REQUIRED.join(", ")} and others`]);
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  const problems = given.flatMap(([property, value]: [string, unknown]) => problemOf(property, value) ?? []);
  const missing = REQUIRED.filter((property) => !given.some(([other]) => other === property));
  problems.push(...missing.map((property) => `${property}: missing`));
  if (problems.length > 0) throw refusal(name, problems);
  const whole = profiled(args, (contradictions) => {
    throw refusal(name, contradictions);
  });
  const unfit = misfits(whole);
  if (unfit.length > 0) throw refusal(name, unfit);
  const environment = pulumi.output(args.environment).apply((value: string | undefined) => {
    // Under mocks an output may say nothing
    const problem = value === undefined ? undefined : problemOf("environment", value);
    if (problem !== undefined) throw refusal(name, [problem]);
    return value;
  });
  return { args: whole, environment };
}

/** An argument that a child gets under another name: an output is judged when it is known. */
export function judgedLater<T>(name: string, property: ArgumentName, value: pulumi.Input<T>): pulumi.Input<T> {
  if (!isOutput(value)) return value;
  return pulumi.output(value).apply((known) => {
    const problem = known === undefined ? undefined : problemOf(property, known);
    if (problem !== undefined) throw refusal(name, [problem]);
    return known;
  }) as pulumi.Output<T>;
}

function problemOf(property: string, value: unknown): string | undefined {
  if (!Object.hasOwn(ARGUMENTS, property)) return unknownName(property, "argument", Object.keys(ARGUMENTS));
  const { judged, isPlain, shown: isShown }: Argument = ARGUMENTS[property as ArgumentName];
  if (judged === undefined) return undefined;
  const isLater = isOutput(value);
  if (isLater && isPlain !== true) return undefined;
  const allowed = isLater ? `a plain value: ${String(allowedBy(judged, undefined))}` : allowedBy(judged, value);
  if (allowed === undefined) return undefined;
  const given = isLater ? "an output" : isShown ? shown(value) : unshown(value);
  return notAllowed(property, given, allowed);
}

/** What the kind of key cannot have. */
function misfits(args: ProfiledArgs): string[] {
  const type = publicKeyTypeOf(args);
  const of = (property: string, problem: string | undefined) =>
    problem === undefined ? [] : [`${property}: ${problem}`];
  const { artifact, fingerprintForm: form } = args;
  const missing = (given: unknown, needed: "certificate" | "signingRequest" | undefined) =>
    needed === undefined || args[needed] !== undefined
      ? undefined
      : `${shown(given)} needs ${needed}, which is missing`;
  const twice = args.modulusLength !== undefined && args.keyPair !== undefined;
  return [
    ...of(
      "compromisedApiKeys",
      args.compromisedApiKeys !== undefined && args.apiKey === undefined
        ? "given without apiKey, allowed: with one; compromised names keys of the key pair"
        : undefined,
    ),
    ...of(
      "standby",
      args.standby === true && args.activation === "published"
        ? 'true is not allowed with activation "published": nobody hands a key over there, and a spare that is published is none'
        : undefined,
    ),
    ...of("modulusLength", twice ? "given together with keyPair, allowed: exactly one of the two" : undefined),
    ...(artifact === undefined
      ? []
      : of("artifact", artifactProblem(type, artifact) ?? missing(artifact, neededFor(artifact)))),
    ...(form === undefined
      ? []
      : of("fingerprintForm", fingerprintFormProblem(type, form) ?? missing(form, neededForFingerprint(form)))),
  ];
}

function refusal(name: string, problems: readonly string[]): pulumi.RunError {
  return refused({ doing: `PartnerCredentials ${name}`, what: problems });
}
