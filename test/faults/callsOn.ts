import { DEPLOYER, type Scenario } from "../support/scenario";

/** The deployer's calls of the last run on a secret, named by name or ARN. */
export function callsOn({ server }: Scenario, secret: string) {
  return server.hooks.calls.filter((call) => call.accessKeyId === DEPLOYER && nameOf(call.secretId) === secret);
}

/** Name of a secret that a call named by name or by ARN. */
export function nameOf(secretId: string): string {
  return /:secret:(.+)-\w{6}$/.exec(secretId)?.[1] ?? secretId;
}
