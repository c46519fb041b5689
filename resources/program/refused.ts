import * as pulumi from "@pulumi/pulumi";
import { messageOf, type Failure } from "../errors";

/** What a message of the program process is made of. */
export interface Refusal extends Omit<Failure, "what"> {
  /** Several problems have a line each. */
  readonly what: string | readonly string[];
}

/** The one way to make an error of the program process. The engine shows its message, and no stack of calls. */
export function refused(refusal: Refusal): pulumi.RunError {
  return new pulumi.RunError(textOf(refusal));
}

/** The same, for an error that the SDK wants to know as one of a resource. */
export function refusedResource(refusal: Refusal): pulumi.ResourceError {
  return new pulumi.ResourceError(textOf(refusal), undefined, true);
}

function textOf({ doing, what, advice }: Refusal): string {
  if (typeof what === "string") return messageOf({ doing, what, ...(advice === undefined ? {} : { advice }) });
  return [`${doing}:`, ...what.map((problem) => `  ${problem}`), ...(advice === undefined ? [] : [advice])].join("\n");
}
