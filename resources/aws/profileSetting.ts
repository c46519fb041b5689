import { parseKnownFiles } from "@smithy/core/config";
import type { ReadEnvironment } from "./settings/awsSettings";

/** What the profile in use (`prepareProcess` has put that of the settings into AWS_PROFILE) says, if it does. */
export async function profileSetting(
  name: "region" | "ca_bundle" | "retry_mode" | "max_attempts",
  environment: ReadEnvironment,
): Promise<string | undefined> {
  const profile = environment("AWS_PROFILE");
  return (await parseKnownFiles({}))[profile === undefined || profile === "" ? "default" : profile]?.[name];
}
