import { forwardTo, startLocalSecretsManager, type LocalServer } from "../emulator";

export const DEPLOYER = "AKIABENCHDEPLOYER";

export interface BackendOptions {
  /** moto, where another tool takes part: it knows calls that the local Secrets Manager does not. */
  readonly motoUrl?: string;
  /** ThrottlingException beyond that many calls a second. */
  readonly throttle?: number;
}

/** A Secrets Manager for one subject, which counts the calls; the deployer of the product may not read. */
export async function startBackend({ motoUrl, throttle }: BackendOptions): Promise<LocalServer> {
  const server = await startLocalSecretsManager(motoUrl === undefined ? {} : { backend: forwardTo(motoUrl) });
  server.hooks.deny(DEPLOYER, ["GetSecretValue", "BatchGetSecretValue"]);
  server.hooks.throttle(throttle);
  return server;
}
