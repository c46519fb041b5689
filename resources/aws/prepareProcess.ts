import { readFileSync } from "node:fs";
import { firstOf, type AwsSettings } from "./settings/awsSettings";
import { ROWS, type SettingRow } from "./settings/rows";

/**
 * Tells the SDK what it takes from its process only: before it is asked anything, and without loading it. One plugin process
 * has one set of settings.
 */
export function prepareProcess(settings: AwsSettings, environment: NodeJS.ProcessEnv): void {
  for (const [name, { isOfProcess, variables = [] }] of Object.entries<SettingRow>(ROWS)) {
    const [variable] = variables;
    if (isOfProcess !== true || variable === undefined) continue;
    const text = written(settings[name as keyof AwsSettings]) ?? firstOf((other) => environment[other], ...variables);
    if (text !== undefined) environment[variable] = text;
  }
  for (const files of [settings.sharedConfigFiles, settings.sharedCredentialsFiles]) {
    if (files !== undefined && files.length > 1) mergeInMemory(files);
  }
}

/** As a variable has it: of files the first, of a switch only that it is on. */
function written(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return first === true ? "true" : typeof first === "string" && first !== "" ? first : undefined;
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
