import * as pulumi from "@pulumi/pulumi";
import type { Activation, ApiKey, KeyVersion } from "../resources";
import type { GeneratedApiKey } from "../resources/words/apiKeyToGive";
import { endOf } from "../resources/words/certificateEnd";
import { jwksText } from "../resources/words/jwks";
import { uploadOf, type KeyTexts } from "../resources/words/upload";
import type { Outputs } from "./credentialOutputs";
import type { AnyKeyPair } from "./declareKeyPair";
import { forPeople } from "./forPeople";
import type { ProfiledArgs } from "./profiled";

/** What the component declares. */
interface Declared {
  /** The component, as the program calls it. */
  readonly component: string;
  readonly apiKey: { readonly key: ApiKey; readonly activation: Activation } | undefined;
  readonly keyPair: AnyKeyPair;
  readonly activation: Activation;
  readonly mode: pulumi.Output<"acknowledged" | "immediate" | "published">;
}

/** The outputs of the component, made of those of its children. */
export function outputsOf(args: ProfiledArgs, { component, apiKey, keyPair, activation, mode }: Declared): Outputs {
  const { live, pending, previous, secretArn, promotedAt, knownByTagsAlone, compromisedKeys } = activation;
  // The request of the newest key alone is known, and nothing asks for the others where there is none
  const withRequest = (key: pulumi.Output<KeyVersion | undefined>) =>
    args.signingRequest === undefined
      ? key
      : pulumi
          .all([key, keyPair.versionId, keyPair.signingRequestPem])
          .apply(([known, newest, signingRequestPem]) =>
            known?.versionId === newest ? { ...known, signingRequestPem } : known,
          );
  const [liveKey, pendingKey] = [withRequest(live), withRequest(pending)];
  const uploaded = (key: typeof liveKey) =>
    key.apply((known: KeyTexts | undefined) => uploadOf(known ?? {}, args.artifact));
  const certificatePem = factOf(live, "certificatePem");
  return {
    partner: pulumi.output(args.partner),
    environment: pulumi.output(args.environment),
    profile: pulumi.output(args.profile?.name ?? ""),
    publicKeyPem: factOf(live, "publicKeyPem"),
    publicKeyFingerprint: factOf(live, "fingerprint"),
    pendingPublicKeyPem: factOf(pending, "publicKeyPem"),
    pendingFingerprint: factOf(pending, "fingerprint"),
    standbyPublicKeyPem: factOf(keyPair.standbyKey, "publicKeyPem"),
    standbyFingerprint: factOf(keyPair.standbyKey, "fingerprint"),
    standbyUpload: uploaded(keyPair.standbyKey),
    upload: uploaded(liveKey),
    pendingUpload: uploaded(pendingKey),
    jwks: jwksOf(args, activation),
    newestVersionId: orEmpty(keyPair.versionId),
    newestFingerprint: orEmpty(keyPair.fingerprint),
    newestPublicKeyPem: orEmpty(keyPair.publicKeyPem),
    newestUpload: newestUploadOf(keyPair, args),
    keyId: factOf(live, "keyId"),
    certificatePem,
    certificateEndsAt: certificatePem.apply(endOf),
    pendingCertificatePem: factOf(pending, "certificatePem"),
    signingRequestPem: orEmpty(keyPair.signingRequestPem),
    previousPublicKeyPem: factOf(previous, "publicKeyPem"),
    previousFingerprint: factOf(previous, "fingerprint"),
    // Not those of the keys: what depends on them must not move to a secret whose key is not acknowledged
    privateKeySecretArn: orEmpty(secretArn),
    privateKeyVersionId: factOf(live, "versionId"),
    apiKeySecretArn: orEmpty(apiKey?.activation.secretArn),
    apiKeyVersionId: factOf(apiKey?.activation.live, "versionId"),
    apiKeyFingerprint: factOf(apiKey?.activation.live, "fingerprint"),
    apiKeyId: orEmpty(apiKey?.key.keyId),
    ...forPeople(args, {
      component,
      keyPair,
      activation: {
        publishedSince: activation.publishedSince,
        standbyAcknowledged: activation.standbyAcknowledged,
        secretArn,
        live: liveKey,
        pending: pendingKey,
        previous,
        promotedAt,
        knownByTagsAlone,
        compromisedKeys,
      },
      compromisedApiKeys: apiKey?.activation.compromisedKeys,
      mode,
      generatedApiKey:
        apiKey !== undefined && args.apiKey && "generate" in args.apiKey ? generatedOf(apiKey) : undefined,
    }),
  };
}

/** What is published: every key that a signature may be of, now or soon. */
function jwksOf({ artifact, jwksUrl }: ProfiledArgs, { pending, live, previous }: Activation): pulumi.Output<string> {
  if (jwksUrl === undefined) return pulumi.output("");
  return pulumi.output([pending, live, previous]).apply((keys) => jwksText(keys, artifact));
}

/** Of the key alone: whatever uploads it runs before the key is made live. */
function newestUploadOf(
  { publicKeyPem, certificatePem, signingRequestPem }: AnyKeyPair,
  { artifact }: ProfiledArgs,
): pulumi.Output<string> {
  return pulumi
    .output({ publicKeyPem, certificatePem, signingRequestPem })
    .apply((key: KeyTexts) => uploadOf(key, artifact));
}

/** The API key that is live, which was generated here; `undefined` where it is not made yet. */
function generatedOf({ key, activation }: NonNullable<Declared["apiKey"]>): pulumi.Output<GeneratedApiKey | undefined> {
  return pulumi
    .output({ secretArn: activation.secretArn, live: activation.live, createdAt: key.createdAt })
    .apply(({ secretArn, live, createdAt }) => {
      const known = live as KeyVersion | undefined;
      // Nobody here has made a version that was adopted
      if (known === undefined || known.fingerprint === "") return undefined;
      const { versionId, fingerprint } = known;
      return { secretArn, versionId, fingerprint, createdAt: known.createdAt ?? createdAt };
    });
}

/** A fact of a key; "" where there is no such key, or none yet. */
function factOf(key: pulumi.Output<KeyVersion | undefined> | undefined, fact: keyof KeyVersion): pulumi.Output<string> {
  return orEmpty(key?.apply((version) => version?.[fact]));
}

function orEmpty(text: pulumi.Output<string | undefined> | undefined): pulumi.Output<string> {
  return pulumi.output(text).apply((value) => value ?? "");
}
