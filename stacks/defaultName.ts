import * as pulumi from "@pulumi/pulumi";
import type { ProfiledArgs } from "./profiled";

/** An output may say nothing of the two: then there is no name, which the key's check tells. */
export function defaultName({ partner, environment }: ProfiledArgs, what: string): pulumi.Output<string> {
  return pulumi
    .all([partner, environment] as pulumi.Input<string | undefined>[])
    .apply(([one, other]) =>
      one === undefined || other === undefined ? (undefined as never) : `${one}/${other}/${what}`,
    );
}

/** The name that is given, and the default where that is absent or "". */
export function nameOr(
  given: pulumi.Input<string> | undefined,
  otherwise: pulumi.Output<string>,
): pulumi.Input<string> {
  if (given === undefined || given === "") return otherwise;
  if (typeof given === "string") return given;
  return pulumi.all([given, otherwise]).apply(([name, byDefault]) => (name === "" ? byDefault : name));
}
