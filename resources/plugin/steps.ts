import type { SecretStore, StageMove } from "../secrets/secretStore";
import { moveThere } from "../secrets/settled";
import type { Context } from "./context";

/** One thing that an operation does with its secret: a call, or a line for the person who runs the command. */
export type Step =
  | { readonly do: "tell"; readonly line: string }
  | { readonly do: "describe as"; readonly change: Parameters<SecretStore["updateMetadata"]>[1] }
  | { readonly do: "tag"; readonly tags: Readonly<Record<string, string>> }
  | { readonly do: "untag"; readonly keys: readonly string[] }
  | ({ readonly do: "move" } & Omit<StageMove, "arn">);

export const tell = (line: string): Step => ({ do: "tell", line });

/** Carries out what was decided, one step after the other. Every step can be repeated after a kill. */
export async function carryOut(
  arn: string,
  steps: readonly Step[],
  context: Pick<Context, "openStore" | "wait" | "now" | "tell">,
): Promise<void> {
  for (const step of steps) await carryOutOne(arn, step, context);
}

async function carryOutOne(arn: string, step: Step, context: Parameters<typeof carryOut>[2]): Promise<void> {
  switch (step.do) {
    case "tell":
      return context.tell(step.line);
    case "describe as":
      return context.openStore().updateMetadata(arn, step.change);
    case "tag":
      return context.openStore().tag(arn, step.tags);
    case "untag":
      return context.openStore().untag(arn, step.keys);
    case "move": {
      const { do: _, ...move } = step;
      return moveThere({ arn, ...move }, context);
    }
  }
}
