import type * as pulumi from "@pulumi/pulumi";
import type { Checked } from "../check/checkInputs";
import type { Context } from "../context";
import type { Props } from "../../rules/inputTable";
import type { Who } from "../run/who";

export type Provider = pulumi.dynamic.ResourceProvider;

/** Makes the effects of an operation in one region. */
export type OpenContext = (region: string) => Context;

/** An empty id tells the engine that the resource is gone. */
export const GONE = { id: "", props: {} };

/** `props`: the inputs of a resource, or its state. */
export function whoOf(type: string, props: object): Who {
  const { owner, region = "", secretName, secretId, secretArn } = props as Props;
  return { type, owner: String(owner), place: [region, secretName ?? secretId ?? secretArn].map(String).join(" ") };
}

/**
 * Beside a property that has a name the engine prints the value of that input, a secret one decrypted (pulumi/pulumi,
 * pkg/resource/deploy/step_generator.go, issueCheckFailures). The reason names the input, and shows what may be shown.
 */
export function forEngine({ inputs, failures }: Checked): pulumi.dynamic.CheckResult {
  return { inputs, failures: failures.map(({ reason }) => ({ property: "", reason })) };
}

/**
 * For check, diff, read and delete the engine's Node host prints message *and* stack: a stack of ours tells nobody
 * anything, the message stands alone.
 */
export function withoutStacks(provider: Provider): Provider {
  const wrapped = Object.entries(provider).map(([name, method]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await (method as (...args: unknown[]) => Promise<unknown>)(...args);
      } catch (error) {
        if (error instanceof Error) error.stack = "";
        throw error;
      }
    },
  ]);
  return Object.fromEntries(wrapped) as Provider;
}
