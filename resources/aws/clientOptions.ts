import { loadConfig } from "@smithy/core/config";
import { NODE_MAX_ATTEMPT_CONFIG_OPTIONS } from "@smithy/core/retry";
import type { AwsSettings } from "./settings/awsSettings";
import type { Service } from "./settings/endpoints";
import type { Transport } from "./transport";

/** As the SDK reads it from AWS_MAX_ATTEMPTS and the profile, which say nothing of 5. */
const MAX_ATTEMPTS = { ...NODE_MAX_ATTEMPT_CONFIG_OPTIONS, default: 5 };

export type ClientOptions = ReturnType<typeof clientOptions>;

/** What all clients of one set of settings have in common. What is left out, the SDK takes from variables and profile. */
export function clientOptions(service: Service, region: string, settings: AwsSettings, transport: Transport) {
  const { endpoints, useFipsEndpoint, useDualstackEndpoint, retryMode, maxRetries } = settings;
  const endpoint = endpoints[service];
  return {
    region,
    maxAttempts: maxRetries ?? loadConfig(MAX_ATTEMPTS),
    requestHandler: transport,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(useFipsEndpoint === undefined ? {} : { useFipsEndpoint }),
    ...(useDualstackEndpoint === undefined ? {} : { useDualstackEndpoint }),
    ...(retryMode === undefined ? {} : { retryMode }),
  };
}
