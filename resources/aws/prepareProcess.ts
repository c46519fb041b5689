import { readFileSync } from "node:fs";
import { variablesOf, type AwsSettings } from "./settings/awsSettings";

/** Tells the SDK what it takes from its process only: before it is asked anything, and without loading it. */
export function prepareProcess(settings: AwsSettings, environment: NodeJS.ProcessEnv): void {
  Object.assign(
    environment,
    variablesOf(settings, (name) => environment[name]),
  );
  for (const files of [settings.sharedConfigFiles, settings.sharedCredentialsFiles]) {
    if (files !== undefined && files.length > 1) mergeInMemory(files);
  }
}

/** The SDK for JavaScript reads one file, that for Go reads all, and what a later one says of a profile wins. */
function mergeInMemory(files: readonly string[]): void {
  // Loading it takes a while, and hardly anybody has several files
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { externalDataInterceptor } = require("@smithy/core/config") as typeof import("@smithy/core/config");
  externalDataInterceptor.interceptFile(files[0] ?? "", files.map(contentOf).join("\n"));
}

/** As in both SDKs, a file that cannot be read says nothing; a profile that is missing then is told by its name. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
