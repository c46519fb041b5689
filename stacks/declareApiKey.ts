import * as pulumi from "@pulumi/pulumi";
import { Activation, ApiKey } from "../resources";
import { handedTo } from "./arguments";
import { defaultName, nameOr } from "./defaultName";
import type { ProfiledArgs } from "./profiled";

/**
 * Declares the API key. The partner knows an issued key, so it is live at once. A step of its own all the same: killed
 * before it, no key is live that the state does not know, and it brings the secret back when a destroy was killed half-way.
 */
export function declareApiKey(
  name: string,
  args: ProfiledArgs,
  source: NonNullable<ProfiledArgs["apiKey"]>,
  deletionProtection: pulumi.Input<boolean>,
  opts: pulumi.CustomResourceOptions,
): { readonly key: ApiKey; readonly activation: Activation } {
  const { compromisedApiKeys } = args;
  const compromised = compromisedApiKeys === undefined ? {} : { compromised: compromisedApiKeys };
  const key = new ApiKey(
    `${name}-api-key`,
    {
      ...handedTo("apiKey", args),
      ...compromised,
      ...source,
      deletionProtection,
      publishAs: "pending",
      secretName: nameOr(args.apiKeySecretName, defaultName(args, "apikey")),
      description: pulumi.interpolate`API key for ${args.partner} (${args.environment})`,
    },
    opts,
  );
  const activation = new Activation(
    `${name}-api-key-activation`,
    {
      ...handedTo("apiKeyActivation", args),
      ...compromised,
      secretArn: key.secretArn,
      candidate: key,
      mode: "immediate",
    },
    opts,
  );
  return { key, activation };
}
