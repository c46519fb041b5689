import * as pulumi from "@pulumi/pulumi";
import type { Activation } from "../resources";
import { previousUntil } from "../resources/words/dueDate";
import { handoffOf } from "../resources/words/handoffOf";
import { handoffText } from "../resources/words/handoffText";
import { sourceOf } from "./configSource";
import type { AnyKeyPair } from "./declareKeyPair";
import type { PartnerCredentialsArgs } from "./partnerCredentialsArgs";

/** The text for the person who talks to the partner. `component`: its name in the program. */
export function handoff(
  component: string,
  args: PartnerCredentialsArgs,
  keyPair: AnyKeyPair,
  { live, pending, previous, promotedAt, knownByTagsAlone }: Activation,
  mode: pulumi.Output<"acknowledged" | "immediate">,
): pulumi.Output<string> {
  const { partner, environment, acknowledgedFingerprint, retirePreviousAfterHours: hours } = args;
  const source = sourceOf(args);
  const command = source && ((fingerprint: string) => source.command("acknowledgedFingerprint", fingerprint));
  return pulumi
    .all([
      pulumi.output({
        live,
        pending,
        previous,
        knownByTagsAlone,
        acknowledgedFingerprint,
        newestVersionId: keyPair.versionId,
      }),
      pulumi.output({ partner, environment }),
      pulumi.all([promotedAt, hours]).apply(([since, hours]) => previousUntil(since, hours)),
      mode,
    ])
    .apply(([keys, whose, previousUntil, mode]) =>
      handoffText(
        handoffOf(
          { ...keys, previousUntil, isImmediate: mode === "immediate" },
          { ...whose, form: args.fingerprintForm, artifact: args.artifact },
          { component, command },
        ),
      ),
    );
}
