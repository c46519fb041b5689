import * as pulumi from "@pulumi/pulumi";
import type { CertificateArgs, PartnerProfile } from "../resources";
import { expandProfile } from "../resources/rules/expandProfile";
import { profileOf } from "../resources/rules/profile";
import { isRecord } from "../resources/rules/rule";
import { isOutput } from "./isOutput";
import type { PartnerCredentialsArgs } from "./partnerCredentialsArgs";

/** The arguments with what the profile gives. */
export type ProfiledArgs = Omit<PartnerCredentialsArgs, "certificate" | "profile"> & {
  readonly certificate?: CertificateArgs;
  readonly profile?: PartnerProfile;
};

/** The arguments that a profile judges and that may be outputs, or hold some. */
const JUDGED = [
  "modulusLength",
  "activation",
  "acknowledgedKeyId",
  "certificate",
  "signingRequest",
  "standby",
] as const;

/**
 * Fills in what the profile gives; without one the arguments stay as they are. What is not known yet is judged once it is.
 *
 * @param refuse throws for problems
 */
export function profiled(args: PartnerCredentialsArgs, refuse: (problems: readonly string[]) => void): ProfiledArgs {
  if (args.profile === undefined) return args as ProfiledArgs;
  const profile = profileOf(args.profile);
  const known = plainly(args) as Record<string, unknown>;
  const { filled, problems } = expandProfile(known, profile);
  if (problems.length > 0) refuse(problems);
  const judge = (more: Record<string, unknown>) => {
    const { problems } = expandProfile({ ...known, ...more }, profile);
    if (problems.length > 0) refuse(problems);
  };
  const later = Object.fromEntries(
    JUDGED.filter((name) => holdsOutput(args[name])).map((name) => [name, judgedLater(name, args[name], judge)]),
  );
  const certificate = { ...(filled["certificate"] ?? {}), ...args.certificate, ...later["certificate"] };
  return {
    ...args,
    ...filled,
    ...later,
    profile,
    ...(args.certificate === undefined ? {} : { certificate }),
  } as ProfiledArgs;
}

/** The same value, which is refused once it is known. Of an object each field by itself, because the others may be known. */
function judgedLater(name: string, value: unknown, judge: (more: Record<string, unknown>) => void): object {
  const judged = (one: unknown, more: (known: unknown) => Record<string, unknown>) =>
    (pulumi.output(one) as pulumi.Output<unknown>).apply((known) => {
      // Under mocks an output may say nothing
      if (known !== undefined) judge(more(known));
      return known;
    });
  if (!isRecord(value) || isOutput(value)) return judged(value, (known) => ({ [name]: known }));
  const fields = Object.entries(value).filter(([, field]) => holdsOutput(field));
  const whole = plainly(value) as object;
  return Object.fromEntries(
    fields.map(([field, one]) => [field, judged(one, (known) => ({ [name]: { ...whole, [field]: known } }))]),
  );
}

function holdsOutput(value: unknown): boolean {
  if (isOutput(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsOutput);
}

/** As the engine writes it in a preview: a placeholder stands for what is not known yet. */
function plainly(value: unknown): unknown {
  if (isOutput(value)) return pulumi.runtime.unknownValue;
  if (Array.isArray(value)) return value.map(plainly);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plainly(one)]));
}
