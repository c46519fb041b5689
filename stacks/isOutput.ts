import * as pulumi from "@pulumi/pulumi";

/** Whether a value is there later only. */
export function isOutput(value: unknown): value is pulumi.Output<unknown> | Promise<unknown> {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}
