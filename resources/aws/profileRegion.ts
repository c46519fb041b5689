import { parseKnownFiles } from "@smithy/core/config";
import type { ReadEnvironment } from "./settings";

/** The region of the profile in use (`variablesOf` has put that of the settings into AWS_PROFILE), if it names one. */
export async function profileRegion(environment: ReadEnvironment): Promise<string | undefined> {
  const profiles = await parseKnownFiles({});
  const name = environment("AWS_PROFILE");
  return profiles[name === undefined || name === "" ? "default" : name]?.["region"];
}
