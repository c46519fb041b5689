import * as pulumi from "@pulumi/pulumi";
import type { PartnerCredentialsArgs } from "./partnerCredentialsArgs";

/** The named properties that are given: an absent one must stay absent, it means "the default". */
export function given<T extends object, K extends keyof T>(
  args: T,
  ...names: readonly K[]
): { [P in K]?: Exclude<T[P], undefined> } {
  return Object.fromEntries(names.filter((name) => args[name] !== undefined).map((name) => [name, args[name]])) as {
    [P in K]?: Exclude<T[P], undefined>;
  };
}

/** An output may say nothing of the two: then there is no name, which the key's check tells. */
export function defaultName({ partner, environment }: PartnerCredentialsArgs, what: string): pulumi.Output<string> {
  return pulumi
    .all([partner, environment] as pulumi.Input<string | undefined>[])
    .apply(([one, other]) =>
      one === undefined || other === undefined ? (undefined as never) : `${one}/${other}/${what}`,
    );
}
