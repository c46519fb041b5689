import * as pulumi from "@pulumi/pulumi";
import type { Activation, KeyVersion } from "../resources";
import type { GeneratedApiKey } from "../resources/words/apiKeyToGive";
import { previousUntil, rotationDueAt } from "../resources/words/dueDate";
import { handoffDataText } from "../resources/words/handoffData";
import { handoffOf } from "../resources/words/handoffOf";
import { handoffText } from "../resources/words/handoffText";
import { stillNamed } from "../resources/words/incident";
import { createdAtOf, overviewText } from "../resources/words/overview";
import type { KeyTexts } from "../resources/words/upload";
import { sourceOf } from "./configSource";
import type { AnyKeyPair } from "./declareKeyPair";
import type { ProfiledArgs } from "./profiled";

/** What the outputs for people are made of. */
export interface KeysOfCredentials {
  /** The component, as the program calls it. */
  readonly component: string;
  readonly keyPair: AnyKeyPair;
  /** Its keys may carry what the partner gets besides the public half. */
  readonly activation: Pick<
    Activation,
    | "secretArn"
    | "previous"
    | "promotedAt"
    | "knownByTagsAlone"
    | "publishedSince"
    | "compromisedKeys"
    | "standbyAcknowledged"
  > &
    Readonly<Record<"live" | "pending", pulumi.Output<(KeyVersion & KeyTexts) | undefined>>>;
  /** Absent without an API key. */
  readonly compromisedApiKeys: Activation["compromisedKeys"] | undefined;
  readonly mode: pulumi.Output<"acknowledged" | "immediate" | "published">;
  /** Absent: the component has no API key that was generated here. */
  readonly generatedApiKey: pulumi.Output<GeneratedApiKey | undefined> | undefined;
}

/** The outputs that tell a person what there is, since when, and what to do. */
export function forPeople(
  args: ProfiledArgs,
  { component, keyPair, activation, mode, generatedApiKey, compromisedApiKeys }: KeysOfCredentials,
) {
  const {
    partner,
    environment,
    acknowledgedFingerprint: given,
    acknowledgedStandbyFingerprint,
    retirePreviousAfterHours: hours,
    retirePreviousWhenUnreadForDays: unreadDays,
    rotateAfterDays: days,
  } = args;
  const { secretArn, live, pending, previous, promotedAt, knownByTagsAlone, compromisedKeys } = activation;
  const { versionId, createdAt, dueFrom, standbyKey: standby } = keyPair;
  const jwks = { url: args.jwksUrl, hours: args.publishedForHours, since: activation.publishedSince };
  const source = sourceOf(args);
  const command = source && ((fingerprint: string, argument: string) => source.command(argument, fingerprint));
  const known = pulumi
    .output({
      live,
      pending,
      previous,
      promotedAt,
      hours,
      unreadDays,
      days,
      dueFrom,
      newest: { versionId, createdAt },
      generatedApiKey,
    })
    .apply(({ hours, days, dueFrom, ...known }) => ({
      ...known,
      previousUntil: previousUntil(known.promotedAt, hours),
      rotationDueAt: rotationDueAt(dueFrom ?? known.newest.createdAt, days),
    }));
  const named = pulumi
    .output({
      listed: args.compromised,
      listedApiKeys: args.compromisedApiKeys,
      compromisedKeys,
      compromisedApiKeys,
    })
    .apply((all) => ({
      keys: stillNamed(all.listed, all.compromisedKeys),
      apiKeys: stillNamed(all.listedApiKeys, all.compromisedApiKeys),
    }));
  // An acknowledgement that was given before the spare went live is none any more
  const acknowledged = pulumi.output({ given, asSpare: activation.standbyAcknowledged }).apply(({ given, asSpare }) => {
    const isAcknowledgedAsSpare = asSpare !== undefined && asSpare.over === given;
    return { isAcknowledgedAsSpare, acknowledgedFingerprint: isAcknowledgedAsSpare ? asSpare.fingerprint : given };
  });
  const spare = pulumi.output({ standby, acknowledgedStandbyFingerprint });
  const handoff = pulumi
    .output({ known, compromised: named, knownByTagsAlone, acknowledged, spare, mode, partner, environment, jwks })
    .apply(({ known, partner, environment, mode, jwks, acknowledged, spare, ...more }) =>
      handoffOf(
        {
          ...known,
          ...more,
          ...acknowledged,
          ...spare,
          newestVersionId: known.newest.versionId,
          isImmediate: mode === "immediate",
          published:
            mode === "published" && jwks.url !== undefined && jwks.hours !== undefined
              ? { ...jwks, url: jwks.url, hours: jwks.hours }
              : undefined,
        },
        {
          partner,
          environment,
          form: args.fingerprintForm,
          artifact: args.artifact,
          profile: args.profile,
          hasCertificate: args.certificate !== undefined,
        },
        { component, command },
      ),
    );
  const stack = `${pulumi.getProject()}/${pulumi.getStack()}`;
  return {
    rotationDueAt: known.apply(({ rotationDueAt }) => rotationDueAt),
    liveCreatedAt: known.apply((known) => createdAtOf(known.live, known)),
    pendingCreatedAt: known.apply((known) => createdAtOf(known.pending, known)),
    previousCreatedAt: known.apply((known) => createdAtOf(known.previous, known)),
    overview: known.apply(overviewText),
    handoff: handoff.apply(handoffText),
    handoffData: pulumi
      .all([handoff, known, secretArn, partner, environment])
      .apply(([handoff, known, secretArn, partner, environment]) =>
        handoffDataText(handoff, known, { stack, component, partner, environment, secretArn }),
      ),
    uploadFingerprint: handoff.apply((handoff) => handoff?.key?.fingerprint ?? ""),
  };
}
